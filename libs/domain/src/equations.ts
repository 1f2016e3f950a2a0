import { cellsOf, equationsOf } from './forms/form.js';
import type { Cell, CellId, Equation, Form } from './forms/form.js';
import type { Fact, Facts } from './report.js';

/**
 * A form's equations over a report's facts, by cell number instead of cell id: rules and repair ask thousands of times.
 */

/** What a document says of a cell. `read`: a number. `unreadable`: text that is no number. */
export type CellState = 'absent' | 'blank' | 'unreadable' | 'read';

export interface NumberedEquation {
  readonly rule: string;
  readonly equation: Equation;
  /** Cell numbers; the left cells add up to the right cells. */
  readonly left: readonly number[];
  readonly right: readonly number[];
}

export interface NumberedForm {
  readonly form: Form;
  /** The form's cells in reading order; a cell's number is its place in this list. */
  readonly cells: readonly Cell[];
  readonly numberOf: ReadonlyMap<CellId, number>;
  readonly equations: readonly NumberedEquation[];
  readonly equationsByRule: ReadonlyMap<string, readonly NumberedEquation[]>;
}

/** A report's numbers by cell number; `NaN` wherever the state is not `read`. */
export interface CellValues {
  readonly numbered: NumberedForm;
  readonly values: Float64Array;
  readonly states: readonly CellState[];
  /** Whether every cell has a number, as in most reports: rules about cells without one need not look. */
  readonly allRead: boolean;
}

const numberedForms = new WeakMap<Form, NumberedForm>();

export function numberedForm(form: Form): NumberedForm {
  const known = numberedForms.get(form);
  if (known) return known;
  const cells = [...cellsOf(form).values()];
  const numberOf = new Map(cells.map((cell, index) => [cell.id, index]));
  const numbers = (ids: readonly CellId[]): number[] => ids.map((id) => {
    const index = numberOf.get(id);
    if (index === undefined) throw new Error(`The form states a sum over ${id}, which is not one of its cells.`);
    return index;
  });
  const equations = equationsOf(form).map((equation) => ({ rule: equation.rule, equation, left: numbers(equation.left), right: numbers(equation.right) }));
  const equationsByRule = new Map<string, NumberedEquation[]>();
  for (const equation of equations) equationsByRule.set(equation.rule, [...(equationsByRule.get(equation.rule) ?? []), equation]);
  const numbered: NumberedForm = { form, cells, numberOf, equations, equationsByRule };
  numberedForms.set(form, numbered);
  return numbered;
}

export function stateOf(fact: Fact | undefined): CellState {
  if (!fact) return 'absent';
  if (fact.value !== null) return Number.isFinite(fact.value) ? 'read' : 'unreadable';
  return fact.raw.trim() === '' ? 'blank' : 'unreadable';
}

export function cellValues(form: Form, facts: Facts): CellValues {
  const numbered = numberedForm(form);
  const { cells } = numbered;
  const values = new Float64Array(cells.length);
  const states = new Array<CellState>(cells.length);
  let allRead = true;
  for (let index = 0; index < cells.length; index += 1) {
    const fact = facts[cells[index]?.id ?? ''];
    const state = stateOf(fact);
    states[index] = state;
    values[index] = state === 'read' ? fact?.value ?? Number.NaN : Number.NaN;
    if (state !== 'read') allRead = false;
  }
  return { numbered, values, states, allRead };
}

/** The sum of some cells; `NaN` when one of them is not a number. */
export function sumOf(values: Float64Array, cells: readonly number[]): number {
  let sum = 0;
  for (let at = 0; at < cells.length; at += 1) sum += values[cells[at] ?? -1] ?? Number.NaN;
  return sum;
}

/**
 * The values that equations force on cells without a number. An equation with exactly one such cell decides it, and what
 * it decides may let the next equation decide another. Nothing is implied where two equations disagree, where the value
 * would be negative or broken, or where a sum that uses an implied value would not hold.
 * @returns implied values by cell number
 */
export function impliedValues({ numbered, values: read, allRead }: CellValues): ReadonlyMap<number, number> {
  const implied = new Map<number, number>();
  if (allRead) return implied;
  const values = Float64Array.from(read);
  const contested = new Set<number>();
  for (let settled = false; !settled;) {
    settled = true;
    const decided = new Map<number, number>();
    for (const { left, right } of numbered.equations) {
      const open = [...left, ...right].filter((cell) => Number.isNaN(values[cell]));
      const [cell] = open;
      if (cell === undefined || open.length > 1 || contested.has(cell)) continue;
      const without = (side: readonly number[]): number => sumOf(values, side.filter((other) => other !== cell));
      const value = left.includes(cell) ? without(right) - without(left) : without(left) - without(right);
      const before = decided.get(cell);
      if (!Number.isInteger(value) || value < 0 || (before !== undefined && before !== value)) contested.add(cell);
      else decided.set(cell, value);
    }
    for (const [cell, value] of decided) {
      if (contested.has(cell)) continue;
      implied.set(cell, value);
      values[cell] = value;
      settled = false;
    }
  }
  for (const { left, right } of numbered.equations) {
    const difference = sumOf(values, left) - sumOf(values, right);
    if (Number.isNaN(difference) || difference === 0) continue;
    for (const cell of [...left, ...right]) implied.delete(cell);
  }
  return implied;
}
