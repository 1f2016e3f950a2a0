import { cellsOf, type Form } from '@gouji/domain/forms/form';
import type { Fact, Facts } from '@gouji/domain/report';
import { tableRows, type RenderedRow } from './formTables.js';

/** A form as it is printed, from top to bottom. */
export type FormPart =
  | { readonly kind: 'title' | 'heading' | 'line'; readonly text: string }
  | { readonly kind: 'table'; readonly rows: readonly RenderedRow[]; readonly width: number };

const numerals = ['一', '二', '三', '四', '五', '六'];

/**
 * The official form of a year with its six sections and three tables, blank or filled.
 * @param values figures by cell id, in the cell's own unit (元, 万元); `null` and what is left out stay blank. A row that
 * only some regions print appears only if it has a value.
 */
export function formParts(form: Form, year: number, agency: string | null, values: Readonly<Record<string, number | null>>): FormPart[] {
  const facts: Facts = Object.fromEntries([...cellsOf(form).values()].flatMap((cell): [string, Fact][] => {
    const value = values[cell.id] ?? null;
    return cell.optional && value === null ? [] : [[cell.id, { value, raw: value === null ? '' : String(value), at: null }]];
  }));
  return [
    { kind: 'title', text: `${agency ?? '（单位名称）'}${year}年政府信息公开工作年度报告` },
    ...form.sections.flatMap((section): FormPart[] => [
      { kind: 'heading', text: `${numerals[section.number - 1] ?? ''}、${section.title.text}` },
      ...form.tables.filter((table) => table.section === section.number).map((table): FormPart => {
        const rows = tableRows(form, table, facts);
        return { kind: 'table', rows, width: Math.max(...rows.map((row) => row.reduce((sum, cell) => sum + cell.columns, 0))) };
      }),
      ...(form.tables.some((table) => table.section === section.number) ? [] : [{ kind: 'line', text: '' } as const]),
    ]),
  ];
}

/** A cell with the place it has in its table; `continues` fills the rows below a cell that reaches down. */
export interface PlacedCell { readonly text: string; readonly row: number; readonly col: number; readonly rows: number; readonly columns: number; readonly label: boolean; readonly continues: boolean }

/** The cells of a table row by row, each row complete from the first column to the last. */
export function placedRows(rows: readonly RenderedRow[]): PlacedCell[][] {
  const reaching = new Map<number, { left: number; columns: number; label: boolean }>();
  return rows.map((row, index) => {
    const placed: PlacedCell[] = [];
    let col = 0;
    let next = 0;
    for (;;) {
      const above = reaching.get(col);
      if (above && above.left > 0) {
        placed.push({ text: '', row: index, col, rows: 1, columns: above.columns, label: above.label, continues: true });
        above.left--;
        col += above.columns;
        continue;
      }
      const cell = row[next++];
      if (!cell) return placed;
      const label = cell.label ?? false;
      placed.push({ text: cell.text, row: index, col, rows: cell.rows, columns: cell.columns, label, continues: false });
      reaching.set(col, { left: cell.rows - 1, columns: cell.columns, label });
      col += cell.columns;
    }
  });
}

/** Text safe to stand in XML. */
export function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
