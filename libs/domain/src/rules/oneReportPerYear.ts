import type { Rule } from './rule.js';

export const oneReportPerYear: Rule = {
  id: 'shape.duplicate',
  group: 'shape',
  severity: 'blocking',
  sentence: { zh: '一个机关一个年度只有一份报告。', en: 'A body files one report a year.' },
  clause: '《政府信息公开条例》第四十九条',
  example: { zh: '同一机关同一年度已有一份报告在办。', en: 'Another report of the same body and year is on file.' },
  check: ({ report, context }) => (context.alreadyFiled ?? []).map((name) => ({
    cells: [],
    message: { zh: `${report.year} 年度已有报告：${name}。`, en: `There already is a report for ${report.year}: ${name}.` },
    at: null,
    about: name,
  })),
};
