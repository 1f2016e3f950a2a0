import type { Rule } from './rule.js';

/** A matter of shape, as only the document shows it. Not blocking: what could be matched is checked anyway, and a cell that is lost by it is reported as missing. */
export const tablesMatchTheForm: Rule = {
  id: 'table.unmatched',
  group: 'shape',
  severity: 'explain',
  sentence: { zh: '表格各部分都能与规定格式对上。', en: 'Every part of the tables can be matched to the form.' },
  clause: '国办公开办函〔2019〕60号、〔2021〕30号，格式',
  example: { zh: '表三多出一行「其中：网上申请」。', en: 'Table 3 has an additional row “of these, online”.' },
  check: ({ report }) => report.doubts.filter((doubt) => doubt.kind === 'table.unmatched').map((doubt) => ({
    cells: [],
    message: { zh: `表格中的「${doubt.text}」与规定格式对不上，请核对。`, en: `“${doubt.text}” in a table could not be matched to the form; please check it.` },
    at: doubt.at,
    about: doubt.text,
  })),
};
