import type { Draft, Rule } from './rule.js';

const numerals = ['', '一', '二', '三', '四', '五', '六'];

export const sixSectionsInOrder: Rule = {
  id: 'shape.sections',
  group: 'shape',
  severity: 'blocking',
  sentence: { zh: '报告有六个部分，依次排列，各出现一次。', en: 'The report has its six sections, in order, each once.' },
  clause: '《政府信息公开条例》第五十条；国办公开办函〔2019〕60号、〔2021〕30号，格式',
  example: { zh: '缺「六、其他需要报告的事项」。', en: 'Section VI, other matters, is missing.' },
  check: ({ report, form }) => {
    const drafts: Draft[] = [];
    const found = report.sections.map((section) => section.number);
    for (const section of form.sections) {
      const count = found.filter((number) => number === section.number).length;
      const title = `${numerals[section.number]}、${section.title.text}`;
      if (count === 0) {
        drafts.push({
          cells: [], at: null, about: String(section.number),
          message: { zh: `没有找到第${numerals[section.number]}部分「${title}」。`, en: `Section ${section.number} (${section.title.en}) was not found.` },
        });
      } else if (count > 1) {
        const again = report.sections.findLast((candidate) => candidate.number === section.number);
        drafts.push({
          cells: [], at: again?.at ?? null, about: `${section.number}×${count}`,
          message: { zh: `第${numerals[section.number]}部分「${title}」出现了 ${count} 次。`, en: `Section ${section.number} (${section.title.en}) appears ${count} times.` },
        });
      }
    }
    for (const [index, section] of report.sections.entries()) {
      const before = report.sections[index - 1];
      if (!before || before.number <= section.number) continue;
      drafts.push({
        cells: [], at: section.at, about: `${before.number}>${section.number}`,
        message: {
          zh: `第${numerals[section.number]}部分「${section.title}」排在第${numerals[before.number]}部分「${before.title}」之后，顺序不对。`,
          en: `Section ${section.number} stands after section ${before.number}; the order is wrong.`,
        },
      });
    }
    return drafts;
  },
};
