import type { Block } from '@gouji/domain/forms/form';
import type { Place } from '@gouji/domain/report';
import type { Columns } from './columns.js';
import { looksLikeFigure, readFigure } from './figure.js';
import type { Line, LineCell } from './lines.js';

/** The text that stands at a column of a row. */
export interface Placed { readonly key: string; readonly text: string; readonly at: Place | null; readonly heading: string }

/** The cells of a row by column; a column that is not listed is not in the document. `unsure`: which text belongs to which column cannot be told. */
export type RowCells =
  | { readonly sure: true; readonly placed: readonly Placed[] }
  | { readonly sure: false };

const unsure: RowCells = { sure: false };

/** What the rows of one table have in common, as far as it decides how a short row is read. */
export interface Habits {
  /** Full rows go on with empty cells after their last figure: an empty cell at a row's end is padding, not a blank. */
  readonly padded: boolean;
  /** So many figures stand in most of the rows that are short: the table was cut off at its right edge. */
  readonly cutTo: number | null;
  /** How many rows of the block the table has. */
  readonly rows: number;
}

/** Where a row's label stands among its cells, and how many labels lead to the row in the form. */
export interface LabelPosition { readonly index: number; readonly depth: number }

/** Counts how rows end, over the value cells of all rows of one block in a grid. */
export function habitsOf(rows: readonly (readonly LineCell[])[], width: number): Habits {
  const lengths = new Map<number, number>();
  let padded = false;
  for (const cells of rows) {
    const { filled, trailing } = endOf(cells);
    if (filled === width && trailing > 0) padded = true;
    const leading = leadingBlanks(cells);
    if (filled - leading > 0 && filled - leading < width) lengths.set(filled - leading, (lengths.get(filled - leading) ?? 0) + 1);
  }
  const most = [...lengths].sort((a, b) => b[1] - a[1])[0];
  return { padded, cutTo: most && most[1] >= 4 && most[1] * 2 > rows.length ? most[0] : null, rows: rows.length };
}

/** By the columns in which the header stands: for grids whose positions are true. */
export function byPosition(columns: Columns, cells: readonly LineCell[]): RowCells {
  const placed: Placed[] = [];
  const used = new Set<LineCell>();
  for (const [key, range] of columns.ranges) {
    const here = cells.filter((cell) => cell.from < range.to && cell.to > range.from);
    const [first] = here;
    if (!first) return unsure;
    const filled = here.filter((cell) => cell.content !== 'blank');
    const cell = filled[0] ?? first;
    // A figure under two headings, or two figures under one, belongs to neither for certain.
    if (filled.length > 1 || (filled.length === 1 && used.has(cell))) return unsure;
    if (filled.length === 1 && (cell.from < range.from || cell.to > range.to) && overlapsAnother(columns, key, cell)) return unsure;
    if (cell.spanned && cell.content !== 'blank') return unsure;
    used.add(cell);
    placed.push({ key, text: cell.text, at: cell.at, heading: columns.headings.get(key) ?? '' });
  }
  if (cells.some((cell) => cell.content !== 'blank' && !used.has(cell) && !cell.spanned)) return unsure;
  return { sure: true, placed };
}

function overlapsAnother(columns: Columns, key: string, cell: LineCell): boolean {
  for (const [other, range] of columns.ranges) if (other !== key && cell.from < range.to && cell.to > range.from) return true;
  return false;
}

/** By order, for rows whose cells stand one after another from the label on. */
export function byOrder(block: Block, columns: Columns | null, values: readonly LineCell[], habits: Habits, blanks: boolean, label: LabelPosition): RowCells {
  // Where the source shows no blanks, blank cells only stand for columns in which nothing was found.
  const cells = values.length === 1 ? piecesOf(values) : blanks ? values : values.filter((cell) => cell.content !== 'blank');
  const { filled, trailing } = endOf(cells);
  const order = orderFor(block, columns, filled, cells.length);
  if (!order) return unsure;
  const width = order.length;
  const place = (from: number, count: number): RowCells => ({
    sure: true,
    placed: order.slice(0, count).map((key, index) => {
      const cell = cells[from + index];
      return { key, text: cell?.text ?? '', at: cell?.at ?? null, heading: columns?.headings.get(key) ?? '' };
    }),
  });
  // A label without a figure is a row left blank; in a table cut off at its edge, only as far as its cells go.
  if (filled === 0) return place(0, habits.cutTo !== null && trailing > 0 && trailing < width ? trailing : width);
  const leading = leadingBlanks(cells);
  // A label that moved to the left, out of the cells of its groups, leaves empty cells that are no blanks of the row.
  const moved = leading > 0 && label.index + 1 < label.depth;
  const cutRow = habits.cutTo !== null && label.depth > 1;
  if (moved && cutRow) return filled - leading === habits.cutTo && leading < label.depth && certainCut(cells, leading, filled - leading) ? place(leading, filled - leading) : unsure;
  if (moved && habits.rows < 4) return unsure;
  // In a table that was cut off, a row that is not cut holds something that does not belong to it.
  if (filled === width) return cutRow ? unsure : place(0, width);
  if (filled > width) return leading >= filled - width ? place(filled - width, width) : unsure;
  if (!blanks) return unsure;
  if (!habits.padded && filled + trailing >= width) return place(0, width);
  const cut = cutRow && habits.cutTo === filled && certainCut(cells, 0, filled);
  return cut || zeroThroughout(cells, filled) ? place(0, filled) : unsure;
}

/** A cell that holds a whole row of figures, apart by spaces. */
function piecesOf(cells: readonly LineCell[]): readonly LineCell[] {
  const [only] = cells;
  const pieces = only?.text.trim().split(/\s+/) ?? [];
  if (!only || pieces.length < 2 || !pieces.every(looksLikeFigure)) return cells;
  return pieces.map((text) => ({ ...only, text, content: 'figure' as const }));
}

/** The printed order of columns. An incomplete header is filled from the form only where both agree on the order. */
function orderFor(block: Block, columns: Columns | null, filled: number, count: number): readonly string[] | null {
  const all = block.columns.map((column) => column.key);
  if (!columns) return all;
  if (columns.muddled) return null;
  if (columns.order.length === all.length) return columns.order;
  // A table may lack a column; but where a heading was only not understood, the figures under it must not move over.
  const lacksColumns = columns.strangers === 0 && (all.length <= 3 || block.naming === 'columnOnly');
  if (lacksColumns && columns.order.length > 0 && (count === columns.order.length || (filled === columns.order.length && filled > 1))) return columns.order;
  let next = 0;
  for (const key of columns.order) {
    next = all.indexOf(key, next) + 1;
    if (next === 0) return null;
  }
  return all;
}

/** A row cut off at the right edge is read from the left; but if its last figure is the sum of the others, it may be the total, and a cell in the middle lost. */
function certainCut(cells: readonly LineCell[], from: number, count: number): boolean {
  const numbers = cells.slice(from, from + count).map((cell) => Number(cell.text.trim()));
  const last = numbers.at(-1) ?? 0;
  const sum = numbers.slice(0, -1).reduce((total, number) => total + number, 0);
  return last === 0 || last !== sum;
}

function zeroThroughout(cells: readonly LineCell[], count: number): boolean {
  return count > 1 && cells.slice(0, count).every((cell) => readFigure(cell.text, 'count').kind === 'number' && Number(cell.text.normalize('NFKC')) === 0);
}

function endOf(cells: readonly LineCell[]): { filled: number; trailing: number } {
  let filled = cells.length;
  while (filled > 0 && cells[filled - 1]?.content === 'blank') filled--;
  return { filled, trailing: cells.length - filled };
}

function leadingBlanks(cells: readonly LineCell[]): number {
  const first = cells.findIndex((cell) => cell.content !== 'blank');
  return first < 0 ? 0 : first;
}

/** The cells of a row right of its label, without those that reach down from a row above. */
export function valuesAfter(line: Line, label: LineCell | null): LineCell[] {
  return line.cells.filter((cell) => !cell.spanned && (label === null || cell.from >= label.to));
}
