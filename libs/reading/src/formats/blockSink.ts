import type { Place } from '@gouji/domain/report';
import type { Block, GridCell } from '../document.js';
import { sectionHeading } from '../outline/headings.js';

/** A table while it is being read: rows of cells, each of which may hold paragraphs and further tables. */
export interface OpenTable {
  readonly number: number;
  readonly cells: { text: string; row: number; col: number; rowSpan: number; colSpan: number; readonly content: Block[] }[];
  row: number;
  col: number;
}

/** Most cells and blocks a document may hold before reading stops; a report has a few thousand. */
export const mostCells = 200_000;

/** A finished table as blocks: one grid, or, where its cells hold tables themselves (a page laid out as a table), their content in order. */
export function tableBlocks(table: OpenTable): Block[] {
  if (table.cells.some((cell) => isLayout(cell.content))) return table.cells.flatMap((cell) => cell.content);
  const cells = table.cells.map((cell): GridCell => ({
    text: cell.text, row: cell.row, col: cell.col, rowSpan: cell.rowSpan, colSpan: cell.colSpan, at: placeIn(table.number, cell.row, cell.col),
  }));
  return cells.length === 0 ? [] : [{ kind: 'grid', cells, positions: 'true', blanks: true }];
}

/** A cell with tables or several section headings in it is part of a page, not of a table. */
function isLayout(content: readonly Block[]): boolean {
  if (content.some((block) => block.kind === 'grid')) return true;
  return content.length > 3 && content.filter((block) => block.kind === 'paragraph' && sectionHeading(block.text)?.how === 'numbered').length >= 2;
}

function placeIn(table: number, row: number, col: number): Place {
  return { table, row: row + 1, col: col + 1 };
}

/** The text of a cell: its paragraphs, one a line. */
export function cellText(content: readonly Block[]): string {
  return content.flatMap((block) => (block.kind === 'paragraph' ? [block.text] : [])).join('\n').trim();
}
