import type { Rule } from './rule.js';
import { brokenSums } from './support/sums.js';
import { lastName, pathName } from './wording.js';

export const rowTotalsAddUp: Rule = {
  id: 'requests.row-total',
  group: 'totals',
  severity: 'blocking',
  sentence: { zh: '表三每一行，各类申请人之和等于总计。', en: 'In each row of table 3, the applicants add up to the total.' },
  clause: '国办公开办函〔2019〕60号、〔2021〕30号，表三',
  example: { zh: '「（一）予以公开」自然人 4、其余为 0，总计填 5。', en: 'Granted: natural persons 4, all others 0, total 5.' },
  check: (subject) => brokenSums(subject, 'requests.row-total', {
    line: (cell) => pathName(cell.row.path),
    part: (cell) => lastName(cell.column.path),
  }),
};
