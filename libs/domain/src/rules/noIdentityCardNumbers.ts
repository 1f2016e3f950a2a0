import { personalNumberDrafts } from './support/personalNumberDrafts.js';
import type { Rule } from './rule.js';

export const noIdentityCardNumbers: Rule = {
  id: 'privacy.identity-card',
  group: 'privacy',
  severity: 'blocking',
  sentence: { zh: '公开的文字中没有身份证号码。', en: 'The published text contains no identity-card number.' },
  clause: '《政府信息公开条例》第十五条；《个人信息保护法》第二十八条',
  example: { zh: '文中出现「110***********002X」。', en: 'The text contains 110***********002X.' },
  check: (subject) => personalNumberDrafts(subject, 'identityCard', { zh: '身份证号码', en: 'identity-card number' }),
};
