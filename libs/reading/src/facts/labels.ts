import type { AxisEntry, Block, Form, Label } from '@gouji/domain/forms/form';
import { forms } from '@gouji/domain/forms/catalogue';
import { labelText, type LabelText } from './labelText.js';

/** What a printed label can stand for in the form. `group` labels lead to rows or columns; `frame` labels (titles, corners, headings) lead to none. */
export type Meaning =
  | { readonly role: 'row'; readonly block: Block; readonly row: AxisEntry; readonly label: Label }
  | { readonly role: 'column'; readonly block: Block; readonly column: AxisEntry; readonly label: Label }
  | { readonly role: 'group'; readonly block: Block; readonly label: Label }
  | { readonly role: 'frame'; readonly label: Label };

/**
 * `exact`: a wording the form knows. `close`: a shortened or extended one. `misspelt`: other characters stand in it, but
 * only one label resembles it; what is read by it is worth a look.
 */
export interface LabelMatch {
  readonly meanings: readonly Meaning[];
  readonly text: LabelText;
  readonly how: 'exact' | 'close' | 'misspelt';
}

interface Lexicon {
  readonly byBody: ReadonlyMap<string, readonly Meaning[]>;
  readonly memory: Map<string, LabelMatch | null>;
  readonly longest: number;
}

const lexicons = new WeakMap<Form, Lexicon>();

/** What a text means as a label of the form, or `null` when it resembles none, or several equally. */
export function matchLabel(form: Form, text: string): LabelMatch | null {
  const lexicon = lexiconOf(form);
  const known = lexicon.memory.get(text);
  if (known !== undefined) return known;
  const result = find(lexicon, text);
  if (lexicon.memory.size > 4000) lexicon.memory.clear();
  if (text.length < 200) lexicon.memory.set(text, result);
  return result;
}

/** As `matchLabel`, but only for wordings the form knows. */
export function matchExactLabel(form: Form, text: string): LabelMatch | null {
  const parts = labelText(text);
  const meanings = lexiconOf(form).byBody.get(parts.body);
  return meanings ? { meanings, text: parts, how: 'exact' } : null;
}

/** Whether some known label begins with this text and goes on: a label broken over lines. */
export function beginsLabel(form: Form, text: string): boolean {
  const { body } = labelText(text);
  if (body.length < 2) return false;
  for (const candidate of lexiconOf(form).byBody.keys()) if (candidate.length > body.length && candidate.startsWith(body)) return true;
  return false;
}

/** Rows that some regions print and others do not: they are passed over without a doubt where the form does not know them. */
const regional = new Set(forms.flatMap((form) => form.tables.flatMap((table) => table.blocks.flatMap((block) =>
  block.rows.filter((row) => row.optional).flatMap((row) => row.path.flatMap(wordings))))));

/** Whether a label is of a row that only some regions print. */
export function isRegional(text: string): boolean {
  return regional.has(labelText(text).body);
}

function wordings(label: Label): string[] {
  return [label.text, ...(label.variants ?? [])].map((wording) => labelText(wording).body);
}

function lexiconOf(form: Form): Lexicon {
  const known = lexicons.get(form);
  if (known) return known;
  const byBody = new Map<string, Meaning[]>();
  const add = (label: Label, meaning: Meaning) => {
    for (const body of wordings(label)) {
      const meanings = byBody.get(body) ?? [];
      if (!meanings.some((other) => sameMeaning(other, meaning))) meanings.push(meaning);
      byBody.set(body, meanings);
    }
  };
  for (const table of form.tables) {
    add(table.title, { role: 'frame', label: table.title });
    for (const block of table.blocks) {
      for (const label of [block.heading, block.corner]) if (label) add(label, { role: 'frame', label });
      for (const row of block.rows) addPath(row, (label, last) => add(label, last ? { role: 'row', block, row, label } : { role: 'group', block, label }));
      for (const column of block.columns) addPath(column, (label, last) => add(label, last ? { role: 'column', block, column, label } : { role: 'group', block, label }));
    }
  }
  for (const extra of extraFrames) add(extra, { role: 'frame', label: extra });
  const longest = Math.max(...[...byBody.keys()].map((body) => body.length));
  const lexicon: Lexicon = { byBody, memory: new Map(), longest };
  lexicons.set(form, lexicon);
  return lexicon;
}

function sameMeaning(a: Meaning, b: Meaning): boolean {
  if (a.role === 'row' && b.role === 'row') return a.row === b.row && a.block === b.block;
  if (a.role === 'column' && b.role === 'column') return a.column === b.column && a.block === b.block;
  return a.role === b.role && a.label === b.label;
}

/** Captions that offices print over the tables, beside the form's own. */
const extraFrames: readonly Label[] = [
  { text: '政府信息公开行政复议、行政诉讼情况', variants: ['行政复议、行政诉讼情况', '政府信息公开行政复议和行政诉讼情况'], en: 'Reviews and lawsuits' },
  { text: '行政机关主动公开政府信息情况', en: 'Proactive disclosure' },
  { text: '行政机关收到和处理政府信息公开申请情况', en: 'Requests' },
  { text: '第一项加第二项之和，等于第三项加第四项之和', variants: ['本列数据的勾稽关系'], en: 'In each column, I + II = III + IV' },
];

function addPath(entry: AxisEntry, add: (label: Label, last: boolean) => void): void {
  entry.path.forEach((label, index) => add(label, index === entry.path.length - 1));
}

function find(lexicon: Lexicon, text: string): LabelMatch | null {
  const parts = labelText(text);
  const { body } = parts;
  if (body === '') return null;
  const exact = lexicon.byBody.get(body);
  if (exact) return { meanings: exact, text: parts, how: 'exact' };
  if (body.length < 3 || body.length > lexicon.longest * 3) return null;
  const close = contained(lexicon, body) ?? resembling(lexicon, body);
  return close ? { meanings: close.meanings, text: parts, how: isWordingOf(lexicon, body, close.label) ? 'close' : 'misspelt' } : null;
}

interface Resembled { readonly meanings: readonly Meaning[]; readonly label: string }

/** Whether a text only leaves out characters of a label, goes on after it, or puts its group's label in front. */
function isWordingOf(lexicon: Lexicon, body: string, label: string): boolean {
  let at = 0;
  for (const character of label) if (character === body[at]) at++;
  if (at === body.length || body.startsWith(label)) return true;
  return body.endsWith(label) && (lexicon.byBody.get(body.slice(0, -label.length).replace(/\d+$/, '')) ?? []).some((meaning) => meaning.role === 'group');
}

/** A known label that the text begins with, goes on from, or holds whole; the longest wins, a row before a group. */
function contained(lexicon: Lexicon, body: string): Resembled | null {
  let best: { score: number; meanings: readonly Meaning[]; label: string } | null = null;
  let tied = false;
  for (const [candidate, meanings] of lexicon.byBody) {
    const shared = overlap(body, candidate);
    if (shared === 0) continue;
    const score = shared * 4 + (meanings.some((meaning) => meaning.role === 'row') ? 2 : 0) - (meanings.every((meaning) => meaning.role === 'frame') ? 1 : 0);
    if (!best || score > best.score) {
      tied = false;
      best = { score, meanings, label: candidate };
    } else if (score === best.score && !sameLabels(best.meanings, meanings)) tied = true;
  }
  return best && !tied ? best : null;
}

function overlap(body: string, candidate: string): number {
  if (candidate.length >= 4 && body.startsWith(candidate)) return candidate.length;
  if (candidate.length >= 5 && body.length <= candidate.length * 3 && body.includes(candidate)) return candidate.length;
  if (body.length >= 4 && candidate.startsWith(body)) return body.length;
  if (body.length >= 6 && candidate.includes(body)) return body.length;
  return 0;
}

function sameLabels(a: readonly Meaning[], b: readonly Meaning[]): boolean {
  return a.some((one) => b.some((other) => one.label === other.label));
}

/** A known label that differs in at most a quarter of its characters, and clearly less than any other. */
function resembling(lexicon: Lexicon, body: string): Resembled | null {
  if (body.length < 4) return null;
  let best: Resembled | null = null;
  let least = Infinity;
  let second = Infinity;
  for (const [candidate, meanings] of lexicon.byBody) {
    if (Math.abs(candidate.length - body.length) > Math.max(candidate.length, body.length) / 4) continue;
    const difference = distance(body, candidate) / Math.max(body.length, candidate.length);
    if (difference < least) {
      if (!best || !sameLabels(best.meanings, meanings)) second = least;
      least = difference;
      best = { meanings, label: candidate };
    } else if (difference < second && !(best && sameLabels(best.meanings, meanings))) second = difference;
  }
  return least <= 0.26 && second - least >= 0.15 ? best : null;
}

/** Levenshtein distance. */
function distance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      current.push(Math.min(replaced, (previous[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[b.length] ?? 0;
}
