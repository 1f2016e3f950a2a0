import { cellId, cellsOf, type AxisEntry, type Block, type Form } from '@gouji/domain/forms/form';
import type { Doubt, Fact, Place } from '@gouji/domain/report';
import type { Grid } from '../document.js';
import { columnsOf, type Columns } from './columns.js';
import { readFigure } from './figure.js';
import { matchLabel } from './labels.js';
import { classify, type LineMeaning } from './lineMeaning.js';
import { linesOf, type Line, type LineCell } from './lines.js';
import { byOrder, byPosition, habitsOf, valuesAfter, type Habits, type RowCells } from './rowCells.js';

export interface TableFacts {
  readonly facts: Record<string, Fact>;
  readonly doubts: Doubt[];
  /** The grids in which rows of the form were found. */
  readonly used: Set<Grid>;
}

interface DataRow {
  readonly index: number;
  readonly block: Block;
  readonly row: AxisEntry;
  readonly columns: Columns | null;
  /** The header stands in this very grid, not in one before. */
  readonly headed: boolean;
  readonly meaning: LineMeaning;
}

/**
 * Reads the figures of a form from a document's grids. Each row is found by its label and each column by the header
 * above it, so what is lost, blank, extra or moved elsewhere does not shift it; what stays uncertain becomes a doubt.
 */
export function readTables(form: Form, grids: readonly Grid[]): TableFacts {
  const result: TableFacts = { facts: {}, doubts: [], used: new Set() };
  const seen = new Map<string, string>();
  const carried = new Map<string, Columns>();
  for (const grid of grids) readGrid(form, grid, result, seen, carried);
  return result;
}

function readGrid(form: Form, grid: Grid, result: TableFacts, seen: Map<string, string>, carried: Map<string, Columns>): void {
  const lines = linesOf(grid);
  const rows: DataRow[] = [];
  const strays: { line: Line; text: string }[] = [];
  let header: Line[] = [];
  let headed = 0;
  const headedBlocks = new Set<Block>();
  let last: DataRow | null = null;
  lines.forEach((line, index) => {
    const meaning = classify(form, line, { previous: last ? { block: last.block, row: last.row } : null, header, later: lines.slice(index + 1, index + 3), seen });
    if (meaning.kind === 'header') {
      header.push(line);
      headed++;
    } else if (meaning.kind === 'row') {
      const columns: Columns | null = (header.length > 0 ? columnsOf(form, meaning.block, header) : null) ?? carried.get(meaning.block.key) ?? null;
      if (columns) carried.set(meaning.block.key, columns);
      if (header.length > 0 && columns) headedBlocks.add(meaning.block);
      last = { index, block: meaning.block, row: meaning.row, columns, headed: headedBlocks.has(meaning.block), meaning };
      rows.push(last);
      header = [];
    } else if (meaning.kind === 'stray') strays.push({ line, text: meaning.text });
  });
  // A table of the prose may mention 行政许可 in a row; without any header of the form, or a second row, it is not the form's.
  const ours = headed > 0 || rows.length > 1 || rows.some((row) => row.columns !== null);
  if (!ours || rows.length === 0) return;
  result.used.add(grid);
  const own = new Map<Block, Habits>();
  for (const block of new Set(rows.map((row) => row.block))) {
    own.set(block, habitsOf(rows.filter((row) => row.block === block).map((row) => valuesOf(lines, row)), block.columns.length));
  }
  // Whoever pads one part of a table pads all of it.
  const padded = [...own.values()].some((habits) => habits.padded);
  const habits = new Map([...own].map(([block, found]) => [block, { ...found, padded }]));
  const placed = new Map([...own.keys()].map((block) => [block, grid.positions === 'true' ? mostlyPlaced(lines, rows, block) : fits(lines, rows, block)]));
  for (const row of rows) {
    const cells = cellsOfRow(grid, lines, row, habits.get(row.block) ?? { padded: false, cutTo: null, rows: 1 }, placed.get(row.block) ?? false);
    record(form, row, cells, lines[row.index] ?? { cells: [] }, result, seen);
  }
  for (const { line, text } of strays) result.doubts.push({ kind: 'table.unmatched', text, at: placeOf(line) });
}

function valuesOf(lines: readonly Line[], row: DataRow) {
  const line = lines[row.index];
  return line ? valuesAfter(line, row.meaning.kind === 'row' ? row.meaning.label : null) : [];
}

/** @param placed whether the header's columns hold for the row's block in this grid. */
function cellsOfRow(grid: Grid, lines: readonly Line[], row: DataRow, habits: Habits, placed: boolean): RowCells {
  const line = lines[row.index];
  if (!line) return { sure: false };
  const label = row.meaning.kind === 'row' ? row.meaning.label : null;
  // A figure that ran into the label is missing from the row: the others would move up.
  if (label && /[\p{Script=Han})）][-+]?\d[\d.,]*$/u.test(label.text.normalize('NFKC').replace(/\s/g, ''))) return { sure: false };
  const right = rightOf(line, label);
  const columns = row.columns;
  if (placed && columns && !columns.muddled && columns.ranges.size === row.block.columns.length) {
    const found = byPosition(columns, right);
    if (found.sure) return found;
  }
  return byOrder(row.block, columns, valuesOf(lines, row), habits, grid.blanks, { index: label?.from ?? 0, depth: row.row.path.length });
}

function rightOf(line: Line, label: LineCell | null): LineCell[] {
  return line.cells.filter((cell) => (label === null ? cell.content !== 'text' || !cell.spanned : cell.from >= label.to));
}

/** Whether the header's columns hold for a block: where they fail for many of its rows, they say nothing about the others. */
function mostlyPlaced(lines: readonly Line[], rows: readonly DataRow[], block: Block): boolean {
  const own = rows.filter((row) => row.block === block);
  const placed = own.filter((row) => {
    const line = lines[row.index];
    return line && row.columns && byPosition(row.columns, rightOf(line, row.meaning.kind === 'row' ? row.meaning.label : null)).sure;
  });
  return placed.length * 5 >= own.length * 4;
}

/** Whether a grid that only promises order keeps true columns all the same: every row of the block has its figures under the header and nowhere else. */
function fits(lines: readonly Line[], rows: readonly DataRow[], block: Block): boolean {
  // A row that is shorter or longer than the others has lost or won a cell somewhere.
  const width = usualLength(lines);
  if (rows.some((row) => row.block === block && lines[row.index]?.cells.length !== width)) return false;
  return rows.filter((row) => row.block === block).every((row) => {
    const label = row.meaning.kind === 'row' ? row.meaning.label : null;
    const values = valuesOf(lines, row);
    const columns = row.columns;
    if (!row.headed || !columns || columns.ranges.size !== block.columns.length) return false;
    const froms = new Set([...columns.ranges.values()].map((range) => range.from));
    if (new Set([...columns.ranges.values()].map((range) => range.to - range.from)).size !== 1) return false;
    return values.every((cell) => cell.content === 'blank' || froms.has(cell.from)) && [...froms].every((from) => (label === null || from >= label.to) && values.some((cell) => cell.from === from));
  });
}

function usualLength(lines: readonly Line[]): number {
  const counts = new Map<number, number>();
  for (const line of lines) counts.set(line.cells.length, (counts.get(line.cells.length) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 0;
}

function record(form: Form, data: DataRow, cells: RowCells, line: Line, result: TableFacts, seen: Map<string, string>): void {
  const rowName = `${data.block.key}/${data.row.key}`;
  const text = line.cells.filter((cell) => !cell.spanned).map((cell) => cell.text.trim()).join(' ').trim();
  const values = cells.sure ? cells.placed.map((placed) => placed.text.trim()).join('\t') : text;
  const before = seen.get(rowName);
  seen.set(rowName, values);
  if (before !== undefined) {
    result.doubts.push({ kind: 'table.unmatched', text, at: placeOf(line) });
    // Twice the same is only strange; two different versions of a row leave none that can be trusted.
    if (before === values) return;
    for (const column of data.block.columns) refuse(form, data, column, text, placeOf(line), result);
    return;
  }
  const label = data.meaning.kind === 'row' ? data.meaning.label : null;
  if (label && matchLabel(form, label.text)?.how === 'misspelt') result.doubts.push({ kind: 'table.unmatched', text: label.text.trim(), at: label.at });
  if (!cells.sure) {
    for (const column of data.block.columns) refuse(form, data, column, text, placeOf(line), result);
    return;
  }
  const known = cellsOf(form);
  for (const placed of cells.placed) {
    const column = data.block.columns.find((candidate) => candidate.key === placed.key);
    const cell = column && known.get(cellId(data.block, data.row, column));
    if (!cell) continue;
    const raw = placed.text.trim();
    const figure = readFigure(raw, cell.kind, placed.heading);
    result.facts[cell.id] = { value: figure.kind === 'number' ? figure.value : null, raw, at: placed.at };
    if (figure.kind === 'text') result.doubts.push({ kind: 'cell.unreadable', cell: cell.id, text: raw, at: placed.at });
  }
}

/** Takes a cell out of the facts and says so: its text is in the document, but which one it is cannot be told. */
function refuse(form: Form, data: DataRow, column: AxisEntry, text: string, at: Place | null, result: TableFacts): void {
  const id = cellId(data.block, data.row, column);
  if (!cellsOf(form).has(id)) return;
  delete result.facts[id];
  if (!result.doubts.some((doubt) => doubt.cell === id)) result.doubts.push({ kind: 'cell.unreadable', cell: id, text, at });
}

function placeOf(line: Line): Place | null {
  return line.cells.find((cell) => !cell.spanned && cell.content !== 'blank')?.at ?? line.cells[0]?.at ?? null;
}
