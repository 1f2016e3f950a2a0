import type { Rule } from './rule.js';
import { brokenSums } from './support/sums.js';
import { lastName } from './wording.js';

export const requestsBalance: Rule = {
  id: 'requests.balance',
  group: 'totals',
  severity: 'blocking',
  sentence: {
    zh: '表三每一列，本年新收加上年结转，等于办理结果总计加结转下年度。',
    en: 'In each column of table 3, received plus carried in equals concluded plus carried out.',
  },
  clause: '国办公开办函〔2019〕60号、〔2021〕30号，表三表头所注勾稽关系',
  example: { zh: '自然人：新收 4、结转 0，而总计 8、结转下年度 0。', en: 'Natural persons: received 4, carried in 0, but concluded 8, carried out 0.' },
  check: (subject) => brokenSums(subject, 'requests.balance', {
    line: (cell) => lastName(cell.column.path),
    part: (cell) => lastName(cell.row.path),
  }),
};
