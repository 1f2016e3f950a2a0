import type { Block, Grid, GridCell } from '../document.js';
import { sectionHeading } from '../outline/headings.js';

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
  const reached = new Set<number>();
  for (const cell of grid.cells) for (let row = cell.row + 1; row < Math.min(cell.row + cell.rowSpan, cell.row + 2000); row++) reached.add(row);
  const result: Block[] = [];
  let cells: GridCell[] = [];
  let firstRow = 0;
  const flush = (next: number) => {
    if (cells.some((cell) => cell.text.trim() !== '')) result.push({ ...grid, cells: cells.map((cell) => ({ ...cell, row: cell.row - firstRow })) });
    cells = [];
    firstRow = next;
  };
  for (let row = 0; row < rows.length; row++) {
    const filled = (rows[row] ?? []).filter((cell) => cell.text.trim() !== '');
    const [only] = filled;
    if (only && filled.length === 1 && !reached.has(row) && isProse(only.text)) {
      flush(row + 1);
      for (const line of only.text.split(/\n+/)) if (line.trim() !== '') result.push({ kind: 'paragraph', text: line.trim(), at: only.at });
    } else cells.push(...(rows[row] ?? []));
  }
  flush(rows.length);
  return result;
}

function isProse(text: string): boolean {
  const lines = text.split(/\n+/);
  return lines.some((line) => sectionHeading(line)?.how === 'numbered' || /(?:信息|政务)公开.{0,8}报告/.test(line)) || /[。；]/.test(text) && text.length > 40
    || /^\s*无[。.]?\s*$/.test(text) || /\d{4}年\d{1,2}月\d{1,2}日\s*$/.test(text);
}
