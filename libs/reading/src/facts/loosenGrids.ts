import { forms } from '@gouji/domain/forms/catalogue';
import type { Block, Grid, GridCell } from '../document.js';
import { sectionHeading } from '../outline/headings.js';
import { looksLikeFigure } from './figure.js';
import { matchLabel } from './labels.js';

/**
 * A sheet, or a page laid out as a table, holds titles, headings and prose in rows of their own. They are taken out as
 * paragraphs, and the grid is parted there, so that what is left of it is only tables.
 */
export function loosenGrids(blocks: readonly Block[]): Block[] {
  return blocks.flatMap((block) => (block.kind === 'grid' ? loosen(block) : [block]));
}

function loosen(grid: Grid): Block[] {
  const rows: GridCell[][] = [];
  for (const cell of grid.cells) (rows[cell.row] ??= []).push(cell);
  const reached = reachedRows(grid);
  const lines = Array.from(rows, (cells, row) => lineOf(cells ?? [], reached.has(row)));
  const listed = listedRows(lines);
  const result: Block[] = [];
  let cells: GridCell[] = [];
  let firstRow = 0;
  const flush = (next: number) => {
    const part = cells.map((cell) => ({ ...cell, row: cell.row - firstRow }));
    if (part.some((cell) => cell.text.trim() !== '')) result.push(...(looseLines(part) ?? [{ ...grid, cells: part }]));
    cells = [];
    firstRow = next;
  };
  lines.forEach((line, row) => {
    if (listed.has(row) || (line.only && isProse(line.only.text))) {
      flush(row + 1);
      result.push(...paragraphsIn(line.only));
    } else cells.push(...(rows[row] ?? []));
  });
  flush(rows.length);
  return result;
}

/** What a row holds: nothing, one cell alone, or more (`only` is `null` and `blank` is false). */
interface RowLine { readonly only: GridCell | null; readonly blank: boolean }

function lineOf(cells: readonly GridCell[], reached: boolean): RowLine {
  const filled = cells.filter((cell) => cell.text.trim() !== '');
  const [only] = filled;
  return { only: only && filled.length === 1 && !reached ? only : null, blank: filled.length === 0 && !reached };
}

function reachedRows(grid: Grid): Set<number> {
  const reached = new Set<number>();
  for (const cell of grid.cells) for (let row = cell.row + 1; row < Math.min(cell.row + cell.rowSpan, cell.row + 2000); row++) reached.add(row);
  return reached;
}

/** Eight and more rows with one filled cell each (blank rows between) are no table but lines of text. */
function listedRows(lines: readonly RowLine[]): Set<number> {
  const listed = new Set<number>();
  let start = 0;
  for (let row = 0; row <= lines.length; row++) {
    const line = lines[row];
    if (line && (line.only || line.blank)) continue;
    const run = lines.slice(start, row);
    if (run.filter((one) => one.only).length >= 8) run.forEach((_one, index) => listed.add(start + index));
    start = row + 1;
  }
  return listed;
}

/** A few rows of one cell each that name nothing of any form are lines as well, such as the first half of a title. */
function looseLines(cells: readonly GridCell[]): Block[] | null {
  const filled = cells.filter((cell) => cell.text.trim() !== '');
  const rows = new Set(filled.map((cell) => cell.row));
  if (rows.size !== filled.length || filled.some((cell) => cell.rowSpan > 1 || looksLikeFigure(cell.text) || forms.some((form) => matchLabel(form, cell.text)))) return null;
  return filled.flatMap(paragraphsIn);
}

/** The lines of a cell; the column it stands in is kept as leading tabs. No cell gives a blank line. */
function paragraphsIn(cell: GridCell | null): Block[] {
  if (!cell) return [{ kind: 'paragraph', text: '', at: null }];
  return cell.text.split(/\n+/).map((line, index) => ({ kind: 'paragraph', text: (index === 0 ? '\t'.repeat(Math.min(cell.col, 3)) : '') + line, at: cell.at }));
}

function isProse(text: string): boolean {
  const lines = text.split(/\n+/);
  return lines.some((line) => sectionHeading(line)?.how === 'numbered' || /(?:信息|政务)公开.{0,8}报告/.test(line)) || /[。；]/.test(text) && text.length > 40
    || /^\s*无[。.]?\s*$/.test(text) || /\d{4}年\d{1,2}月\d{1,2}日\s*$/.test(text);
}
