import { claimsIn } from '../narrative/claims.js';
import { contradictionOf } from '../narrative/contradictions.js';
import { measureName } from '../narrative/measures.js';
import type { Draft, Rule } from './rule.js';

export const proseAgreesWithTables: Rule = {
  id: 'narrative.figures',
  group: 'narrative',
  severity: 'explain',
  sentence: { zh: '文字中的数字与表格一致。', en: 'Figures stated in the prose agree with the tables.' },
  clause: '《政府信息公开条例》第五十条；国办公开办函〔2019〕60号、〔2021〕30号',
  example: { zh: '文字写「受理依申请公开事项5件，均办结」，表三（七）总计为 9。', en: 'The prose says “5 received, all concluded”; table 3 says 9 concluded.' },
  check: ({ report, cells }) => {
    const drafts: Draft[] = [];
    const prose = [...report.preamble.map((paragraph) => ({ section: 1, paragraph })), ...report.sections.flatMap((section) => section.paragraphs.map((paragraph) => ({ section: section.number, paragraph })))];
    for (const { section, paragraph } of prose) {
      for (const claim of claimsIn(paragraph.text, { section, year: report.year, agency: report.agency })) {
        const contradiction = contradictionOf(claim, cells);
        if (!contradiction) continue;
        const { tables } = contradiction;
        const name = measureName(claim.measure, cells.numbered);
        const difference = Math.abs(tables - claim.value);
        drafts.push({
          cells: contradiction.cells, expected: tables, actual: claim.value,
          message: {
            zh: `文字写「${shortened(claim.quote)}」，即${name.zh} ${claim.value}；表中为 ${tables}，相差 ${difference}。`,
            en: `The prose says “${shortened(claim.quote)}”, that is ${name.en}: ${claim.value}; the tables say ${tables}. They differ by ${difference}.`,
          },
          at: paragraph.at,
          about: claim.quote,
        });
      }
    }
    return drafts;
  },
};

/** Long sentences are cut: the paragraph's place leads to the whole. */
function shortened(quote: string): string {
  const text = quote.replace(/\s+/g, ' ');
  return text.length > 120 ? `${text.slice(0, 119)}…` : text;
}
