import type { Draft, Rule } from './rule.js';
import { nameOf } from './wording.js';

/** Amounts of money are left alone: they may have decimals, and a refund may make them negative. */
export const countsAreWhole: Rule = {
  id: 'cell.count',
  group: 'cells',
  severity: 'blocking',
  sentence: { zh: '件数是不小于零的整数（本年增/减可以是负数）。', en: 'A count is a whole number and not negative (a change may be negative).' },
  clause: '国办公开办函〔2019〕60号、〔2021〕30号，填报说明',
  example: { zh: '本年新收填 -3，或 2.5。', en: 'Requests received: -3, or 2.5.' },
  check: ({ report, cells: { numbered, values, states } }) => {
    const drafts: Draft[] = [];
    for (let index = 0; index < values.length; index += 1) {
      const value = values[index] ?? Number.NaN;
      const whole = Number.isSafeInteger(value);
      if (whole && value >= 0) continue;
      const cell = numbered.cells[index];
      if (!cell || states[index] !== 'read' || (cell.kind !== 'count' && cell.kind !== 'change') || (whole && cell.kind === 'change')) continue;
      const name = nameOf(cell);
      drafts.push({
        cells: [cell.id],
        actual: value,
        message: whole
          ? { zh: `「${name.zh}」填的是 ${value}，件数不能是负数。`, en: `${name.en} is ${value}; a count cannot be negative.` }
          : { zh: `「${name.zh}」填的是 ${value}，件数应为整数。`, en: `${name.en} is ${value}; a count is a whole number.` },
        at: report.facts[cell.id]?.at ?? null,
      });
    }
    return drafts;
  },
};
