import type { Block, Form, Table } from '@gouji/domain/forms/form';
import { printedBlock, type LabelSpan } from '@gouji/domain/forms/layout';
import type { Facts } from '@gouji/domain/report';

/** A cell of a printed table and how far it reaches. `label` cells name rows and columns, the others hold figures. */
export interface RenderedCell { readonly text: string; readonly rows: number; readonly columns: number; readonly label?: boolean }
export type RenderedRow = readonly RenderedCell[];

/** The form's table filled with facts. Blocks of table 2 stand under each other, as wide as the widest; absent cells are left out. */
export function tableRows(form: Form, table: Table, facts: Facts): RenderedRow[] {
  const printed = table.blocks.map((block) => ({ block, layout: printedBlock(block) }));
  const width = Math.max(...printed.map(({ block, layout }) => layout.labelColumns + block.columns.length));
  return printed.flatMap(({ block, layout }) => blockRows(block, layout, facts, width));
}

function blockRows(block: Block, layout: ReturnType<typeof printedBlock>, facts: Facts, width: number): RenderedRow[] {
  const rows: RenderedRow[] = [];
  const spare = width - layout.labelColumns - block.columns.length;
  if (block.heading) rows.push([{ text: block.heading.text, rows: 1, columns: width, label: true }]);
  layout.head.forEach((line, index) => {
    const corner = index === 0 && layout.labelColumns > 0 ? [{ text: block.corner?.text ?? '', rows: layout.head.length, columns: layout.labelColumns, label: true }] : [];
    rows.push([...corner, ...widen(line.map(cellOf), spare)]);
  });
  for (const row of layout.rows) {
    const present = row.cells.filter((id) => facts[id]);
    if (present.length === 0) continue;
    rows.push([...row.labels.map(cellOf), ...widen(present.map((id) => ({ text: facts[id]?.raw ?? '', rows: 1, columns: 1 })), spare)]);
  }
  return rows;
}

function cellOf(span: LabelSpan): RenderedCell {
  return { text: span.label.text, rows: span.rows, columns: span.columns, label: true };
}

/** A block narrower than the table: its last column is as wide as what is left. */
function widen(cells: RenderedCell[], spare: number): RenderedCell[] {
  const last = cells.at(-1);
  return last && spare > 0 ? [...cells.slice(0, -1), { ...last, columns: last.columns + spare }] : cells;
}
