import { lastYearOf } from './support/lastYear.js';
import type { Draft, Rule } from './rule.js';
import { lastName } from './wording.js';

/** The column is 上一年项目数量: what stood at the end of last year, so last year's own change belongs in it and this year's does not. */
export const itemsFollowFromLastYear: Rule = {
  id: 'history.items',
  group: 'history',
  severity: 'explain',
  forms: ['2019'],
  sentence: { zh: '上一年项目数量等于上一年度报告所填的项目数量加增/减。', en: 'Items last year are the items of last year’s report plus its change.' },
  clause: '国办公开办函〔2019〕60号，表二',
  example: { zh: '2019 年度报告：上一年项目 30、增/减 -1；2020 年度报告上一年项目填 31。', en: 'Report for 2019: items 30, change -1; report for 2020: items 31.' },
  check: (subject) => {
    const lastYear = lastYearOf(subject);
    if (lastYear?.form !== '2019') return [];
    const drafts: Draft[] = [];
    for (const cell of subject.cells.numbered.cells) {
      if (cell.column.key !== 'items') continue;
      const actual = subject.report.facts[cell.id]?.value;
      const [before, change] = [lastYear.facts[cell.id]?.value, lastYear.facts[`${cell.row.key}.change`]?.value];
      if (actual == null || before == null || change == null) continue;
      const expected = before + change;
      if (actual === expected) continue;
      const name = lastName(cell.row.path);
      drafts.push({
        cells: [cell.id], expected, actual,
        message: {
          zh: `「${name.zh}」：${lastYear.year} 年度报告的项目数量 ${before} 加增/减 ${change} = ${expected}，而上一年项目数量填 ${actual}，相差 ${Math.abs(actual - expected)}。`,
          en: `${name.en}: the report for ${lastYear.year} has items ${before} and change ${change}, which makes ${expected}; items last year is ${actual}; they differ by ${Math.abs(actual - expected)}.`,
        },
        at: subject.report.facts[cell.id]?.at ?? null,
        about: `${before},${change}`,
      });
    }
    return drafts;
  },
};
