import type { Rule } from './rule.js';

export const childrenHaveFiled: Rule = {
  id: 'rollup.missing',
  group: 'rollup',
  severity: 'note',
  sentence: { zh: '汇总时，下级机关都已有签发的报告。', en: 'When a summary is made, every body below has a signed report.' },
  clause: '《政府信息公开条例》第四十九条第二款',
  example: { zh: '区教育局尚无签发的 2021 年度报告。', en: 'One department has no signed report for 2021.' },
  check: ({ report, context }) => (context.children ?? []).filter((child) => child.facts === null).map((child) => ({
    cells: [], at: null, about: child.name,
    message: { zh: `${child.name}尚无签发的 ${report.year} 年度报告，未计入下级之和。`, en: `${child.name} has no signed report for ${report.year}; it is not part of the sum.` },
  })),
};
