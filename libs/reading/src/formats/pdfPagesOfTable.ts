import { forms } from '@gouji/domain/forms/catalogue';
import type { GridCell } from '../document.js';
import { looksLikeFigure } from '../facts/figure.js';
import { matchExactLabel } from '../facts/labels.js';
import { linesOfPieces, textOfLine, type TextLine } from './pdfLines.js';
import type { Piece } from './pdfPage.js';
import type { RuledTable } from './pdfRuled.js';

/** A ruled table while pages are added to it. */
export interface GrowingTable { xs: readonly number[]; rows: number; readonly cells: GridCell[] }

const near = 4;

export function beginTable(table: RuledTable, page: number): GrowingTable {
  return { xs: table.xs, rows: rowsOf(table), cells: cellsOf(table, page, table.xs, 0) };
}

/** Whether a table at the top of a page goes on from the one before: the same edges, and no column line out of place. */
export function continues(before: GrowingTable, table: RuledTable): boolean {
  const within = (some: readonly number[], all: readonly number[]) => some.every((x) => all.some((other) => Math.abs(x - other) < near));
  const edges = (xs: readonly number[]) => [xs[0] ?? 0, xs.at(-1) ?? 0];
  return within(edges(table.xs), edges(before.xs)) && (within(table.xs, before.xs) || within(before.xs, table.xs));
}

/** Adds a page's part of a table. A column line that only one page has (a label column that the other never divides) counts for both. */
export function addPage(table: GrowingTable, part: RuledTable, page: number): void {
  if (part.xs.length > table.xs.length) {
    const columns = columnMap(table.xs, part.xs);
    table.cells.forEach((cell, index) => {
      const from = columns[cell.col] ?? cell.col;
      table.cells[index] = { ...cell, col: from, colSpan: (columns[cell.col + cell.colSpan] ?? from + cell.colSpan) - from };
    });
    table.xs = part.xs;
  }
  continueTable(table.cells, cellsOf(part, page, table.xs, table.rows), table.rows);
  table.rows += rowsOf(part);
}

function rowsOf(table: RuledTable): number {
  return Math.max(...table.cells.map((cell) => cell.row + cell.rowSpan));
}

/** For each line between columns of one page, which of the wider set it is. */
function columnMap(xs: readonly number[], all: readonly number[]): number[] {
  return xs.map((x) => all.findIndex((other) => Math.abs(x - other) < near));
}

function cellsOf(table: RuledTable, page: number, xs: readonly number[], firstRow: number): GridCell[] {
  const columns = columnMap(table.xs, xs);
  return table.cells.map((cell): GridCell => {
    const col = columns[cell.col] ?? cell.col;
    return {
      text: joinLines(cell.pieces, cell.w), row: cell.row + firstRow, col, rowSpan: cell.rowSpan, colSpan: (columns[cell.col + cell.colSpan] ?? col + cell.colSpan) - col,
      at: { page, x: round(cell.x), y: round(cell.y), w: round(cell.w), h: round(cell.h) },
    };
  });
}

/**
 * Adds the cells of the next page to a table. A row that was broken over the page goes on without a label, or with the
 * rest of one only: its cells are joined to the row they belong to, line under line, so that no part of a figure passes for it.
 */
function continueTable(cells: GridCell[], added: readonly GridCell[], firstRow: number): void {
  const texts = (row: number, from: readonly GridCell[]) => from.filter((cell) => cell.row === row && cell.text.trim() !== '' && !looksLikeFigure(cell.text)).map((cell) => cell.text);
  const isLabel = (text: string) => forms.some((form) => matchExactLabel(form, text));
  const filled = added.some((cell) => cell.row === firstRow && cell.text.trim() !== '');
  const broken = filled && texts(firstRow - 1, cells).length > 0 && !texts(firstRow, added).some(isLabel);
  if (!broken) {
    cells.push(...added);
    return;
  }
  for (const part of added.filter((cell) => cell.row === firstRow && cell.text.trim() !== '')) {
    const at = cells.findIndex((cell) => cell.col === part.col && cell.row <= firstRow - 1 && cell.row + cell.rowSpan >= firstRow);
    const cell = cells[at];
    if (cell) cells[at] = { ...cell, text: looksLikeFigure(part.text) ? `${cell.text}\n${part.text}` : cell.text + part.text };
    else cells.push(part);
  }
  cells.push(...added.filter((cell) => cell.row !== firstRow));
}

/**
 * The text of a cell whose lines were wrapped. Chinese lines are joined; figures only where the line above filled the
 * cell's width, so that two figures under each other never become one.
 */
function joinLines(pieces: readonly Piece[], width: number): string {
  const rotated = pieces.filter((piece) => !piece.upright);
  if (rotated.length > 0) return [...rotated].sort((a, b) => b.x - a.x || a.y - b.y).map((piece) => piece.text).join('');
  let text = '';
  let above: TextLine | null = null;
  for (const line of linesOfPieces(pieces)) {
    const next = textOfLine(line);
    const chinese = /(?:\p{Script=Han}|[，。、；：（）“”])$/u.test(text) || /^\p{Script=Han}/u.test(next);
    const character: number = above ? above.w / Math.max(1, above.pieces.map((piece) => piece.text).join('').length) : 0;
    const filled = above !== null && above.w + character + 5 > width && /^[\d,，.]+$/.test(next.normalize('NFKC'));
    text += text === '' || chinese || filled ? next : `\n${next}`;
    above = line;
  }
  return text;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
