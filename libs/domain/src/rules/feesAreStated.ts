import type { Rule } from './rule.js';

/** Wordings that say something about the fee. Any of them will do: a false alarm would cost more than a missed hint. */
const statement = /信息处理费|信息公开处理费|处理费|收取[^。；]{0,20}费|收费|费用/;

export const feesAreStated: Rule = {
  id: 'fees.statement',
  group: 'other',
  severity: 'explain',
  forms: ['2021'],
  sentence: { zh: '第六部分写明收取信息处理费的情况；没有收取的，写明没有收取。', en: 'Section VI says what information-processing fees were charged, or that none were.' },
  clause: '国办公开办函〔2021〕30号；《政府信息公开信息处理费管理办法》',
  example: { zh: '第六部分只写「无其他需要报告的事项。」', en: 'Section VI only says “nothing else to report”.' },
  check: ({ report }) => {
    const last = report.sections.find((section) => section.number === 6);
    if (!last) return [];
    const prose = report.sections.flatMap((section) => section.paragraphs.map((paragraph) => ({ section: section.number, text: paragraph.text })));
    if (prose.some(({ section, text }) => (section === 6 ? statement.test(text) : /信息(公开)?处理费/.test(text)))) return [];
    return [{
      cells: [],
      message: {
        zh: '第六部分没有写明信息处理费的收取情况；没有收取的，也应写明。',
        en: 'Section VI does not say whether information-processing fees were charged.',
      },
      at: last.at,
    }];
  },
};
