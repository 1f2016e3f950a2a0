import type { Place } from '@gouji/domain/report';
import type { Grid } from '../document.js';
import { looksLikeFigure } from './figure.js';

/** One cell as a row of the table shows it: columns `from` up to (not including) `to`. */
export interface LineCell {
  readonly text: string;
  readonly from: number;
  readonly to: number;
  /** The cell began in a row above and reaches down into this one. */
  readonly spanned: boolean;
  readonly content: 'blank' | 'figure' | 'text';
  readonly at: Place | null;
}

export interface Line {
  readonly cells: readonly LineCell[];
}

/** More than any report's tables hold together; a grid beyond it is hostile or no report. */
const mostCells = 400_000;

/** The rows of a grid, each with the cells that stand in it, those reaching down from above included. */
export function linesOf(grid: Grid): Line[] {
  const rows: LineCell[][] = [];
  let count = 0;
  for (const cell of grid.cells) {
    const content = cell.text.trim() === '' ? 'blank' : looksLikeFigure(cell.text) ? 'figure' : 'text';
    const lastRow = Math.min(cell.row + cell.rowSpan, cell.row + 2000);
    for (let row = cell.row; row < lastRow; row++) {
      if (++count > mostCells) return rows.map((cells) => ({ cells }));
      (rows[row] ??= []).push({ text: cell.text, from: cell.col, to: cell.col + cell.colSpan, spanned: row > cell.row, content, at: cell.at });
    }
  }
  return Array.from(rows, (cells) => ({ cells: (cells ?? []).sort((a, b) => a.from - b.from) }));
}
