import { numberedForm } from '../equations.js';
import type { Cause } from '../rollup.js';
import { rollUp } from '../rollup.js';
import type { Rule } from './rule.js';
import { nameOf } from './wording.js';

const causes: Readonly<Record<Cause['kind'], readonly [zh: string, en: string]>> = {
  omitted: ['漏计', 'left out'], twice: ['重复计入', 'counted twice'], earlier: ['计入的是更正前的数', 'counted as it was before its correction'],
};

export const childrenAddUp: Rule = {
  id: 'rollup.cells',
  group: 'rollup',
  severity: 'explain',
  sentence: { zh: '汇总报告的每一格等于下级已签发报告之和。', en: 'Each cell of a summary is the sum of the signed reports below it.' },
  clause: '《政府信息公开条例》第四十九条第二款',
  example: { zh: '区报告行政许可 40 件，下级之和 940 件，漏计区住建局 900 件。', en: 'The district reports 40 decisions, the bodies below it 940: one body’s 900 were left out.' },
  check: ({ report, form, context }) => {
    if (!context.children) return [];
    const { cells, numberOf } = numberedForm(form);
    return rollUp(form, report.facts, context.children).differences.flatMap((difference) => {
      const cell = cells[numberOf.get(difference.cell) ?? -1];
      if (!cell) return [];
      const name = nameOf(cell);
      const [cause] = difference.causes;
      const why = cause ? { zh: `可能${causes[cause.kind][0]}：${cause.child}。`, en: ` Possibly ${causes[cause.kind][1]}: ${cause.child}.` } : { zh: '', en: '' };
      const gap = Math.round(Math.abs(difference.parent - difference.sum) * 1e6) / 1e6;
      return [{
        cells: [difference.cell], expected: difference.sum, actual: difference.parent,
        message: {
          zh: `「${name.zh}」填 ${difference.parent}，下级之和为 ${difference.sum}，相差 ${gap}。${why.zh}`,
          en: `${name.en} is ${difference.parent}; the bodies below add up to ${difference.sum}; they differ by ${gap}.${why.en}`,
        },
        at: report.facts[difference.cell]?.at ?? null,
      }];
    });
  },
};
