import type { Place } from '@gouji/domain/report';

/**
 * The one small model that every format becomes before facts are looked for: paragraphs and grids in reading order,
 * each with its place in the source.
 */
export interface TextBlock {
  readonly kind: 'paragraph';
  readonly text: string;
  readonly at: Place | null;
}

/** A cell at `row`, `col` (from 0) that covers `rowSpan` × `colSpan`. */
export interface GridCell {
  readonly text: string;
  readonly row: number;
  readonly col: number;
  readonly rowSpan: number;
  readonly colSpan: number;
  readonly at: Place | null;
}

/**
 * A table. `positions: 'true'`: a cell's `col` is the column it stands in. `'order'`: `col` is only its order in the
 * row, because the source (text with tabs, a list of paragraphs) lost the merged cells. `blanks: false`: the source
 * cannot show an empty cell, so a row with too few figures does not say which one is missing.
 */
export interface Grid {
  readonly kind: 'grid';
  readonly cells: readonly GridCell[];
  readonly positions: 'true' | 'order';
  readonly blanks: boolean;
  /** The paragraphs it was put together from: they stay prose if the grid turns out to be no table of the form. */
  readonly from?: readonly TextBlock[];
}

export type Block = TextBlock | Grid;

/** A document as blocks in reading order. */
export interface Document {
  readonly blocks: readonly Block[];
  /** What the file calls itself (a web page's title), used only where the text has no title of its own. */
  readonly name?: string;
}
