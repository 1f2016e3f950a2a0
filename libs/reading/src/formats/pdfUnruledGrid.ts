import { forms } from '@gouji/domain/forms/catalogue';
import type { Grid, GridCell } from '../document.js';
import { looksLikeFigure } from '../facts/figure.js';
import { matchExactLabel } from '../facts/labels.js';
import { piecesOfLine, type TextLine } from './pdfLines.js';
import type { Piece } from './pdfPage.js';

/** `goesOn`: the table begins with figures that have no label, as one does that goes on from the page before. */
export interface UnruledGrid { readonly grid: Grid; readonly goesOn: boolean }

/** A label put together from the lines it was wrapped over. */
interface LabelBox { readonly text: string; readonly x: number; readonly y: number; readonly right: number; readonly bottom: number; readonly row: boolean; readonly known: boolean }

/** Figures on one line. */
interface FigureRow { readonly middle: number; readonly pieces: readonly Piece[]; label: LabelBox | null; unsure: boolean }

interface Column { from: number; to: number }

/**
 * A table without borders as a grid: its columns are where figures stand over each other, its rows where they stand side
 * by side, and a row's label is the one whose lines the figures stand beside, wherever in its height that is.
 */
export function unruledGrid(lines: readonly TextLine[], page: number): UnruledGrid | null {
  const pieces = lines.map(piecesOfLine);
  const columns = columnsOf(pieces);
  const left = columns[0]?.from;
  if (left === undefined) return null;
  const rows = pieces.flatMap((line): FigureRow[] => {
    const figures = line.filter((piece) => isFigure(piece) && piece.x + piece.w > left - 1);
    return figures.length === 0 ? [] : [{ middle: middleOf(figures), pieces: figures, label: null, unsure: false }];
  });
  const taken = new Set(rows.flatMap((row) => row.pieces));
  const boxes = labelsFrom(pieces.flat().filter((piece) => !taken.has(piece)));
  assign(rows, boxes);
  const whole = withoutWrapped(rows, boxes, left);
  if (!whole.some((row) => row.label || row.pieces.length >= 5)) return null;
  return { grid: { kind: 'grid', cells: cellsFrom(whole, boxes, columns, page), positions: 'true', blanks: false }, goesOn: rows[0]?.label === null };
}

/** A grid with the figures of its last row made uncertain: the next page begins with figures that may be part of them. */
export function withUnsureEnd(grid: Grid): Grid {
  const lastRow = Math.max(...grid.cells.map((cell) => cell.row));
  const figures = grid.cells.filter((cell) => cell.row === lastRow && cell.col > 0);
  const [first] = figures;
  if (!first) return grid;
  const columns = Math.max(...grid.cells.map((cell) => cell.col + cell.colSpan));
  const joined = { ...first, text: figures.map((cell) => cell.text).join('；'), col: 1, colSpan: columns - 1 };
  return { ...grid, cells: [...grid.cells.filter((cell) => !figures.includes(cell)), joined] };
}

function isFigure(piece: Piece): boolean {
  return looksLikeFigure(piece.text);
}

function middleOf(pieces: readonly Piece[]): number {
  const [first] = pieces;
  return first ? first.y + first.h / 2 : 0;
}

function columnsOf(lines: readonly (readonly Piece[])[]): Column[] {
  const columns: Column[] = [];
  for (const piece of lines.flatMap((line) => (line.some((other) => !isFigure(other) && other.x > (line.find(isFigure)?.x ?? Infinity)) ? [] : line.filter(isFigure)))) {
    const column = columns.find((candidate) => piece.x < candidate.to && piece.x + piece.w > candidate.from);
    if (column) {
      column.from = Math.min(column.from, piece.x);
      column.to = Math.max(column.to, piece.x + piece.w);
    } else columns.push({ from: piece.x, to: piece.x + piece.w });
  }
  return columns.sort((a, b) => a.from - b.from);
}

/** Joins each piece with those right below it as long as together they read as a label of a form; the longest wins. */
function labelsFrom(pieces: readonly Piece[]): LabelBox[] {
  const boxes: LabelBox[] = [];
  const used = new Set<Piece>();
  const sorted = [...pieces].sort((a, b) => a.y - b.y || a.x - b.x);
  for (const piece of sorted) {
    if (used.has(piece)) continue;
    const chain = [piece];
    let best: { length: number; row: boolean } | null = meaningOf(piece.text, 1);
    let text = piece.text;
    for (let below = next(sorted, used, piece); below && chain.length < 7; below = next(sorted, used, below)) {
      chain.push(below);
      text += below.text;
      best = meaningOf(text, chain.length) ?? best;
    }
    const joined = chain.slice(0, best?.length ?? 1);
    joined.forEach((part) => used.add(part));
    boxes.push({
      text: joined.map((part) => part.text).join(''), row: best?.row ?? false, known: best !== null,
      x: Math.min(...joined.map((part) => part.x)), right: Math.max(...joined.map((part) => part.x + part.w)),
      y: piece.y, bottom: Math.max(...joined.map((part) => part.y + part.h)),
    });
  }
  return boxes;
}

function meaningOf(text: string, length: number): { length: number; row: boolean } | null {
  const meanings = forms.flatMap((form) => matchExactLabel(form, text)?.meanings ?? []);
  return meanings.length === 0 ? null : { length, row: meanings.some((meaning) => meaning.role === 'row') };
}

/** The piece that goes on right below: overlapping from left to right, hardly any space between. */
function next(sorted: readonly Piece[], used: ReadonlySet<Piece>, above: Piece): Piece | undefined {
  return sorted.find((piece) => !used.has(piece) && piece.y > above.y + above.h * 0.5 && piece.y - (above.y + above.h) < above.h * 0.7
    && piece.x < above.x + above.w && piece.x + piece.w > above.x);
}

/**
 * Gives each row of figures the label it stands beside. Figures stand beside the middle of their label, or beside its
 * first line; of several labels the one that comes nearest to that is the row's.
 */
function assign(rows: readonly FigureRow[], boxes: readonly LabelBox[]): void {
  const given = new Set<LabelBox>();
  for (const row of rows) {
    const start = row.pieces[0]?.x ?? 0;
    const height = row.pieces[0]?.h ?? 0;
    const off = (box: LabelBox) => Math.min(Math.abs((box.y + box.bottom) / 2 - row.middle), Math.abs(box.y + height / 2 - row.middle));
    const beside = boxes.filter((box) => !given.has(box) && box.x < start && row.middle > box.y - height * 0.2 && row.middle < box.bottom + height * 0.2);
    const rowLabels = beside.filter((box) => box.row);
    const [best] = (rowLabels.length > 0 ? rowLabels : beside).sort((a, b) => off(a) - off(b) || b.right - a.right);
    if (!best) continue;
    given.add(best);
    row.label = best;
  }
}

/**
 * Figures that were wrapped in narrow columns stand on lines of their own, without a label. What they are part of cannot
 * be told for certain, so where there are any, every row of the table is unsure.
 */
function withoutWrapped(rows: readonly FigureRow[], boxes: readonly LabelBox[], left: number): FigureRow[] {
  const top = rows.find((row) => row.label)?.middle ?? Infinity;
  const strays = rows.filter((row) => !row.label && row.middle > top - 1);
  const odd = boxes.some((box) => box.x >= left - 1 && box.y > top && !box.known && box.text.length <= 6);
  if (strays.length === 0 && !odd) return [...rows];
  for (const row of rows) row.unsure = row.label !== null;
  return rows.filter((row) => row.label);
}

function cellsFrom(rows: readonly FigureRow[], boxes: readonly LabelBox[], columns: readonly Column[], page: number): GridCell[] {
  const cells: GridCell[] = [];
  const labels = new Set(rows.map((row) => row.label));
  const stray = rows.some((row) => !row.label?.row);
  // A label without figures is a row left blank only if no figures without a label could be its own.
  const others = boxes.filter((box) => !labels.has(box) && (box.x >= (columns[0]?.from ?? 0) || (box.known && !(box.row && stray))));
  const entries = [
    ...rows.map((row) => ({ at: row.label ? row.label.y : row.middle, row, line: [] })),
    ...headerLines(others).map(({ at, boxes: line }) => ({ at, row: null, line })),
  ].sort((a, b) => a.at - b.at);
  entries.forEach((entry, index) => {
    if (entry.row === null) {
      for (const box of entry.line) cells.push(boxCell(box, index, rangeOf(box, columns), page));
      return;
    }
    if (entry.row.label) cells.push(boxCell(entry.row.label, index, { from: 0, to: 1 }, page));
    if (entry.row.unsure) {
      const [first] = entry.row.pieces;
      const text = entry.row.pieces.map((piece) => piece.text).join('；');
      cells.push({ text, row: index, col: 1, rowSpan: 1, colSpan: columns.length, at: { page, x: round(first?.x ?? 0), y: round(first?.y ?? 0), w: round((columns.at(-1)?.to ?? 0) - (first?.x ?? 0)), h: round(first?.h ?? 0) } });
      return;
    }
    const used = new Set<number>();
    for (const piece of entry.row.pieces) {
      const range = rangeOf({ x: piece.x, right: piece.x + piece.w }, columns);
      for (let col = range.from; col < range.to; col++) used.add(col);
      cells.push({ text: piece.text, row: index, col: range.from, rowSpan: 1, colSpan: range.to - range.from, at: { page, x: round(piece.x), y: round(piece.y), w: round(piece.w), h: round(piece.h) } });
    }
    columns.forEach((column, col) => {
      if (!used.has(col + 1)) cells.push({ text: '', row: index, col: col + 1, rowSpan: 1, colSpan: 1, at: { page, x: round(column.from), y: round(entry.row.pieces[0]?.y ?? 0), w: round(column.to - column.from), h: round(entry.row.pieces[0]?.h ?? 0) } });
    });
  });
  return cells;
}

interface HeaderLine { readonly at: number; readonly boxes: LabelBox[] }

/** Header labels side by side make a line, by their top edges. */
function headerLines(boxes: readonly LabelBox[]): HeaderLine[] {
  const lines: HeaderLine[] = [];
  for (const box of [...boxes].sort((a, b) => a.y - b.y)) {
    const line = lines.at(-1);
    if (line && box.y - line.at < 4) line.boxes.push(box);
    else lines.push({ at: box.y, boxes: [box] });
  }
  return lines;
}

/** The columns under a label or figure; column 0 holds the labels left of all figures. */
function rangeOf(box: { readonly x: number; readonly right: number }, columns: readonly Column[]): { from: number; to: number } {
  const over = columns.flatMap((column, index) => (box.x < column.to && box.right > column.from ? [index + 1] : []));
  const [first] = over;
  if (first !== undefined) return { from: first, to: (over.at(-1) ?? first) + 1 };
  const before = columns.filter((column) => column.to <= box.x).length;
  return { from: before, to: before + 1 };
}

function boxCell(box: LabelBox, row: number, range: { from: number; to: number }, page: number): GridCell {
  return { text: box.text, row, col: range.from, rowSpan: 1, colSpan: range.to - range.from, at: { page, x: round(box.x), y: round(box.y), w: round(box.right - box.x), h: round(box.bottom - box.y) } };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
