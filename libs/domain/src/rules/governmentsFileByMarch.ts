import { filingDay } from './support/filingDay.js';
import type { Rule } from './rule.js';

/** Also applied where the kind of body is not known: after 31 March every report is late. */
export const governmentsFileByMarch: Rule = {
  id: 'deadline.government',
  group: 'deadline',
  severity: 'note',
  sentence: { zh: '县级以上政府信息公开工作主管部门于次年 3 月 31 日前公布本级政府年度报告。', en: 'The body in charge at county level and above files by 31 March of the following year.' },
  clause: '《政府信息公开条例》第四十九条、第五十条',
  example: { zh: '2020 年度报告落款 2021 年 4 月 2 日。', en: 'The report for 2020 is dated 2 April 2021.' },
  check: (subject) => {
    const day = filingDay(subject);
    const due = `${subject.report.year + 1}-03-31`;
    if (subject.context.bodyKind === 'department' || day === null || day <= due) return [];
    return [{ cells: [], at: null, about: day, message: { zh: `报告日期 ${day}，晚于期限 ${due}。`, en: `Dated ${day}, after the deadline of ${due}.` } }];
  },
};
