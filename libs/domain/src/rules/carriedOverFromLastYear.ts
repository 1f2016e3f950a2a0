import { lastYearOf } from './support/lastYear.js';
import type { Draft, Rule } from './rule.js';
import { nameOf } from './wording.js';

export const carriedOverFromLastYear: Rule = {
  id: 'history.carried',
  group: 'history',
  severity: 'explain',
  sentence: { zh: '每一列的上年结转，等于上一年度报告的结转下年度。', en: 'In each column, carried in equals what last year’s report carried out.' },
  clause: '国办公开办函〔2019〕60号、〔2021〕30号，表三第二、四项',
  example: { zh: '上一年度报告结转下年度 3 件，本年度上年结转填 2。', en: 'Last year carried out 3; this year carried in 2.' },
  check: (subject) => {
    const lastYear = lastYearOf(subject);
    if (!lastYear) return [];
    const { numbered, values } = subject.cells;
    const drafts: Draft[] = [];
    for (const [index, cell] of numbered.cells.entries()) {
      if (cell.block.key !== 'requests' || cell.row.key !== 'carriedIn') continue;
      const actual = values[index] ?? Number.NaN;
      const expected = lastYear.facts[`requests.carriedOut.${cell.column.key}`]?.value ?? Number.NaN;
      if (Number.isNaN(actual) || Number.isNaN(expected) || actual === expected) continue;
      const name = nameOf(cell);
      drafts.push({
        cells: [cell.id], expected, actual,
        message: {
          zh: `「${name.zh}」填 ${actual}；${lastYear.year} 年度报告结转下年度为 ${expected}，相差 ${Math.abs(actual - expected)}。`,
          en: `${name.en} is ${actual}; the report for ${lastYear.year} carried out ${expected}. They differ by ${Math.abs(actual - expected)}.`,
        },
        at: subject.report.facts[cell.id]?.at ?? null,
      });
    }
    return drafts;
  },
};
