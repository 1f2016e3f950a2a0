import type { AxisEntry, Block, Form } from '@gouji/domain/forms/form';
import { columnsOf, isRow } from './columns.js';
import { isRegional, matchLabel, type LabelMatch } from './labels.js';
import type { Line, LineCell } from './lines.js';

/** What one row of a grid is to the form. `stray`: it holds figures under a label the form does not have. */
export type LineMeaning =
  | { readonly kind: 'row'; readonly block: Block; readonly row: AxisEntry; readonly label: LineCell | null }
  | { readonly kind: 'header' }
  | { readonly kind: 'stray'; readonly text: string }
  | { readonly kind: 'nothing' };

export interface Surroundings {
  readonly previous: { readonly block: Block; readonly row: AxisEntry } | null;
  /** The header rows since the last row with figures. */
  readonly header: readonly Line[];
  readonly later: readonly Line[];
  /** Rows already read, as `block/row`. */
  readonly seen: ReadonlyMap<string, string>;
}

const nothing: LineMeaning = { kind: 'nothing' };

/** Decides what a row of a grid is, by its labels and by what stands around it. */
export function classify(form: Form, line: Line, around: Surroundings): LineMeaning {
  const own = line.cells.filter((cell) => !cell.spanned);
  const figures = own.filter((cell) => cell.content === 'figure');
  const texts = own.filter((cell) => cell.content === 'text');
  const matches = new Map(line.cells.filter((cell) => cell.content === 'text').map((cell) => [cell, matchLabel(form, cell.text)]));
  if (figures.length === 0 && texts.length === 0) return blankLine(form, line, around);
  const label = labelOf(line, matches, around);
  const heads = texts.filter((cell) => cell !== label?.cell && (matches.get(cell)?.meanings ?? []).some((meaning) => meaning.role !== 'row'));
  const digits = figures.filter((cell) => /\d/.test(cell.text) || /\d/.test(cell.text.normalize('NFKC')));
  if (label && (digits.length > 0 || wordless(line, label.cell, matches, heads.length))) {
    return { kind: 'row', block: label.block, row: label.row, label: label.cell };
  }
  if (digits.length === 0) return heads.length > 0 ? { kind: 'header' } : nothing;
  const unnamed = unnamedRow(form, around);
  const lead = texts.at(-1);
  if (unnamed && (texts.length === 0 || (texts.length === 1 && lead && figures.every((cell) => cell.from > lead.from)))) {
    return { kind: 'row', block: unnamed.block, row: unnamed.row, label: lead ?? null };
  }
  const name = texts.at(-1)?.text ?? '';
  if (isRegional(name)) return nothing;
  const text = own.map((cell) => cell.text.trim()).filter((piece) => piece !== '').join(' ');
  return { kind: 'stray', text };
}

/** A row without figures is the form's when nothing but its label stands there (blank cells), or text where figures belong. */
function wordless(line: Line, label: LineCell, matches: ReadonlyMap<LineCell, LabelMatch | null>, heads: number): boolean {
  const right = line.cells.filter((cell) => cell.from >= label.to && cell.content === 'text');
  if (right.some((cell) => matches.get(cell))) return false;
  return heads === 0 || right.length > 0 || line.cells.every((cell) => cell === label || cell.from < label.from || cell.content !== 'text');
}

/** The row's label: the last text left of the first figure that names a row of the form. */
function labelOf(line: Line, matches: ReadonlyMap<LineCell, LabelMatch | null>, around: Surroundings): { cell: LineCell; block: Block; row: AxisEntry } | null {
  const firstFigure = line.cells.find((cell) => cell.content === 'figure' && !cell.spanned)?.from ?? Infinity;
  for (const cell of [...line.cells].reverse()) {
    if (cell.content !== 'text' || cell.from > firstFigure) continue;
    const match = matches.get(cell);
    if (!match) continue;
    const rows = match.meanings.filter(isRow);
    const [row] = rows;
    if (!row || rows.length > 1) continue;
    // A label that reaches down from above names its own row, not this one, unless this row has no label of its own.
    if (cell.spanned) continue;
    if (match.meanings.some((meaning) => meaning.role === 'column') && !isRowHere(match, row.row, around)) continue;
    return { cell, block: row.block, row: row.row };
  }
  return null;
}

/** 其他 and 总计 name columns as well as rows: the numeral in front, or the row before, decides. */
function isRowHere(match: LabelMatch, row: AxisEntry, around: Surroundings): boolean {
  const numeral = match.text.numeral;
  const printed = row.path.at(-1)?.text ?? '';
  if (numeral && (numeral.style === 'bracket' ? printed.startsWith('（') : numeral.style === 'arabic' && /^\d/.test(printed))) return true;
  const previous = around.previous;
  if (!previous || around.header.length > 0) return false;
  const order = previous.block.rows.map((entry) => entry.key);
  const distance = order.indexOf(row.key) - order.indexOf(previous.row.key);
  return order.includes(row.key) && distance >= 1 && distance <= 2;
}

/** The block of a single unlabelled row, where its header stands right above. */
function unnamedRow(form: Form, around: Surroundings): { block: Block; row: AxisEntry } | null {
  for (const table of form.tables) {
    for (const block of table.blocks) {
      const [row] = block.rows;
      if (block.naming !== 'columnOnly' || !row) continue;
      const columns = columnsOf(form, block, around.header);
      if (columns && columns.order.length + columns.ranges.size > 0) return { block, row };
      if (columns?.muddled) return { block, row };
    }
  }
  return null;
}

/** An empty row under a complete header is that block's row left blank, unless the figures follow further down. */
function blankLine(form: Form, line: Line, around: Surroundings): LineMeaning {
  const unnamed = unnamedRow(form, around);
  if (!unnamed || line.cells.length < unnamed.block.columns.length) return nothing;
  const columns = columnsOf(form, unnamed.block, around.header);
  if (columns?.order.length !== unnamed.block.columns.length) return nothing;
  if (around.later.some((later) => later.cells.some((cell) => cell.content !== 'blank'))) return nothing;
  return { kind: 'row', block: unnamed.block, row: unnamed.row, label: null };
}
