import type { CellValues, NumberedForm } from '../equations.js';

/**
 * The equations as a linear system over changes. With x the numbers as written and d the changes, an equation
 * Σ left = Σ right asks that Σ a·d = r, where a is +1 on the left, −1 on the right, and r = Σ right(x) − Σ left(x).
 */

/** One equation of a system: coefficients by local column, and the change still asked for. */
export interface Row {
  readonly coefficients: Float64Array;
  readonly residual: number;
}

/** Equations that share cells. Table 3 is one component; each group of table 4 is one of its own. */
export interface Component {
  /** Cell numbers; a local column is a place in this list. */
  readonly cells: readonly number[];
  readonly coefficients: readonly Float64Array[];
}

const componentsByForm = new WeakMap<NumberedForm, readonly Component[]>();

export function componentsOf(numbered: NumberedForm): readonly Component[] {
  const known = componentsByForm.get(numbered);
  if (known) return known;
  const groups: { cells: Set<number>; equations: number[] }[] = [];
  for (const [index, { left, right }] of numbered.equations.entries()) {
    const cells = new Set([...left, ...right]);
    const equations = [index];
    const touching = groups.filter((group) => [...cells].some((cell) => group.cells.has(cell)));
    for (const group of touching) {
      for (const cell of group.cells) cells.add(cell);
      equations.push(...group.equations);
      groups.splice(groups.indexOf(group), 1);
    }
    groups.push({ cells, equations });
  }
  const components = groups.map((group) => {
    const cells = [...group.cells].sort((a, b) => a - b);
    const columnOf = new Map(cells.map((cell, column) => [cell, column]));
    const coefficients = group.equations.sort((a, b) => a - b).map((index) => {
      const row = new Float64Array(cells.length);
      const equation = numbered.equations[index];
      for (const cell of equation?.left ?? []) row[columnOf.get(cell) ?? -1] = 1;
      for (const cell of equation?.right ?? []) row[columnOf.get(cell) ?? -1] = -1;
      return row;
    });
    return { cells, coefficients };
  });
  componentsByForm.set(numbered, components);
  return components;
}

/** A component with the numbers of one report. Cells without a number count as 0 and are listed in `unknown`. */
export interface Problem {
  readonly component: Component;
  /** Numbers as written, by local column. */
  readonly written: Float64Array;
  /** Local columns of cells without a number: they get one at no cost. */
  readonly unknown: readonly number[];
  /** Local columns of cells whose number cannot stand (negative or broken): they must change. */
  readonly impossible: readonly number[];
  readonly rows: readonly Row[];
}

export function problemOf(component: Component, { values, states }: CellValues): Problem {
  const written = new Float64Array(component.cells.length);
  const unknown: number[] = [];
  const impossible: number[] = [];
  for (const [column, cell] of component.cells.entries()) {
    if (states[cell] !== 'read') {
      unknown.push(column);
      continue;
    }
    const value = values[cell] ?? 0;
    written[column] = value;
    if (!Number.isSafeInteger(value) || value < 0) impossible.push(column);
  }
  const rows = component.coefficients.map((coefficients) => {
    let residual = 0;
    for (const [column, coefficient] of coefficients.entries()) residual -= coefficient * (written[column] ?? 0);
    return { coefficients, residual };
  });
  return { component, written, unknown, impossible, rows };
}
