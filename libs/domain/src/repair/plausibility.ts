import type { NumberedForm } from '../equations.js';
import type { Message } from '../report.js';
import { nameOf } from '../rules/wording.js';

/**
 * How likely a set of changes is, from what people really do when they fill in the tables. Smaller is likelier. The
 * numbers order alternatives of the same size and mean nothing beyond that.
 */

export interface CellChange { readonly cell: number; readonly from: number | null; readonly to: number }

export interface Judgement { readonly penalty: number; readonly reason: Message }

interface Explained { readonly cells: readonly CellChange[]; readonly penalty: number; readonly reason: Message }

/** @param written the numbers as they stand, by cell number; `NaN` where there is none */
export function judge(numbered: NumberedForm, written: Float64Array, changes: readonly CellChange[]): Judgement {
  const filled = changes.filter((change) => change.from === null);
  let left = changes.filter((change) => change.from !== null);
  const explained: Explained[] = [];
  for (const explain of [shiftedRow, swapped, split, partWithTotal]) {
    for (let next = explain(numbered, written, left); next; next = explain(numbered, written, left)) {
      const found = next;
      explained.push(found);
      left = left.filter((change) => !found.cells.includes(change));
    }
  }
  for (const change of left) explained.push(single(numbered, written, change));
  if (filled.length > 0) explained.push(impliedCells(numbered, filled));
  return {
    penalty: explained.reduce((sum, part) => sum + part.penalty, 0),
    reason: { zh: `${explained.map((part) => part.reason.zh).join('；')}。`, en: `${explained.map((part) => part.reason.en).join('; ')}.` },
  };
}

function impliedCells(numbered: NumberedForm, filled: readonly CellChange[]): Explained {
  const first = numbered.cells[filled[0]?.cell ?? -1];
  const name = first ? nameOf(first) : { zh: '', en: '' };
  const reason = filled.length === 1
    ? { zh: `「${name.zh}」没有数字，由勾稽关系推得为 ${filled[0]?.to}`, en: `${name.en} has no number; the sums decide that it is ${filled[0]?.to}` }
    : { zh: `「${name.zh}」等 ${filled.length} 格没有数字，由勾稽关系推得`, en: `${filled.length} cells without a number, such as ${name.en}, are decided by the sums` };
  return { cells: filled, penalty: 0, reason };
}

function single(numbered: NumberedForm, written: Float64Array, change: CellChange): Explained {
  const { penalty, zh, en } = slip(numbered, written, change);
  const cell = numbered.cells[change.cell];
  const name = cell ? nameOf(cell) : { zh: '', en: '' };
  return {
    cells: [change], penalty,
    reason: { zh: `「${name.zh}」${change.from} 应为 ${change.to}：${zh}`, en: `${name.en}: ${change.to} instead of ${change.from} (${en})` },
  };
}

function slip(numbered: NumberedForm, written: Float64Array, { cell, from, to }: CellChange): { penalty: number; zh: string; en: string } {
  const [a, b] = [String(from), String(to)];
  const total = isTotal(numbered, cell);
  if (a.length === b.length && a.length > 1 && [...a].sort().join('') === [...b].sort().join('')) {
    return { penalty: 1, zh: '数字前后颠倒', en: 'digits transposed' };
  }
  if (from !== 0 && to !== 0 && Math.abs(a.length - b.length) === 1 && withoutOneDigit(a, b)) {
    return a.length > b.length ? { penalty: 1.4, zh: '多打一位数字', en: 'a digit too many' } : { penalty: 1.4, zh: '少打一位数字', en: 'a digit is missing' };
  }
  if (total) return { penalty: 1.6, zh: '合计填错', en: 'a total mistyped' };
  if (a.length === b.length && a.length > 1 && [...a].filter((digit, index) => digit !== b[index]).length === 1) {
    return { penalty: 1.8, zh: '一位数字打错', en: 'one digit mistyped' };
  }
  if (from === 0) {
    const used = isRowUsed(numbered, written, cell);
    return { penalty: used ? 2.2 : 2.6, zh: '漏填，按零填报', en: 'left out and filled in as zero' };
  }
  return { penalty: 2.4, zh: '数字填错', en: 'mistyped' };
}

function withoutOneDigit(a: string, b: string): boolean {
  const [longer, shorter] = a.length > b.length ? [a, b] : [b, a];
  return [...longer].some((_, index) => longer.slice(0, index) + longer.slice(index + 1) === shorter);
}

function isTotal(numbered: NumberedForm, index: number): boolean {
  return numbered.equations.some((equation) => equation.right.length === 1 && equation.right[0] === index);
}

/** Cells of a row that has a number other than zero somewhere else are likelier to be used again. */
function isRowUsed(numbered: NumberedForm, written: Float64Array, index: number): boolean {
  return rowOf(numbered, index).some((cell) => cell !== index && (written[cell] ?? 0) > 0);
}

function rowOf(numbered: NumberedForm, index: number): number[] {
  const cell = numbered.cells[index];
  return numbered.cells.flatMap((other, at) => (other.block === cell?.block && other.row === cell.row ? [at] : []));
}

/** Two cells next to each other in a row or a column (in the same block). */
function areNeighbours(numbered: NumberedForm, a: number, b: number): boolean {
  const [first, second] = [numbered.cells[a], numbered.cells[b]];
  if (!first || !second || first.block !== second.block) return false;
  const rows = Math.abs(first.block.rows.indexOf(first.row) - first.block.rows.indexOf(second.row));
  const columns = Math.abs(first.block.columns.indexOf(first.column) - first.block.columns.indexOf(second.column));
  return rows + columns === 1;
}

type Explanation = (numbered: NumberedForm, written: Float64Array, changes: readonly CellChange[]) => Explained | null;

const shiftedRow: Explanation = (numbered, written, changes) => {
  for (const row of new Set(changes.map((change) => numbered.cells[change.cell]?.row))) {
    const inRow = changes.filter((change) => numbered.cells[change.cell]?.row === row);
    if (inRow.length < 3) continue;
    const cells = rowOf(numbered, inRow[0]?.cell ?? -1);
    const mended = new Map(inRow.map((change) => [change.cell, change.to]));
    const after = cells.map((cell) => mended.get(cell) ?? written[cell] ?? 0);
    const before = cells.map((cell) => written[cell] ?? 0);
    const right = after.slice(0, -1).every((value, at) => value === before[at + 1]);
    const left = after.slice(1).every((value, at) => value === before[at]);
    if (!right && !left) continue;
    const name = row?.path.at(-1);
    return {
      cells: inRow, penalty: 1.5,
      reason: { zh: `「${name?.text ?? ''}」整行错了一格`, en: `the row “${name?.en ?? ''}” is shifted by one` },
    };
  }
  return null;
};

const swapped: Explanation = (numbered, _written, changes) => {
  for (const [first, second] of pairs(changes)) {
    if (first.from !== second.to || first.to !== second.from || !areNeighbours(numbered, first.cell, second.cell)) continue;
    const names = bothNames(numbered, first, second);
    const moved = first.from === 0 || second.from === 0;
    return {
      cells: [first, second], penalty: moved ? 1.7 : 1.5,
      reason: moved ? { zh: `${names.zh}：填到了旁边一格`, en: `${names.en}: a value in the neighbour's place` } : { zh: `${names.zh}：相邻两格填反`, en: `${names.en}: neighbours swapped` },
    };
  }
  return null;
};

const split: Explanation = (numbered, _written, changes) => {
  for (const [first, second] of pairs(changes)) {
    const joined = Number(`${first.from}${second.from}`);
    const isSplit = (first.to === joined && second.to === 0) || (second.to === joined && first.to === 0);
    if (!isSplit || !areNeighbours(numbered, first.cell, second.cell)) continue;
    const names = bothNames(numbered, first, second);
    return { cells: [first, second], penalty: 1.8, reason: { zh: `${names.zh}：一个数拆在了两格`, en: `${names.en}: one number split over two cells` } };
  }
  return null;
};

/** A part and the total of its own sum, off by the same amount: the mistake was carried into the total. */
const partWithTotal: Explanation = (numbered, written, changes) => {
  for (const [first, second] of pairs(changes)) {
    const delta = first.to - (first.from ?? 0);
    if (delta !== second.to - (second.from ?? 0)) continue;
    const equation = numbered.equations.find(({ left, right }) => right.length === 1
      && ((left.includes(first.cell) && right.includes(second.cell)) || (left.includes(second.cell) && right.includes(first.cell))));
    if (!equation) continue;
    const part = equation.left.includes(first.cell) ? first : second;
    const cell = numbered.cells[part.cell];
    const name = cell ? nameOf(cell) : { zh: '', en: '' };
    return {
      cells: [first, second], penalty: slip(numbered, written, part).penalty + 0.8,
      reason: {
        zh: `「${name.zh}」${part.from} 应为 ${part.to}，合计随之${delta > 0 ? '少' : '多'}计 ${Math.abs(delta)}`,
        en: `${name.en}: ${part.to} instead of ${part.from}, carried into its total`,
      },
    };
  }
  return null;
};

function* pairs(changes: readonly CellChange[]): Generator<[CellChange, CellChange]> {
  for (const [index, first] of changes.entries()) {
    for (const second of changes.slice(index + 1)) yield [first, second];
  }
}

function bothNames(numbered: NumberedForm, first: CellChange, second: CellChange): Message {
  const [a, b] = [numbered.cells[first.cell], numbered.cells[second.cell]];
  const [one, two] = [a ? nameOf(a) : { zh: '', en: '' }, b ? nameOf(b) : { zh: '', en: '' }];
  return { zh: `「${one.zh}」与「${two.zh}」`, en: `${one.en} and ${two.en}` };
}
