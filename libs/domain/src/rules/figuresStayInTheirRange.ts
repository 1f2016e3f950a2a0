import type { Draft, PastReport, Rule } from './rule.js';
import { nameOf } from './wording.js';

/** Figures worth a second look when they leap: the totals of tables 3 and 4 and the counts of decisions. */
const watched = /^(requests\.(received|concluded|carriedOut)\.total|review\.total|litigation\.(direct|afterReview)\.total|\w+\.decisions)$/;

/** Below this many, a leap is chance. */
const leastDifference = 50;

export const figuresStayInTheirRange: Rule = {
  id: 'history.swing',
  group: 'history',
  severity: 'note',
  sentence: { zh: '主要数字与本机关往年相比没有异常起落。', en: 'The main figures are not far outside the body’s own past.' },
  clause: '《政府信息公开条例》第五十条（数据真实、准确）',
  example: { zh: '往年行政许可 900 件上下，本年填 90000。', en: 'About 900 licensing decisions a year, this year 90,000.' },
  check: ({ report, cells: { numbered, values }, context }) => {
    const past: PastReport[] = [...(context.lastYear ? [context.lastYear] : []), ...(context.earlierYears ?? [])].filter(({ year }) => year < report.year);
    const drafts: Draft[] = [];
    for (const [index, cell] of numbered.cells.entries()) {
      const value = values[index] ?? Number.NaN;
      if (Number.isNaN(value) || !watched.test(cell.id)) continue;
      const before = past.flatMap(({ facts }) => facts[cell.id]?.value ?? []);
      if (before.length === 0) continue;
      const [least, most] = [Math.min(...before), Math.max(...before)];
      // One or two years say little about what is usual.
      const factor = before.length >= 3 ? 4 : 10;
      const leap = value > most * factor && value - most >= leastDifference;
      const fall = value * factor < least && least - value >= leastDifference;
      if (!leap && !fall) continue;
      const name = nameOf(cell);
      const range = least === most ? String(least) : `${least}–${most}`;
      drafts.push({
        cells: [cell.id], actual: value,
        message: { zh: `「${name.zh}」为 ${value}，往年为 ${range}，起落很大，请核对。`, en: `${name.en} is ${value}; in earlier years it was ${range}. Please check.` },
        at: report.facts[cell.id]?.at ?? null,
        about: range,
      });
    }
    return drafts;
  },
};
