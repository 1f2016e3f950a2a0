import { cellValues, numberedForm } from '../equations.js';
import type { Repair } from '../findings.js';
import type { Form } from '../forms/form.js';
import type { Facts, Message } from '../report.js';
import type { CellChange } from './plausibility.js';
import { judge } from './plausibility.js';
import type { SearchLimits } from './search.js';
import { smallestChanges } from './search.js';
import { componentsOf, problemOf } from './system.js';

/**
 * `sound`: nothing to repair. `repairable`: `repairs` holds the smallest ones.
 * `no-small-repair`: the tables do not add up, and no change within the limits makes them; `note` says so.
 */
export interface RepairOutcome {
  readonly status: 'sound' | 'repairable' | 'no-small-repair';
  readonly repairs: Repair[];
  /** Whether `repairs` holds every repair of the smallest size. */
  readonly complete: boolean;
  readonly note: Message | null;
}

/** Chosen so that the worst case stays under a second on one ordinary core. */
export const defaultLimits: SearchLimits = { cells: 6, steps: 60_000, ties: 400 };

const shownTies = 32;

/** The smallest repairs, best first; none where the tables add up or no small repair exists. */
export function repairsFor(form: Form, facts: Facts): Repair[] {
  return repairOutcome(form, facts).repairs;
}

/**
 * Looks for the smallest sets of cells whose change satisfies every equation with non-negative whole numbers. Cells
 * without a number get the value the equations decide. Each repair makes all tables add up; nothing is ever applied.
 */
export function repairOutcome(form: Form, facts: Facts, limits: SearchLimits = defaultLimits): RepairOutcome {
  const numbered = numberedForm(form);
  const cells = cellValues(form, facts);
  let combined: Candidate[] = [{ changes: [], penalty: 0, reasons: [] }];
  let complete = true;
  for (const component of componentsOf(numbered)) {
    const problem = problemOf(component, cells);
    if (problem.unknown.length === 0 && problem.impossible.length === 0 && problem.rows.every((row) => row.residual === 0)) continue;
    const result = smallestChanges(problem, limits);
    if (!result.found) return { status: 'no-small-repair', repairs: [], complete: false, note: noSmallRepair(limits) };
    complete &&= result.complete;
    const options = result.solutions.map((solution): Candidate => {
      const changes = solution.map(({ column, to }): CellChange => {
        const cell = component.cells[column] ?? -1;
        const from = cells.values[cell] ?? Number.NaN;
        return { cell, from: Number.isNaN(from) ? null : from, to };
      });
      const { penalty, reason } = judge(numbered, cells.values, changes);
      return { changes, penalty, reasons: [reason] };
    });
    combined = bestCombinations(combined, options);
  }
  const repairs = combined.filter((candidate) => candidate.changes.length > 0).map((candidate): Repair => ({
    cells: candidate.changes.map(({ cell, from, to }) => ({ cell: numbered.cells[cell]?.id ?? '', from, to })),
    reason: { zh: candidate.reasons.map((reason) => reason.zh).join(''), en: candidate.reasons.map((reason) => reason.en).join(' ') },
  }));
  return { status: repairs.length > 0 ? 'repairable' : 'sound', repairs, complete: complete && combined.length < shownTies, note: null };
}

interface Candidate { readonly changes: readonly CellChange[]; readonly penalty: number; readonly reasons: readonly Message[] }

/** Tables are independent of one another, so the best overall are among the combinations of the best of each. */
function bestCombinations(before: readonly Candidate[], options: readonly Candidate[]): Candidate[] {
  const best = options.toSorted(likelierFirst).slice(0, shownTies);
  const all = before.flatMap((one) => best.map((other): Candidate => ({
    changes: changedBeforeFilled([...one.changes, ...other.changes]),
    penalty: one.penalty + other.penalty,
    reasons: other.changes.length > 0 ? [...one.reasons, ...other.reasons] : one.reasons,
  })));
  return all.sort(likelierFirst).slice(0, shownTies);
}

function likelierFirst(a: Candidate, b: Candidate): number {
  if (Math.abs(a.penalty - b.penalty) > 1e-9) return a.penalty - b.penalty;
  for (const [index, change] of a.changes.entries()) {
    const other = b.changes[index];
    if (other && other.cell !== change.cell) return change.cell - other.cell;
  }
  return 0;
}

function changedBeforeFilled(changes: readonly CellChange[]): CellChange[] {
  return [...changes.filter((change) => change.from !== null), ...changes.filter((change) => change.from === null)];
}

function noSmallRepair(limits: SearchLimits): Message {
  return {
    zh: `表格不平，但改动 ${limits.cells} 格以内找不到能使各项都平的办法，请对照原件核对。`,
    en: `The tables do not add up, and no change of up to ${limits.cells} cells was found that makes them. Please check against the original.`,
  };
}
