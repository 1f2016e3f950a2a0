import { cellValues, numberedForm } from '../equations.js';
import type { Repair } from '../findings.js';
import type { Form } from '../forms/form.js';
import type { Facts, Message } from '../report.js';
import type { Statement } from './evidence.js';
import { agreementGained } from './evidence.js';
import type { CellChange } from './plausibility.js';
import { judge } from './plausibility.js';
import type { Change, SearchLimits } from './search.js';
import { smallestChanges } from './search.js';
import { slipsOf } from './slips.js';
import type { MipSolver } from './solver.js';
import { solvedChanges } from './solver.js';
import type { Problem } from './system.js';
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

export interface RepairOptions {
  readonly limits?: SearchLimits;
  /** Asked where elimination finds nothing small, and to confirm what it finds beyond four cells. */
  readonly solver?: MipSolver;
  /** What the prose and last year's report say, asked for only where something is to be repaired. It orders repairs and never makes any. */
  readonly statements?: () => readonly Statement[];
}

/** Chosen so that the worst case stays under a second on one ordinary core. */
export const defaultLimits: SearchLimits = { cells: 6, steps: 40_000, ties: 400 };

/** The largest repair a solver is asked for: with more cells wrong, the table is better filled in anew. */
const mostWithSolver = 12;

const shownTies = 32;

/** The smallest repairs, best first; none where the tables add up or no small repair exists. */
export function repairsFor(form: Form, facts: Facts, options: RepairOptions = {}): Repair[] {
  return repairOutcome(form, facts, options).repairs;
}

/**
 * Looks for the smallest sets of cells whose change satisfies every equation with non-negative whole numbers. Cells
 * without a number get the value the equations decide. Each repair makes all tables add up; nothing is ever applied.
 *
 * Where four or more cells would have to change, one slip of the hand that explains everything (a row shifted, two
 * columns swapped) comes first, however many cells it moved; before that, fewer cells are always likelier.
 */
export function repairOutcome(form: Form, facts: Facts, { limits = defaultLimits, solver, statements }: RepairOptions = {}): RepairOutcome {
  const numbered = numberedForm(form);
  const cells = cellValues(form, facts);
  let combined: Candidate[] | null = [{ changes: [], penalty: 0, reasons: [] }];
  let complete = true;
  let mistakes = false;
  let said: readonly Statement[] | undefined;
  for (const component of componentsOf(numbered)) {
    const problem = problemOf(component, cells);
    if (problem.unknown.length === 0 && problem.impossible.length === 0 && problem.rows.every((row) => row.residual === 0)) continue;
    mistakes = true;
    const result = solutionsOf(problem, limits, solver);
    if (!result) {
      combined = null;
      break;
    }
    complete &&= result.complete;
    const options = result.solutions.map((solution): Candidate => {
      const changes = solution.map(({ column, to }): CellChange => {
        const cell = component.cells[column] ?? -1;
        const from = cells.values[cell] ?? Number.NaN;
        return { cell, from: Number.isNaN(from) ? null : from, to };
      });
      const { penalty, reason } = judge(numbered, cells.values, changes);
      const gained = agreementGained((said ??= statements?.() ?? []), numbered, cells.values, changes);
      return { changes, penalty: penalty - gained, reasons: gained > 0 ? [reason, agreeing] : [reason] };
    });
    combined = bestCombinations(combined, options);
  }
  const smallest = (combined ?? []).filter((candidate) => candidate.changes.length > 0);
  const changed = smallest[0]?.changes.filter((change) => change.from !== null).length ?? Infinity;
  const slips = mistakes && changed > 0 ? slipsOf(cells).map(({ changes, reason }): Candidate => ({ changes, penalty: 0, reasons: [sentence(reason)] })) : [];
  const slipFirst = changed >= 4;
  const [first, second] = slipFirst ? [slips, smallest] : [smallest, slips];
  const repairs = [...first, ...second.filter((candidate) => !first.some((other) => sameChanges(candidate, other)))].map((candidate): Repair => ({
    cells: candidate.changes.map(({ cell, from, to }) => ({ cell: numbered.cells[cell]?.id ?? '', from, to })),
    reason: { zh: candidate.reasons.map((reason) => reason.zh).join(''), en: candidate.reasons.map((reason) => reason.en).join(' ') },
  }));
  if (repairs.length > 0) return { status: 'repairable', repairs, complete: complete && smallest.length < shownTies, note: null };
  if (!combined) return { status: 'no-small-repair', repairs, complete: false, note: noSmallRepair(solver ? mostWithSolver : limits.cells) };
  return { status: 'sound', repairs, complete: true, note: null };
}

function solutionsOf(problem: Problem, limits: SearchLimits, solver: MipSolver | undefined): { solutions: readonly (readonly Change[])[]; complete: boolean } | null {
  const result = smallestChanges(problem, limits);
  const size = result.found ? result.size : Infinity;
  // Up to four cells elimination is exact; beyond, a smaller set of dependent cells may exist.
  if (solver && size > 4) {
    const solved = solvedChanges(problem, solver, Math.min(mostWithSolver, size - 1));
    if (solved !== null && solved !== 'none') return { solutions: [solved], complete: false };
  }
  return result.found ? result : null;
}

function sameChanges(a: Candidate, b: Candidate): boolean {
  return a.changes.length === b.changes.length && a.changes.every((change) => b.changes.some((other) => other.cell === change.cell && other.to === change.to));
}

const agreeing: Message = { zh: '改后与别处所写的数一致。', en: 'It then agrees with what is said elsewhere.' };

function sentence(reason: Message): Message {
  return { zh: `${reason.zh}。`, en: `${reason.en}.` };
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

function noSmallRepair(most: number): Message {
  return {
    zh: `表格不平，但改动 ${most} 格以内找不到能使各项都平的办法，请对照原件核对。`,
    en: `The tables do not add up, and no change of up to ${most} cells was found that makes them. Please check against the original.`,
  };
}
