/**
 * A form, as data. Everything that depends on the layout of a national form (cell ids, equations, where a cell stands
 * in a document, the tables on screen and on paper) is derived from one `Form`; a new year's form is one new data file.
 */

export type FormId = '2019' | '2021';
export type CellId = string;

/** A label as the official form prints it, and other wordings seen in real reports. */
export interface Label {
  readonly text: string;
  /** Other wordings that mean the same; compared after normalisation (width, spaces, punctuation, bracketed notes). */
  readonly variants?: readonly string[];
  /** English wording, for data dictionaries and the English console. */
  readonly en: string;
}

/** One line of a table's axis: the labels that lead to it, outermost first, and its key within cell ids. */
export interface AxisEntry {
  readonly key: string;
  readonly path: readonly Label[];
  /** A line that only some regions print: the document may lack it without fault. */
  readonly optional?: boolean;
}

/**
 * `count`: a whole number ≥ 0. `change`: a whole number, may be negative.
 * `yuan`: an amount in 元, up to two decimals. `wanYuan`: an amount in 万元, any number of decimals.
 */
export type CellKind = 'count' | 'change' | 'yuan' | 'wanYuan';

/** One rectangular part of a table: every row × every column is a cell, except those listed in `without`. */
export interface Block {
  readonly key: string;
  /** The line printed above the block, such as 第二十条第（一）项. */
  readonly heading?: Label;
  /** The label in the block's upper left corner. */
  readonly corner?: Label;
  readonly rows: readonly AxisEntry[];
  readonly columns: readonly AxisEntry[];
  /** `rowFirst`: `<prefix><row>.<column>`; `columnOnly`: `<prefix><column>` (a block of a single, unlabelled row). */
  readonly naming: 'rowFirst' | 'columnOnly';
  readonly prefix: string;
  /** The kind of each column's cells, by column key; `count` where it is not named. */
  readonly kinds?: Readonly<Record<string, CellKind>>;
}

export interface Table {
  readonly key: 'disclosure' | 'requests' | 'disputes';
  /** The section (1–6) in which the table stands. */
  readonly section: number;
  readonly title: Label;
  readonly blocks: readonly Block[];
}

/** A section of the report: the numeral and the subject identify it, wording and punctuation vary. */
export interface SectionSpec {
  readonly number: number;
  readonly title: Label;
  /** Words of which one must stand in a heading for it to be this section's. */
  readonly subject: readonly string[];
}

/** A sum stated over the form: the cells on the left add up to the cells on the right. */
export interface Equation {
  readonly rule: string;
  readonly left: readonly CellId[];
  readonly right: readonly CellId[];
}

/** A sum stated over the axes of the `requests` block. */
export type AxisSum =
  | { readonly rule: string; readonly across: 'columns'; readonly left: readonly string[]; readonly right: readonly string[] }
  | { readonly rule: string; readonly across: 'rows'; readonly left: readonly string[]; readonly right: readonly string[] };

export interface Form {
  readonly id: FormId;
  /** The notice that fixes the form. */
  readonly notice: string;
  readonly firstYear: number;
  /** The last year the form is used for; `null` while it is in force. */
  readonly lastYear: number | null;
  readonly sections: readonly SectionSpec[];
  readonly tables: readonly Table[];
  /** Sums by block key. */
  readonly sums: Readonly<Record<string, readonly AxisSum[]>>;
}

export interface Cell {
  readonly id: CellId;
  readonly kind: CellKind;
  readonly optional: boolean;
  readonly table: Table;
  readonly block: Block;
  readonly row: AxisEntry;
  readonly column: AxisEntry;
}

/** The id of the cell at a row and column of a block. */
export function cellId(block: Block, row: AxisEntry, column: AxisEntry): CellId {
  return block.naming === 'columnOnly' ? `${block.prefix}${column.key}` : `${block.prefix}${row.key}.${column.key}`;
}

const cellsByForm = new WeakMap<Form, ReadonlyMap<CellId, Cell>>();

/** Every cell of the form by id, in reading order (table, block, row, column). */
export function cellsOf(form: Form): ReadonlyMap<CellId, Cell> {
  const known = cellsByForm.get(form);
  if (known) return known;
  const cells = new Map<CellId, Cell>();
  for (const table of form.tables) {
    for (const block of table.blocks) {
      for (const row of block.rows) {
        for (const column of block.columns) {
          const id = cellId(block, row, column);
          const optional = row.optional === true || column.optional === true;
          cells.set(id, { id, kind: block.kinds?.[column.key] ?? 'count', optional, table, block, row, column });
        }
      }
    }
  }
  cellsByForm.set(form, cells);
  return cells;
}

const equationsByForm = new WeakMap<Form, readonly Equation[]>();

/** Every equation of the form. An axis sum over columns gives one equation per row; over rows, one per column. */
export function equationsOf(form: Form): readonly Equation[] {
  const known = equationsByForm.get(form);
  if (known) return known;
  const equations: Equation[] = [];
  for (const table of form.tables) {
    for (const block of table.blocks) {
      for (const sum of form.sums[block.key] ?? []) {
        const along = sum.across === 'columns' ? block.rows : block.columns;
        for (const entry of along) {
          const ids = (keys: readonly string[]): CellId[] => keys.map((key) => {
            if (sum.across === 'columns') return cellId(block, entry, axisEntry(block.columns, key));
            return cellId(block, axisEntry(block.rows, key), entry);
          });
          equations.push({ rule: sum.rule, left: ids(sum.left), right: ids(sum.right) });
        }
      }
    }
  }
  equationsByForm.set(form, equations);
  return equations;
}

function axisEntry(axis: readonly AxisEntry[], key: string): AxisEntry {
  const entry = axis.find((candidate) => candidate.key === key);
  if (!entry) throw new Error(`The form states a sum over ${key}, which its block does not have.`);
  return entry;
}

/** The labels that lead to a cell, for people: `本年新收政府信息公开申请数量 · 自然人`. */
export function cellName(cell: Cell): { zh: string; en: string } {
  const steps = [...cell.row.path, ...cell.column.path].filter((label) => label.text !== '');
  return { zh: steps.map((label) => label.text).join(' · '), en: steps.map((label) => label.en).join(' · ') };
}
