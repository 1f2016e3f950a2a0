import { cellId, type AxisEntry, type Block, type CellId, type Label } from './form.js';

/** A printed label and how many rows and columns it spans. */
export interface LabelSpan { readonly label: Label; readonly rows: number; readonly columns: number }

export interface PrintedRow { readonly labels: readonly LabelSpan[]; readonly cells: readonly CellId[] }

/**
 * A block as it is printed: header rows from the columns' label paths, label columns from the rows' paths; equal
 * neighbours merge, and the last label of a short path fills the remaining rows (or columns).
 */
export interface PrintedBlock {
  /** How many columns the row labels take; 0 for a block of one unlabelled row. */
  readonly labelColumns: number;
  readonly head: readonly (readonly LabelSpan[])[];
  readonly rows: readonly PrintedRow[];
}

export function printedBlock(block: Block): PrintedBlock {
  const labelColumns = Math.max(...block.rows.map((row) => row.path.length));
  const headRows = Math.max(...block.columns.map((column) => column.path.length));
  const head = spansAlong(block.columns, headRows).map((line) => line.map(({ label, along, across }) => ({ label, columns: along, rows: across })));
  const bySpan = spansAlong(block.rows, labelColumns);
  const rows = block.rows.map((row, index) => ({
    labels: bySpan.flatMap((line) => line.filter((span) => span.start === index).map(({ label, along, across }) => ({ label, rows: along, columns: across }))),
    cells: block.columns.map((column) => cellId(block, row, column)),
  }));
  return { labelColumns, head, rows };
}

interface Span { readonly label: Label; readonly start: number; readonly along: number; readonly across: number }

/** The labels at each depth, with how far they reach along the axis and how many depths they fill. */
function spansAlong(axis: readonly AxisEntry[], depths: number): Span[][] {
  return Array.from({ length: depths }, (_, depth) => {
    const spans: Span[] = [];
    for (let start = 0; start < axis.length;) {
      const path = axis[start]?.path ?? [];
      const label = path[depth];
      let end = start + 1;
      while (label !== undefined && end < axis.length && sharesPath(path, axis[end]?.path ?? [], depth)) end += 1;
      if (label !== undefined) spans.push({ label, start, along: end - start, across: depth === path.length - 1 ? depths - depth : 1 });
      start = end;
    }
    return spans;
  });
}

/** Whether two paths are the same down to `depth`, and neither ends there: a leaf never merges with its neighbour. */
function sharesPath(a: readonly Label[], b: readonly Label[], depth: number): boolean {
  if (a.length - 1 === depth || b.length - 1 === depth) return false;
  for (let level = 0; level <= depth; level += 1) if (a[level] === undefined || a[level] !== b[level]) return false;
  return true;
}
