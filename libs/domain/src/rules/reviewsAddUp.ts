import type { Rule } from './rule.js';
import { brokenSums } from './support/sums.js';
import { lastName, pathName } from './wording.js';

export const reviewsAddUp: Rule = {
  id: 'review.total',
  group: 'totals',
  severity: 'blocking',
  sentence: { zh: '行政复议的四种结果之和等于总计。', en: 'The four results of administrative review add up to their total.' },
  clause: '国办公开办函〔2019〕60号、〔2021〕30号，表四',
  example: { zh: '结果纠正 1、其余为 0，总计填 2。', en: 'Corrected 1, the others 0, total 2.' },
  check: (subject) => brokenSums(subject, 'review.total', {
    line: (cell) => pathName(cell.column.path.slice(0, -1)),
    part: (cell) => lastName(cell.column.path),
  }),
};
