import type { CellValues, NumberedForm } from '../equations.js';
import { sumOf } from '../equations.js';
import type { Message } from '../report.js';
import type { CellChange } from './plausibility.js';

/**
 * Slips of the hand that change many cells at once: a row filled in one cell too far, two columns or two rows in each
 * other's place. Each is tried as a whole; it explains a table where undoing it makes every equation hold.
 */
export interface Slip { readonly changes: readonly CellChange[]; readonly reason: Message }

interface Attempt {
  /** Each cell, and the cell whose written number belongs into it; `null` where the number fell off the row, so that only its sum tells. */
  readonly moves: readonly (readonly [to: number, from: number | null])[];
  readonly reason: Message;
}

const attemptsByForm = new WeakMap<NumberedForm, readonly Attempt[]>();

export function slipsOf({ numbered, values }: CellValues): Slip[] {
  const slips: Slip[] = [];
  for (const { moves, reason } of attemptsOf(numbered)) {
    const mended = Float64Array.from(values);
    for (const [to, from] of moves) mended[to] = from === null ? Number.NaN : values[from] ?? Number.NaN;
    const lost = moves.find(([, from]) => from === null)?.[0];
    if (lost !== undefined) mended[lost] = fromRowTotal(numbered, mended, lost);
    const changes = moves.flatMap(([cell]): CellChange[] => {
      const [before, after] = [values[cell] ?? Number.NaN, mended[cell] ?? Number.NaN];
      return before === after || Number.isNaN(before) || Number.isNaN(after) ? [] : [{ cell, from: before, to: after }];
    });
    if (changes.length > 0 && holds(numbered, mended)) slips.push({ changes, reason });
  }
  return slips;
}

/** The number that makes the cell's row total hold; `NaN` where it would be negative. */
function fromRowTotal({ equationsByRule }: NumberedForm, values: Float64Array, cell: number): number {
  const equation = equationsByRule.get('requests.row-total')?.find(({ left, right }) => left.includes(cell) || right.includes(cell));
  if (!equation) return Number.NaN;
  const { left, right } = equation;
  const others = (side: readonly number[]): number => sumOf(values, side.filter((other) => other !== cell));
  const value = left.includes(cell) ? others(right) - others(left) : others(left) - others(right);
  return value >= 0 ? value : Number.NaN;
}

function holds(numbered: NumberedForm, values: Float64Array): boolean {
  return numbered.equations.every(({ left, right }) => sumOf(values, left) === sumOf(values, right));
}

function attemptsOf(numbered: NumberedForm): readonly Attempt[] {
  const known = attemptsByForm.get(numbered);
  if (known) return known;
  const block = numbered.form.tables.flatMap((table) => table.blocks).find((candidate) => candidate.key === 'requests');
  const attempts: Attempt[] = [];
  if (block) {
    const rows = block.rows.map((row) => numbered.cells.flatMap((cell, index) => (cell.block === block && cell.row === row ? [index] : [])));
    const columns = block.columns.map((_, column) => rows.map((row) => row[column] ?? -1));
    const rowName = (at: number) => block.rows[at]?.path.at(-1);
    const columnName = (at: number) => block.columns[at]?.path.at(-1);
    for (const [at, row] of rows.entries()) {
      attempts.push({
        moves: row.map((cell, index) => [cell, row[index + 1] ?? null]),
        reason: { zh: `「${rowName(at)?.text}」整行向右错了一格`, en: `the row “${rowName(at)?.en}” is one cell too far to the right` },
      }, {
        moves: row.map((cell, index) => [cell, row[index - 1] ?? null]),
        reason: { zh: `「${rowName(at)?.text}」整行向左错了一格`, en: `the row “${rowName(at)?.en}” is one cell too far to the left` },
      });
    }
    const swaps = (lines: readonly (readonly number[])[], name: (at: number) => { text: string; en: string } | undefined, kind: Message, reach: number): void => {
      for (const [at, line] of lines.entries()) {
        for (const [step, other] of lines.slice(at + 1, at + 1 + reach).entries()) {
          const [one, two] = [name(at), name(at + 1 + step)];
          attempts.push({
            moves: [...line.map((cell, index) => [cell, other[index] ?? null] as const), ...other.map((cell, index) => [cell, line[index] ?? null] as const)],
            reason: { zh: `「${one?.text}」与「${two?.text}」两${kind.zh}填反`, en: `the ${kind.en} “${one?.en}” and “${two?.en}” are swapped` },
          });
        }
      }
    };
    swaps(columns, columnName, { zh: '列', en: 'columns' }, columns.length);
    swaps(rows, rowName, { zh: '行', en: 'rows' }, 1);
  }
  attemptsByForm.set(numbered, attempts);
  return attempts;
}
