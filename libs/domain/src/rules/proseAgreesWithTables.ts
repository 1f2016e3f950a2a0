import type { Rule } from './rule.js';

export const proseAgreesWithTables: Rule = {
  id: 'narrative.figures',
  group: 'narrative',
  severity: 'explain',
  sentence: { zh: '文字中的数字与表格一致。', en: 'Figures stated in the prose agree with the tables.' },
  clause: '《政府信息公开条例》第五十条；国办公开办函〔2019〕60号、〔2021〕30号',
  example: { zh: '文字写「受理 5 件，均办结」，表三（七）总计为 9。', en: 'The prose says “5 received, all concluded”; table 3 says 9 concluded.' },
  check: () => [],
};
