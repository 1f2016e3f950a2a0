import type { Change } from './search.js';
import type { Problem } from './system.js';

/**
 * Error localisation as a mixed-integer program, for tables with more wrong cells than elimination reaches, and to
 * confirm what it found there. The solver is handed in, so that this library and the browser need none.
 */

/** The part of the `highs` package that is used; `await highsLoader()` gives one. */
export interface Highs {
  solve(problem: string, options?: { time_limit?: number; output_flag?: boolean }): { readonly Status: string; readonly Columns: Readonly<Record<string, object>> };
}

/** Solves a program in CPLEX LP format; `null` where there is no proven optimum within the time given. */
export type MipSolver = (program: string) => Readonly<Record<string, number>> | 'infeasible' | null;

/** @param seconds after which a program is given up */
export function solverFrom(highs: Highs, seconds = 0.6): MipSolver {
  return (program) => {
    const solution = highs.solve(program, { time_limit: seconds, output_flag: false });
    if (solution.Status === 'Infeasible') return 'infeasible';
    if (solution.Status !== 'Optimal') return null;
    return Object.fromEntries(Object.entries(solution.Columns).map(([name, column]) => [name, 'Primal' in column ? Number(column.Primal) : 0]));
  };
}

/**
 * The smallest set of cells to change, or that there is none of up to `most` cells.
 * @returns `null` where the solver could not settle it in time
 */
export function solvedChanges(problem: Problem, solve: MipSolver, most: number): readonly Change[] | 'none' | null {
  const solution = solve(programOf(problem, most));
  if (solution === null) return null;
  if (solution === 'infeasible') return 'none';
  const changes: Change[] = [];
  const unknown = new Set(problem.unknown);
  for (const [column, written] of problem.written.entries()) {
    const delta = Math.round((solution[`u${column}`] ?? 0) - (solution[`d${column}`] ?? 0));
    // A cell without a number that occurs in no equation the solver decides would get an arbitrary one.
    if (delta !== 0 || (unknown.has(column) && isDecided(problem, column))) changes.push({ column, to: written + delta });
  }
  return changes;
}

/** Cell c changes by u − d; z is 1 where a written number changes. Unknown cells change freely. */
function programOf({ written, unknown, impossible, rows }: Problem, most: number): string {
  const free = new Set(unknown);
  const forced = new Set(impossible);
  const largest = rows.reduce((bound, row) => bound + Math.abs(row.residual), 1) + Math.max(0, ...written);
  const columns = [...written.keys()];
  const counted = columns.filter((column) => !free.has(column));
  const constraints = rows.flatMap(({ coefficients, residual }) => {
    const terms = columns.filter((column) => coefficients[column] !== 0).map((column) => {
      const sign = (coefficients[column] ?? 0) > 0 ? ['+', '-'] : ['-', '+'];
      return `${sign[0]} u${column} ${sign[1]} d${column}`;
    });
    return terms.length > 0 ? [`${terms.join(' ')} = ${residual}`] : [];
  });
  // Implied by the rest, and what makes the program quick: a broken equation needs a change in one of its cells.
  const needed = rows.flatMap(({ coefficients, residual }) => {
    const cells = columns.filter((column) => coefficients[column] !== 0);
    return residual === 0 || cells.some((column) => free.has(column)) ? [] : [`${cells.map((column) => `z${column}`).join(' + ')} >= 1`];
  });
  return [
    'Minimize', ` ${counted.map((column) => `z${column}`).join(' + ')}`,
    'Subject To',
    ...constraints.map((constraint) => ` ${constraint}`),
    ...needed.map((constraint) => ` ${constraint}`),
    ...counted.map((column) => ` u${column} + d${column} - ${largest} z${column} <= 0`),
    ` ${counted.map((column) => `z${column}`).join(' + ')} <= ${most}`,
    'Bounds',
    ...columns.map((column) => ` 0 <= u${column} <= ${largest}`),
    // What is taken away is at most what is there, so no cell falls below zero; a number below zero has to rise.
    ...columns.map((column) => (forced.has(column) ? ` d${column} = 0` : ` 0 <= d${column} <= ${written[column] ?? 0}`)),
    ...[...forced].map((column) => ` u${column} >= ${Math.max(0, -(written[column] ?? 0))}`),
    'General', ` ${columns.map((column) => `u${column} d${column}`).join(' ')}`,
    'Binary', ` ${counted.map((column) => `z${column}`).join(' ')}`,
    'End',
  ].join('\n');
}

/** Whether some equation has this cell as its only one without a number. */
function isDecided({ unknown, rows }: Problem, column: number): boolean {
  return rows.some(({ coefficients }) => coefficients[column] !== 0 && unknown.every((other) => other === column || coefficients[other] === 0));
}
