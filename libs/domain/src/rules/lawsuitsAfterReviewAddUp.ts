import type { Rule } from './rule.js';
import { brokenSums } from './support/sums.js';
import { lastName, pathName } from './wording.js';

export const lawsuitsAfterReviewAddUp: Rule = {
  id: 'litigation.afterReview.total',
  group: 'totals',
  severity: 'blocking',
  sentence: { zh: '复议后起诉的四种结果之和等于总计。', en: 'The four results of lawsuits after review add up to their total.' },
  clause: '国办公开办函〔2019〕60号、〔2021〕30号，表四',
  example: { zh: '结果维持 4、尚未审结 5，总计填 8。', en: 'Upheld 4, pending 5, total 8.' },
  check: (subject) => brokenSums(subject, 'litigation.afterReview.total', {
    line: (cell) => pathName(cell.column.path.slice(0, -1)),
    part: (cell) => lastName(cell.column.path),
  }),
};
