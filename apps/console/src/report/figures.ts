import type { Fact, Facts } from '@gouji/domain/report';

/** What somebody typed into a cell. */
export type Figure = { readonly kind: 'number'; readonly value: number } | { readonly kind: 'blank' } | { readonly kind: 'unreadable' };

/**
 * Reads a typed figure. Takes full-width digits and well-formed thousands separators, because they come with pasted text;
 * whatever else is not a plain decimal number is unreadable rather than guessed at.
 */
export function parseFigure(typed: string): Figure {
  const text = typed.normalize('NFKC').trim();
  if (text === '') return { kind: 'blank' };
  const plain = /^[-+]?\d{1,3}(,\d{3})+(\.\d+)?$/.test(text) ? text.replaceAll(',', '') : text;
  if (!/^[-+]?\d{1,15}(\.\d{1,6})?$/.test(plain)) return { kind: 'unreadable' };
  // `+ 0` makes -0 a 0.
  return { kind: 'number', value: Number(plain) + 0 };
}

/** A cell's content as text to edit: its number, or what stands there instead of one. */
export function textOf(fact: Fact | undefined): string {
  if (!fact) return '';
  return fact.value === null ? fact.raw.trim() : String(fact.value);
}

/** Whether two facts say the same of a cell, wherever they stand. */
export function sameFigure(a: Fact | undefined, b: Fact | undefined): boolean {
  return (a === undefined) === (b === undefined) && textOf(a) === textOf(b);
}

/** Typed texts by cell id. Holds only cells whose content differs from what they are based on. */
export type TypedCells = Readonly<Record<string, string>>;

/** The facts as they would be with what was typed. */
export function factsWith(facts: Facts, typed: TypedCells): Facts {
  const result = { ...facts };
  for (const [cell, text] of Object.entries(typed)) {
    const figure = parseFigure(text);
    result[cell] = { value: figure.kind === 'number' ? figure.value : null, raw: text.trim(), at: facts[cell]?.at ?? null };
  }
  return result;
}

/** Typed texts as new values, `null` for a blank cell; `unreadable` lists cells whose text is no number, which cannot be saved. */
export function valuesOf(typed: TypedCells): { values: Record<string, number | null>; unreadable: string[] } {
  const values: Record<string, number | null> = {};
  const unreadable: string[] = [];
  for (const [cell, text] of Object.entries(typed)) {
    const figure = parseFigure(text);
    if (figure.kind === 'unreadable') unreadable.push(cell);
    else values[cell] = figure.kind === 'number' ? figure.value : null;
  }
  return { values, unreadable };
}

/** `typed` with one cell's text; the cell is left out when it says what it is based on. An absent cell stays absent only while nothing is typed. */
export function withTyped(typed: TypedCells, base: Facts, cell: string, text: string): TypedCells {
  const { [cell]: _, ...others } = typed;
  return saysTheSame(base[cell], text) ? others : { ...others, [cell]: text };
}

function saysTheSame(fact: Fact | undefined, text: string): boolean {
  if (textOf(fact) === text) return true;
  const figure = parseFigure(text);
  return figure.kind === 'number' && fact?.value === figure.value;
}

/** Typed texts carried over to newer facts: what a newer revision says already is no longer a change. */
export function rebased(typed: TypedCells, onto: Facts): TypedCells {
  return Object.entries(typed).reduce<TypedCells>((kept, [cell, text]) => withTyped(kept, onto, cell, text), {});
}

/** A cell that differs between two revisions. */
export interface CellDifference { readonly cell: string; readonly before: Fact | undefined; readonly after: Fact | undefined }

/** What changed from one revision's facts to another's, in the order of `after`. */
export function differences(before: Facts, after: Facts): CellDifference[] {
  const cells = new Set([...Object.keys(after), ...Object.keys(before)]);
  return [...cells].flatMap((cell) => (sameFigure(before[cell], after[cell]) ? [] : [{ cell, before: before[cell], after: after[cell] }]));
}
