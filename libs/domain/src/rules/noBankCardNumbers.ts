import { personalNumberDrafts } from './support/personalNumberDrafts.js';
import type { Rule } from './rule.js';

export const noBankCardNumbers: Rule = {
  id: 'privacy.bank-card',
  group: 'privacy',
  severity: 'blocking',
  sentence: { zh: '公开的文字中没有银行卡号。', en: 'The published text contains no bank-card number.' },
  clause: '《政府信息公开条例》第十五条；《个人信息保护法》第二十八条',
  example: { zh: '文中出现「411*********1111」。', en: 'The text contains 411*********1111.' },
  check: (subject) => personalNumberDrafts(subject, 'bankCard', { zh: '银行卡号', en: 'bank-card number' }),
};
