import { forms } from '@gouji/domain/forms/catalogue';
import type { Form } from '@gouji/domain/forms/form';
import type { Doubt } from '@gouji/domain/report';
import type { Grid } from '../document.js';
import { labelText } from './labelText.js';

/** The wordings of table 2's columns, by form: what tells the two forms apart at a glance. */
const columnBodies = new Map(forms.map((form) => [form, new Set(columnWordings(form))]));

function columnWordings(form: Form): string[] {
  const blocks = form.tables.filter((table) => table.key === 'disclosure').flatMap((table) => table.blocks);
  const labels = blocks.flatMap((block) => block.columns.flatMap((column) => column.path));
  return labels.flatMap((label) => [label.text, ...(label.variants ?? [])]).map((text) => labelText(text).body);
}

/** Checks the form that the year chose against the tables: a doubt when their columns are another form's. */
export function otherFormDoubt(form: Form, grids: readonly Grid[]): Doubt | null {
  const counts = new Map<Form, number>();
  let first: Doubt | null = null;
  for (const grid of grids) {
    for (const cell of grid.cells) {
      if (cell.text.length > 120 || cell.text.length < 4) continue;
      const { body } = labelText(cell.text);
      const owners = forms.filter((candidate) => columnBodies.get(candidate)?.has(body));
      const [owner] = owners;
      if (owners.length !== 1 || !owner) continue;
      counts.set(owner, (counts.get(owner) ?? 0) + 1);
      if (owner !== form) first ??= { kind: 'table.unmatched', text: cell.text.trim(), at: cell.at };
    }
  }
  const own = counts.get(form) ?? 0;
  return forms.some((candidate) => candidate !== form && (counts.get(candidate) ?? 0) > own) ? first : null;
}
