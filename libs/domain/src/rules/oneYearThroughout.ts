import { formForYear } from '../forms/catalogue.js';
import type { Draft, Rule } from './rule.js';

const sources = { title: { zh: '标题', en: 'the title' }, period: { zh: '统计期限', en: 'the reporting period' }, form: { zh: '表格', en: 'the form' } } as const;

export const oneYearThroughout: Rule = {
  id: 'shape.year',
  group: 'shape',
  severity: 'blocking',
  sentence: { zh: '标题年份、统计期限和所用格式的年份一致，且该年度已经结束。', en: 'The title, the reporting period and the form are of one year, and that year has ended.' },
  clause: '国办公开办函〔2019〕60号（2019、2020 年度）、〔2021〕30号（2021 年度起）',
  example: { zh: '标题为 2021 年度，统计期限写 2020 年 1 月 1 日至 12 月 31 日。', en: 'The title says 2021, the period runs from 1 January to 31 December 2020.' },
  check: ({ report, form, context }) => {
    const drafts: Draft[] = [];
    for (const claim of report.claimedYears) {
      if (claim.year === report.year) continue;
      drafts.push({
        cells: [], expected: report.year, actual: claim.year, at: claim.at, about: claim.source,
        message: {
          zh: `报告年度是 ${report.year} 年，而${sources[claim.source].zh}写的是 ${claim.year} 年。`,
          en: `The report is for ${report.year}, but ${sources[claim.source].en} says ${claim.year}.`,
        },
      });
    }
    // Without a clock only the years themselves can be judged, so the day after the last possible report year is taken.
    const today = context.today ?? new Date(Date.UTC(report.year + 1, 0, 2));
    const due = formForYear(report.year, today);
    if (due === 'not-ended') {
      drafts.push({ cells: [], at: null, about: 'not-ended', message: { zh: `${report.year} 年还没有结束，不能提交这一年度的报告。`, en: `${report.year} has not ended; its report cannot be filed yet.` } });
    } else if (due === 'too-early') {
      drafts.push({ cells: [], at: null, about: 'too-early', message: { zh: `${report.year} 年度没有规定格式，无法核对（从 2019 年度起）。`, en: `There are no rules for ${report.year}; the forms begin with 2019.` } });
    } else if (due.id !== form.id) {
      drafts.push({
        cells: [], at: null, about: `${form.id}≠${due.id}`,
        message: { zh: `${report.year} 年度应使用${due.notice}规定的格式，报告用的是${form.notice}的格式。`, en: `A report for ${report.year} uses the form of ${due.id}; this one uses the form of ${form.id}.` },
      });
    }
    return drafts;
  },
};
