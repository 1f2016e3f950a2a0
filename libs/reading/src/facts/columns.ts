import type { AxisEntry, Block, Form, Label } from '@gouji/domain/forms/form';
import type { Line, LineCell } from './lines.js';
import { matchLabel, type Meaning } from './labels.js';

/** Which column of the form each printed column is, as the header rows above the figures say. */
export interface Columns {
  /** Column keys in printed order; shorter than the block where the header lacks some. */
  readonly order: readonly string[];
  /** Where each column stands, in grids with true positions. */
  readonly ranges: ReadonlyMap<string, { readonly from: number; readonly to: number }>;
  /** The printed label of each column, which may state a unit. */
  readonly headings: ReadonlyMap<string, string>;
  /** Two printed columns claim to be the same one, or groups could not be told apart: nothing can be read by these. */
  readonly muddled: boolean;
  /** Texts among the headings that name nothing of the form. */
  readonly strangers: number;
}

interface Head {
  readonly cell: LineCell;
  readonly line: number;
  readonly candidates: readonly AxisEntry[];
}

/** Reads header rows for one block; `null` when they name none of its columns. */
export function columnsOf(form: Form, block: Block, header: readonly Line[]): Columns | null {
  const heads: Head[] = [];
  const groups: { cell: LineCell; line: number; label: Label }[] = [];
  const unknown = new Map<number, number>();
  header.forEach((line, index) => {
    for (const cell of line.cells) {
      if (cell.spanned || cell.content !== 'text') continue;
      const meanings = matchLabel(form, cell.text)?.meanings ?? [];
      const candidates = meanings.flatMap((meaning) => (meaning.role === 'column' && meaning.block === block ? [meaning.column] : []));
      if (meanings.length === 0) unknown.set(index, (unknown.get(index) ?? 0) + 1);
      if (candidates.length > 0) heads.push({ cell, line: index, candidates });
      else for (const meaning of meanings) if (meaning.role === 'group' && meaning.block === block) groups.push({ cell, line: index, label: meaning.label });
    }
  });
  if (heads.length === 0) return null;
  const strangers = [...new Set(heads.map((head) => head.line))].reduce((sum, line) => sum + (unknown.get(line) ?? 0), 0);
  return { ...(block.columns.some((column) => column.path.length > 1) ? grouped(block, heads, groups) : single(heads)), strangers };
}

type Found = Omit<Columns, 'strangers'>;

function single(heads: readonly Head[]): Found {
  return collect(heads.map((head) => ({ head, key: head.candidates[0]?.key ?? '' })));
}

interface Named { readonly head: Head; readonly key: string }

function collect(named: readonly Named[]): Found {
  const ranges = new Map<string, { from: number; to: number }>();
  const headings = new Map<string, string>();
  let muddled = false;
  for (const { head, key } of named) {
    if (ranges.has(key)) muddled = true;
    ranges.set(key, { from: head.cell.from, to: head.cell.to });
    headings.set(key, head.cell.text);
  }
  return { order: named.map(({ key }) => key), ranges, headings, muddled };
}

/** Columns under groups: applicants under 法人或其他组织, results under 行政复议 and the two kinds of 行政诉讼. */
function grouped(block: Block, heads: readonly Head[], groups: readonly { cell: LineCell; line: number; label: Label }[]): Found {
  const ambiguous = heads.some((head) => head.candidates.length > 1);
  const printed = ambiguous ? inGroupOrder(block, heads, groups) : inPrintedOrder(block, heads, groups);
  const order = printed ? collect(printed) : null;
  const byPlace = ambiguous ? underGroups(heads, groups) : (order ? heads.map((head) => ({ head, key: head.candidates[0]?.key ?? '' })) : null);
  const placed = byPlace ? collect(byPlace) : null;
  if (!order && !placed) return { ...collect([]), muddled: true };
  return {
    order: order?.order ?? [...(placed?.ranges ?? [])].sort((a, b) => a[1].from - b[1].from).map(([key]) => key),
    ranges: placed?.ranges ?? new Map(),
    headings: (placed ?? order)?.headings ?? new Map(),
    muddled: (order?.muddled ?? false) || (placed?.muddled ?? false),
  };
}

/** Columns in printed order where a group stands one line above its own columns: the group's place is taken by them. */
function inPrintedOrder(block: Block, heads: readonly Head[], groups: readonly { cell: LineCell; line: number; label: Label }[]): Named[] {
  const deepest = Math.max(...block.columns.map((column) => column.path.length));
  const inner = (head: Head) => (head.candidates[0]?.path.length ?? 0) === deepest;
  const named = (head: Head) => ({ head, key: head.candidates[0]?.key ?? '' });
  const group = groups.find((candidate) => block.columns.some((column) => column.path.length === deepest && column.path[deepest - 2] === candidate.label));
  if (!group) return heads.map(named);
  const before = (head: Head) => head.line < group.line || (head.line === group.line && head.cell.from < group.cell.from);
  const outer = heads.filter((head) => !inner(head));
  return [...outer.filter(before), ...heads.filter(inner), ...outer.filter((head) => !before(head))].map(named);
}

/** Where the same five results repeat under each group: as many full sets as groups, in the order the groups are printed. */
function inGroupOrder(block: Block, found: readonly Head[], foundGroups: readonly { cell: LineCell; label: Label }[]): Named[] | null {
  // Headings of different heights share no line; where no two begin at the same column, columns give their order.
  const apart = new Set(found.map((head) => head.cell.from)).size === found.length;
  const across = (a: { cell: LineCell }, b: { cell: LineCell }) => a.cell.from - b.cell.from;
  const heads = apart ? [...found].sort(across) : found;
  const groups = apart ? [...foundGroups].sort(across) : foundGroups;
  const innermost = (column: AxisEntry) => column.path[column.path.length - 2];
  const leaves = [...new Set(groups.map((group) => group.label).filter((label) => block.columns.some((column) => innermost(column) === label)))];
  const each = block.columns.length / new Set(block.columns.map(innermost)).size;
  if (leaves.length === 0 || heads.length !== leaves.length * each) return null;
  const named: Named[] = [];
  for (const [index, head] of heads.entries()) {
    const column = head.candidates.find((candidate) => innermost(candidate) === leaves[Math.floor(index / each)]);
    if (!column) return null;
    named.push({ head, key: column.key });
  }
  return named;
}

/** Each column by the groups printed above it. */
function underGroups(heads: readonly Head[], groups: readonly { cell: LineCell; line: number; label: Label }[]): Named[] | null {
  const named: Named[] = [];
  for (const head of heads) {
    const above = groups.filter((group) => group.line < head.line && group.cell.from <= head.cell.from && group.cell.to >= head.cell.to).map((group) => group.label);
    const fitting = head.candidates.filter((candidate) => above.includes(candidate.path[candidate.path.length - 2] ?? { text: '', en: '' }));
    const [only] = fitting;
    if (fitting.length !== 1 || !only) return null;
    named.push({ head, key: only.key });
  }
  return named;
}

/** Whether a meaning can only be a row's label. */
export function isRow(meaning: Meaning): meaning is Extract<Meaning, { role: 'row' }> {
  return meaning.role === 'row';
}
