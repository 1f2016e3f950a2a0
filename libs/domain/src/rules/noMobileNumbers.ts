import { personalNumberDrafts } from './support/personalNumberDrafts.js';
import type { Rule } from './rule.js';

export const noMobileNumbers: Rule = {
  id: 'privacy.mobile',
  group: 'privacy',
  severity: 'blocking',
  sentence: { zh: '公开的文字中没有手机号码。', en: 'The published text contains no mobile-telephone number.' },
  clause: '《政府信息公开条例》第十五条；《个人信息保护法》第四条',
  example: { zh: '文中出现「138****8000」；办公电话不在此列。', en: 'The text contains 138****8000; office telephones are fine.' },
  check: (subject) => personalNumberDrafts(subject, 'mobile', { zh: '手机号码', en: 'mobile-telephone number' }),
};
