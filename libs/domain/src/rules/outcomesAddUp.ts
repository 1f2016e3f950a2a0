import type { Rule } from './rule.js';
import { brokenSums } from './support/sums.js';
import { lastName } from './wording.js';

export const outcomesAddUp: Rule = {
  id: 'requests.outcomes',
  group: 'totals',
  severity: 'blocking',
  sentence: { zh: '表三每一列，各项办理结果之和等于（七）总计。', en: 'In each column of table 3, the outcomes add up to the total concluded.' },
  clause: '国办公开办函〔2019〕60号、〔2021〕30号，表三第三项',
  example: { zh: '法律服务机构：各项办理结果均为 0，（七）总计填 1。', en: 'Legal service providers: every outcome 0, concluded 1.' },
  check: (subject) => brokenSums(subject, 'requests.outcomes', {
    line: (cell) => lastName(cell.column.path),
    part: (cell) => lastName(cell.row.path),
  }),
};
