import type { Problem, Row } from './system.js';

/**
 * The smallest sets of cells whose change satisfies every equation (error localisation after Fellegi and Holt), by
 * elimination. Every broken equation has to be mended by changing one of its cells; choosing that cell and eliminating
 * it leaves a smaller system of the same kind. Sets are tried by size, so the first size that has a solution is the
 * smallest. Chosen cells are independent columns of the system, which determines their changes uniquely.
 *
 * Sets of up to three cells are always independent: a dependent set closes a cycle through two rows and two columns, which
 * takes four cells. So for up to four cells the size found is the smallest there is; beyond, a solver can be asked.
 */

export interface Change { readonly column: number; readonly to: number }

export interface SearchLimits {
  /** The largest number of changed cells that is looked for. */
  readonly cells: number;
  /** How many systems may be looked at before the search gives up. */
  readonly steps: number;
  /** How many sets of the smallest size are collected. */
  readonly ties: number;
}

export type SearchResult =
  | { readonly found: true; readonly size: number; readonly solutions: readonly (readonly Change[])[]; readonly complete: boolean }
  | { readonly found: false; readonly reason: 'too-many-cells' | 'too-many-steps' };

interface Pivot { readonly column: number; readonly row: Row }

const near = (value: number): boolean => Math.abs(value) < 1e-6;

export function smallestChanges(problem: Problem, limits: SearchLimits): SearchResult {
  const start = eliminateFixed(problem);
  const mustChange = problem.impossible.length;
  let steps = 0;
  let exhausted = false;
  let solutions: Change[][] = [];
  const barred = new Uint8Array(problem.written.length);
  const taken = new Uint8Array(problem.written.length);

  for (let size = 0; size + mustChange <= limits.cells; size += 1) {
    solutions = [];
    explore(start.rows, start.pivots, size);
    if (solutions.length > 0) {
      return { found: true, size: size + mustChange, solutions, complete: !exhausted && solutions.length < limits.ties };
    }
    if (exhausted) return { found: false, reason: 'too-many-steps' };
  }
  return { found: false, reason: 'too-many-cells' };

  function explore(rows: readonly Row[], pivots: readonly Pivot[], budget: number): void {
    steps += 1;
    if (steps > limits.steps) exhausted = true;
    if (exhausted || solutions.length >= limits.ties) return;
    const broken = rows.filter((row) => !near(row.residual));
    if (broken.length === 0) {
      // With budget left the same set was met at a smaller size already.
      if (budget === 0) collect(pivots);
      return;
    }
    if (budget === 0) return;
    const tightest = tightestOf(broken);
    if (tightest.columns.length === 0 || needsMoreThan(budget, broken)) return;
    if (budget === 1) {
      for (const column of tightest.columns) {
        if (solutions.length < limits.ties && mendsAll(rows, tightest.row, column)) collect([...pivots, { column, row: tightest.row }]);
      }
      return;
    }
    // A set is met once: after trying a cell, its later siblings leave that cell as it is.
    for (const column of tightest.columns) {
      explore(eliminate(rows, tightest.row, column), [...pivots, { column, row: tightest.row }], budget - 1);
      barred[column] = 1;
    }
    for (const column of tightest.columns) barred[column] = 0;
  }

  /** The broken equation with the fewest cells that may still change. */
  function tightestOf(broken: readonly Row[]): { row: Row; columns: readonly number[] } {
    let best: Row | undefined;
    let fewest = Infinity;
    for (const row of broken) {
      let count = 0;
      for (let column = 0; column < barred.length; column += 1) if (row.coefficients[column] !== 0 && barred[column] === 0) count += 1;
      if (count >= fewest) continue;
      best = row;
      fewest = count;
    }
    if (!best) throw new Error('There is no broken equation to choose from.');
    const columns: number[] = [];
    for (let column = 0; column < barred.length; column += 1) if (best.coefficients[column] !== 0 && barred[column] === 0) columns.push(column);
    return { row: best, columns };
  }

  /** Broken equations without a common cell need a cell each: a lower bound, counted greedily. */
  function needsMoreThan(budget: number, broken: readonly Row[]): boolean {
    if (broken.length <= budget) return false;
    taken.fill(0);
    let count = 0;
    for (const { coefficients } of broken) {
      let free = true;
      for (let column = 0; free && column < barred.length; column += 1) free = coefficients[column] === 0 || barred[column] === 1 || taken[column] === 0;
      if (!free) continue;
      count += 1;
      if (count > budget) return true;
      for (let column = 0; column < barred.length; column += 1) if (coefficients[column] !== 0) taken[column] = 1;
    }
    return false;
  }

  function collect(pivots: readonly Pivot[]): void {
    const changes = changesOf(problem, pivots);
    if (changes) solutions.push(changes);
  }
}

/** Gives the cells that need a number anyway their equations, before any written number is doubted. */
function eliminateFixed(problem: Problem): { rows: readonly Row[]; pivots: readonly Pivot[] } {
  let rows = problem.rows;
  const pivots: Pivot[] = [];
  for (const column of [...problem.unknown, ...problem.impossible]) {
    const row = rows.find((candidate) => candidate.coefficients[column] !== 0);
    if (!row) continue;
    pivots.push({ column, row });
    rows = eliminate(rows, row, column);
  }
  return { rows, pivots };
}

function eliminate(rows: readonly Row[], pivot: Row, column: number): Row[] {
  const left: Row[] = [];
  const divisor = pivot.coefficients[column] ?? 1;
  for (const row of rows) {
    if (row === pivot) continue;
    const coefficient = row.coefficients[column] ?? 0;
    if (coefficient === 0) {
      left.push(row);
      continue;
    }
    const factor = coefficient / divisor;
    const coefficients = new Float64Array(row.coefficients.length);
    for (let index = 0; index < coefficients.length; index += 1) {
      const value = (row.coefficients[index] ?? 0) - factor * (pivot.coefficients[index] ?? 0);
      coefficients[index] = near(value) ? 0 : value;
    }
    left.push({ coefficients, residual: row.residual - factor * pivot.residual });
  }
  return left;
}

/** Whether changing one cell so that `pivot` holds makes every equation hold. */
function mendsAll(rows: readonly Row[], pivot: Row, column: number): boolean {
  const change = pivot.residual / (pivot.coefficients[column] ?? 1);
  return rows.every((row) => near((row.coefficients[column] ?? 0) * change - row.residual));
}

/**
 * Solves the chosen cells backwards. Unknown cells that no equation decides keep no value.
 * @returns `null` where a value would be negative or broken, or a chosen cell would not change
 */
function changesOf(problem: Problem, pivots: readonly Pivot[]): Change[] | null {
  const change = new Float64Array(problem.written.length);
  const pivoted = new Set(pivots.map((pivot) => pivot.column));
  const unknown = new Set(problem.unknown);
  const undecided = new Set(problem.unknown.filter((column) => !pivoted.has(column)));
  const changes: Change[] = [];
  for (const { column, row } of pivots.toReversed()) {
    let rest = row.residual;
    let open = false;
    let lowers = false;
    const divisor = row.coefficients[column] ?? 1;
    for (let other = 0; other < change.length; other += 1) {
      const coefficient = row.coefficients[other] ?? 0;
      if (coefficient === 0 || other === column) continue;
      if (undecided.has(other)) {
        open = true;
        if (coefficient / divisor < 0) lowers = true;
      }
      rest -= coefficient * (change[other] ?? 0);
    }
    const delta = rest / divisor;
    const to = Math.round((problem.written[column] ?? 0) + delta);
    if (open) {
      // The undecided cells can only lower this one, and it is below zero without them.
      if (to < 0 && !lowers) return null;
      undecided.add(column);
      continue;
    }
    if (to < 0 || !near((problem.written[column] ?? 0) + delta - to)) return null;
    if (near(delta) && !unknown.has(column)) return null;
    change[column] = delta;
    changes.push({ column, to });
  }
  return changes.sort((a, b) => a.column - b.column);
}
