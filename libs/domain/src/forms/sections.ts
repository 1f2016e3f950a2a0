import type { SectionSpec } from './form.js';

/** The six sections, in order; the same in both forms. */
export const sections: readonly SectionSpec[] = [
  { number: 1, title: { text: '总体情况', en: 'Overview' }, subject: ['总体情况', '概述', '基本情况'] },
  { number: 2, title: { text: '主动公开政府信息情况', en: 'Proactive disclosure' }, subject: ['主动公开'] },
  { number: 3, title: { text: '收到和处理政府信息公开申请情况', en: 'Requests received and handled' }, subject: ['收到和处理', '公开申请', '申请情况', '依申请公开'] },
  { number: 4, title: { text: '因政府信息公开工作被申请行政复议、提起行政诉讼情况', en: 'Reviews and lawsuits' }, subject: ['行政复议', '行政诉讼', '复议'] },
  { number: 5, title: { text: '存在的主要问题及改进情况', en: 'Problems and improvement' }, subject: ['问题', '改进'] },
  { number: 6, title: { text: '其他需要报告的事项', en: 'Other matters' }, subject: ['其他', '其它', '需要报告'] },
];
