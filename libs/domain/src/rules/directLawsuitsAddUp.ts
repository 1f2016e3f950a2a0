import type { Rule } from './rule.js';
import { brokenSums } from './support/sums.js';
import { lastName, pathName } from './wording.js';

export const directLawsuitsAddUp: Rule = {
  id: 'litigation.direct.total',
  group: 'totals',
  severity: 'blocking',
  sentence: { zh: '未经复议直接起诉的四种结果之和等于总计。', en: 'The four results of lawsuits without prior review add up to their total.' },
  clause: '国办公开办函〔2019〕60号、〔2021〕30号，表四',
  example: { zh: '结果维持 3、其余为 0，总计填 0。', en: 'Upheld 3, the others 0, total 0.' },
  check: (subject) => brokenSums(subject, 'litigation.direct.total', {
    line: (cell) => pathName(cell.column.path.slice(0, -1)),
    part: (cell) => lastName(cell.column.path),
  }),
};
