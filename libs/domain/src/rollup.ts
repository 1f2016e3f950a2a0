import { numberedForm } from './equations.js';
import type { Form } from './forms/form.js';
import type { Facts } from './report.js';

/** A body whose figures go into its supervising body's report. */
export interface Child {
  readonly name: string;
  /** Its signed facts; `null` where it has no signed report for the year. */
  readonly facts: Facts | null;
  /** Facts of an earlier revision, where there was one: a parent that added up before a correction shows them. */
  readonly earlier?: Facts;
}

export interface RollUpDifference {
  readonly cell: string;
  readonly parent: number;
  readonly sum: number;
  /** Children that explain the difference by themselves, likeliest first; empty where none does. */
  readonly causes: readonly Cause[];
}

/** `omitted`: the parent lacks the child's figure. `twice`: it has it twice. `earlier`: it has the figure of an earlier revision. */
export interface Cause { readonly child: string; readonly kind: 'omitted' | 'twice' | 'earlier' }

export interface RollUp {
  readonly differences: readonly RollUpDifference[];
  /** Children without a signed report. */
  readonly missing: readonly string[];
}

/**
 * Compares a supervising body's cells with the sum of its children's. While children are missing, their share is
 * unknown, so that only a sum above the parent's own figure is a difference. The same holds for a cell that a child left blank.
 */
export function rollUp(form: Form, parent: Facts, children: readonly Child[]): RollUp {
  const filed = children.filter((child): child is Child & { facts: Facts } => child.facts !== null);
  const missing = children.filter((child) => child.facts === null).map((child) => child.name);
  const differences: RollUpDifference[] = [];
  if (filed.length === 0) return { differences, missing };
  for (const cell of numberedForm(form).cells) {
    const own = parent[cell.id]?.value;
    if (own == null) continue;
    let sum = 0;
    let open = missing.length > 0;
    for (const { facts } of filed) {
      const value = facts[cell.id]?.value;
      if (value == null) open ||= !cell.optional;
      else sum += value;
    }
    // Amounts are added up in hundredths: binary fractions of 万元 do not add up exactly.
    const gap = Math.round((own - sum) * 1e6) / 1e6;
    if (gap === 0 || (open && (gap > 0 || cell.kind === 'change'))) continue;
    differences.push({ cell: cell.id, parent: own, sum: Math.round(sum * 1e6) / 1e6, causes: causesOf(cell.id, gap, filed) });
  }
  return { differences: withCommonCausesFirst(differences), missing };
}

function causesOf(cell: string, gap: number, children: readonly (Child & { facts: Facts })[]): Cause[] {
  return children.flatMap(({ name, facts, earlier }): Cause[] => {
    const value = facts[cell]?.value ?? 0;
    const before = earlier?.[cell]?.value;
    if (before != null && before !== value && Math.abs(before - value - gap) < 1e-6) return [{ child: name, kind: 'earlier' }];
    if (value === 0) return [];
    if (Math.abs(value + gap) < 1e-6) return [{ child: name, kind: 'omitted' }];
    return Math.abs(value - gap) < 1e-6 ? [{ child: name, kind: 'twice' }] : [];
  });
}

/** A child that explains many cells explains each of them better than one that fits by chance. */
function withCommonCausesFirst(differences: readonly RollUpDifference[]): RollUpDifference[] {
  const weight = new Map<string, number>();
  const key = (cause: Cause): string => `${cause.kind} ${cause.child}`;
  for (const { causes } of differences) for (const cause of causes) weight.set(key(cause), (weight.get(key(cause)) ?? 0) + 1);
  return differences.map((difference) => ({ ...difference, causes: difference.causes.toSorted((a, b) => (weight.get(key(b)) ?? 0) - (weight.get(key(a)) ?? 0)) }));
}
