import { lastYearOf } from './support/lastYear.js';
import type { Draft, Rule } from './rule.js';
import { lastName } from './wording.js';

export const inForceFollowsFromLastYear: Rule = {
  id: 'history.in-force',
  group: 'history',
  severity: 'explain',
  forms: ['2021'],
  sentence: { zh: '现行有效件数等于上一年度现行有效件数，加本年制发，减本年废止。', en: 'Documents in force are last year’s in force, plus issued, minus repealed.' },
  clause: '国办公开办函〔2021〕30号，表二',
  example: { zh: '上年现行有效 23，本年制发 1、废止 2，现行有效填 20。', en: 'In force last year 23, issued 1, repealed 2, in force 20.' },
  check: (subject) => {
    const lastYear = lastYearOf(subject);
    if (lastYear?.form !== '2021') return [];
    const drafts: Draft[] = [];
    const { facts } = subject.report;
    for (const cell of subject.cells.numbered.cells) {
      if (cell.column.key !== 'inForce') continue;
      const prefix = `documents.${cell.row.key}`;
      const actual = facts[cell.id]?.value;
      const [before, issued, repealed] = [lastYear.facts[cell.id]?.value, facts[`${prefix}.issued`]?.value, facts[`${prefix}.repealed`]?.value];
      if (actual == null || before == null || issued == null || repealed == null) continue;
      const expected = before + issued - repealed;
      if (actual === expected) continue;
      const name = lastName(cell.row.path);
      drafts.push({
        cells: [cell.id, `${prefix}.issued`, `${prefix}.repealed`], expected, actual,
        message: {
          zh: `「${name.zh}」：上年现行有效 ${before} + 本年制发 ${issued} − 本年废止 ${repealed} = ${expected}，而现行有效件数填 ${actual}，相差 ${Math.abs(actual - expected)}。`,
          en: `${name.en}: in force last year ${before} + issued ${issued} − repealed ${repealed} = ${expected}, but in force is ${actual}; they differ by ${Math.abs(actual - expected)}.`,
        },
        at: facts[cell.id]?.at ?? null,
        about: [before, issued, repealed].join(','),
      });
    }
    return drafts;
  },
};
