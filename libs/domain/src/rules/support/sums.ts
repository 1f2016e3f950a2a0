import type { NumberedEquation } from '../../equations.js';
import { sumOf } from '../../equations.js';
import type { Cell } from '../../forms/form.js';
import type { Message } from '../../report.js';
import type { Draft, Subject } from '../rule.js';
import { termsText } from '../wording.js';

/** How a sum rule words its equations. */
export interface SumWording {
  /** Which line of the table: the row of a row total, the column of a balance. */
  readonly line: (cell: Cell) => Message;
  /** A part of the sum, where the line is said already. */
  readonly part: (cell: Cell) => Message;
}

/** Every equation of a rule that can be evaluated and does not hold. A cell that is absent, blank or unreadable leaves its equations unevaluated. */
export function brokenSums(subject: Subject, rule: string, wording: SumWording): Draft[] {
  const drafts: Draft[] = [];
  const { numbered, values } = subject.cells;
  for (const equation of numbered.equationsByRule.get(rule) ?? []) {
    const expected = sumOf(values, equation.left);
    const actual = sumOf(values, equation.right);
    if (Number.isNaN(expected) || Number.isNaN(actual) || Math.abs(expected - actual) < 1e-9) continue;
    drafts.push(describe(subject, equation, wording, expected, actual));
  }
  return drafts;
}

function describe(subject: Subject, { equation, left, right }: NumberedEquation, wording: SumWording, expected: number, actual: number): Draft {
  const { numbered, values } = subject.cells;
  const terms = (side: readonly number[]) => side.flatMap((index) => {
    const cell = numbered.cells[index];
    return cell ? [{ name: wording.part(cell), value: values[index] ?? Number.NaN }] : [];
  });
  const total = numbered.cells[right[0] ?? -1];
  if (!total) throw new Error(`The equation ${equation.rule} has no right side.`);
  const line = wording.line(total);
  const parts = termsText(terms(left));
  const totals = termsText(terms(right));
  const difference = Math.abs(actual - expected);
  const [zhSum, enSum] = right.length > 1 ? [` = ${actual}`, ` = ${actual}`] : ['', ''];
  return {
    cells: [...equation.left, ...equation.right],
    expected,
    actual,
    message: {
      zh: `「${line.zh}」：${parts.zh}，合计应为 ${expected}；而${totals.zh}${zhSum}，相差 ${difference}。`,
      en: `${line.en}: ${parts.en}, which makes ${expected}; but ${totals.en}${enSum}; they differ by ${difference}.`,
    },
    at: subject.report.facts[total.id]?.at ?? null,
    about: [...left, ...right].map((cell) => values[cell]).join(','),
  };
}
