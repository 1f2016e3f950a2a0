import type { AxisEntry, Cell, Label } from '../forms/form.js';
import type { Message } from '../report.js';

/** How findings name cells, rows, columns and terms. Chinese names are the form's own words. */

const names = new WeakMap<Cell, Message>();

/** A cell's name without the labels that stand over everything: `（七）总计 · 自然人`, `行政复议 · 结果维持`. */
export function nameOf(cell: Cell): Message {
  const known = names.get(cell);
  if (known) return known;
  // Of three levels of row labels the innermost alone (3.其他) says too little.
  const row = shortPath(cell.row, cell.block.rows, cell.row.path.length > 2 ? 2 : 1);
  const name = pathName([...row, ...shortPath(cell.column, cell.block.columns, 1)]);
  names.set(cell, name);
  return name;
}

/** The shortest end of a line's labels that no other line of the axis shares. */
function shortPath(entry: AxisEntry, axis: readonly AxisEntry[], least: number): readonly Label[] {
  const end = (path: readonly Label[], length: number): string => path.slice(-length).map((label) => label.text).join('·');
  for (let length = least; length < entry.path.length; length += 1) {
    if (axis.every((other) => other === entry || end(other.path, length) !== end(entry.path, length))) return entry.path.slice(-length);
  }
  return entry.path;
}

export function pathName(path: readonly Label[]): Message {
  const steps = path.filter((label) => label.text !== '');
  return { zh: steps.map((label) => label.text).join(' · '), en: steps.map((label) => label.en).join(' · ') };
}

/** The innermost label of a path: enough where the rest is said already. */
export function lastName(path: readonly Label[]): Message {
  const last = path.at(-1);
  return { zh: last?.text ?? '', en: last?.en ?? '' };
}

export interface Term { readonly name: Message; readonly value: number }

/** `自然人 4 + 商业企业 1`: all terms when they are few, otherwise those that are not zero. */
export function termsText(terms: readonly Term[]): Message {
  const shown = terms.length <= 2 ? terms : terms.filter((term) => term.value !== 0);
  if (shown.length === 0) return { zh: '各项均为 0', en: 'all parts 0' };
  return {
    zh: shown.map((term) => `${term.name.zh} ${term.value}`).join(' + '),
    en: shown.map((term) => `${term.name.en} ${term.value}`).join(' + '),
  };
}
