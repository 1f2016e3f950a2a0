import type { CellValues } from '../equations.js';
import { sumOf } from '../equations.js';
import type { Claim } from './claims.js';
import { cellsOfMeasure } from './measures.js';

/** A claim that the tables contradict: the cells that say otherwise, and what they add up to. */
export interface Contradiction {
  readonly claim: Claim;
  readonly cells: readonly string[];
  readonly tables: number;
}

/**
 * Compares a claim with the tables.
 *
 * Requests carried in blur what a sentence counts: 收到 may include them, and 其中 N 件办结 may leave them out. A figure
 * within that margin is not called a contradiction.
 * @returns `null` where they agree, or where a cell needed for the comparison has no number
 */
export function contradictionOf(claim: Claim, { numbered, values }: CellValues): Contradiction | null {
  const sum = (cells: readonly string[]): number => sumOf(values, cells.map((cell) => numbered.numberOf.get(cell) ?? -1));
  const cells = cellsOfMeasure(claim.measure, numbered);
  if (!cells) return null;
  const tables = sum(cells);
  if (Number.isNaN(tables)) return null;
  let [least, most] = [tables, tables];
  if (cells.every((cell) => cell.startsWith('requests.')) && !claim.measure.startsWith('carried')) {
    const columns = claim.measure.startsWith('received.') ? cells.map((cell) => cell.split('.').at(-1) ?? '') : ['total'];
    const margin = sum(columns.map((column) => `requests.carriedIn.${column}`));
    if (Number.isNaN(margin)) return null;
    if (claim.measure.startsWith('received')) most += margin;
    else least -= margin;
  }
  if (claim.atLeast) least = 0;
  if (claim.value >= least - claim.rounding && claim.value <= most + claim.rounding) return null;
  return { claim, cells, tables };
}
