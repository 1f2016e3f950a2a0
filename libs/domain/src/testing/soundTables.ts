import { formById } from '../forms/catalogue.js';
import { cellsOf } from '../forms/form.js';
import type { FormId } from '../forms/form.js';
import type { Facts } from '../report.js';

/** Generated tables that add up, for property tests, benches and measuring accuracy. The same seed gives the same table. */

/** Mulberry32: a small seeded generator of numbers in [0, 1). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const applicants = ['natural', 'business', 'research', 'nonprofit', 'legal', 'other'];
const results = ['upheld', 'corrected', 'other', 'pending'];

/**
 * A table as bodies really file it: most cells zero, natural persons in front, now and then a large body.
 * Built forward, by filling parts and adding them up, independently of the form's equations.
 */
export function soundFacts(form: FormId, random: () => number): Facts {
  const facts: Facts = {};
  const put = (id: string, value: number): void => {
    facts[id] = { value, raw: String(value), at: null };
  };
  const size = [3, 20, 20, 200, 3000][Math.floor(random() * 5)] ?? 20;
  const density = 0.1 + random() * 0.6;
  const count = (share: number): number => (random() < density * share ? Math.floor(random() ** 2 * size) : 0);

  for (const cell of cellsOf(formById(form)).values()) {
    if (cell.block.key === 'requests' || cell.block.key === 'disputes') continue;
    put(cell.id, cell.kind === 'change' ? Math.floor((random() - 0.5) * size) : cell.kind === 'wanYuan' ? Math.round(random() * size * 100) / 100 : count(1));
  }

  const rows = [...new Set([...cellsOf(formById(form)).values()].filter((cell) => cell.block.key === 'requests').map((cell) => cell.row.key))];
  const outcomes = rows.filter((row) => !['received', 'carriedIn', 'concluded', 'carriedOut'].includes(row));
  const totals = new Map<string, number>(rows.map((row) => [row, 0]));
  for (const applicant of applicants) {
    const share = applicant === 'natural' ? 1.5 : 0.4;
    let concluded = 0;
    const column = new Map<string, number>();
    for (const row of outcomes) {
      const value = count(row === 'granted' ? 1.5 * share : share * 0.6);
      concluded += value;
      column.set(row, value);
    }
    const carriedOut = count(share * 0.5);
    const carriedIn = Math.min(count(share * 0.5), concluded + carriedOut);
    column.set('concluded', concluded);
    column.set('carriedOut', carriedOut);
    column.set('carriedIn', carriedIn);
    column.set('received', concluded + carriedOut - carriedIn);
    for (const [row, value] of column) {
      put(`requests.${row}.${applicant}`, value);
      totals.set(row, (totals.get(row) ?? 0) + value);
    }
  }
  for (const [row, total] of totals) put(`requests.${row}.total`, total);

  for (const group of ['review', 'litigation.direct', 'litigation.afterReview']) {
    let total = 0;
    for (const result of results) {
      const value = count(0.3);
      total += value;
      put(`${group}.${result}`, value);
    }
    put(`${group}.total`, total);
  }
  return facts;
}

/** The facts with some cells replaced. */
export function withCells(facts: Facts, changes: Readonly<Record<string, number | null>>): Facts {
  const copy: Facts = { ...facts };
  for (const [id, value] of Object.entries(changes)) copy[id] = { value, raw: value === null ? '' : String(value), at: null };
  return copy;
}
