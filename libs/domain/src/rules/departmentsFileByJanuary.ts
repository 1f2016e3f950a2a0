import { filingDay } from './support/filingDay.js';
import type { Rule } from './rule.js';

export const departmentsFileByJanuary: Rule = {
  id: 'deadline.department',
  group: 'deadline',
  severity: 'note',
  sentence: { zh: '行政机关于次年 1 月 31 日前公布年度报告。', en: 'A department files by 31 January of the following year.' },
  clause: '《政府信息公开条例》第四十九条',
  example: { zh: '2021 年度报告落款 2022 年 2 月 17 日。', en: 'The report for 2021 is dated 17 February 2022.' },
  check: (subject) => {
    const day = filingDay(subject);
    const due = `${subject.report.year + 1}-01-31`;
    if (subject.context.bodyKind !== 'department' || day === null || day <= due) return [];
    return [{ cells: [], at: null, about: day, message: { zh: `报告日期 ${day}，晚于期限 ${due}。`, en: `Dated ${day}, after the deadline of ${due}.` } }];
  },
};
