import type { NumberedForm } from '../equations.js';
import type { CellId } from '../forms/form.js';
import { claimsIn } from '../narrative/claims.js';
import { cellsOfMeasure } from '../narrative/measures.js';
import type { Report } from '../report.js';
import type { PastReport } from '../rules/rule.js';
import type { CellChange } from './plausibility.js';

/** What is said elsewhere about the sum of some cells: in the report's prose, or in last year's report. */
export interface Statement {
  readonly cells: readonly CellId[];
  readonly value: number;
}

/** Statements that speak of exact numbers. Rounded figures and lower bounds say too little to choose between repairs. */
export function statementsOf(report: Report, numbered: NumberedForm, lastYear: PastReport | null): Statement[] {
  const statements: Statement[] = [];
  for (const section of report.sections) {
    for (const paragraph of section.paragraphs) {
      for (const claim of claimsIn(paragraph.text, { section: section.number, year: report.year, agency: report.agency })) {
        const cells = claim.rounding === 0 && !claim.atLeast ? cellsOfMeasure(claim.measure, numbered) : null;
        if (cells) statements.push({ cells, value: claim.value });
      }
    }
  }
  for (const cell of numbered.cells) {
    if (lastYear?.year !== report.year - 1 || cell.block.key !== 'requests' || cell.row.key !== 'carriedIn') continue;
    const value = lastYear.facts[`requests.carriedOut.${cell.column.key}`]?.value;
    if (value != null) statements.push({ cells: [cell.id], value });
  }
  return statements;
}

/** How many statements a set of changes brings into agreement with the tables, less those it contradicts anew. */
export function agreementGained(statements: readonly Statement[], numbered: NumberedForm, written: Float64Array, changes: readonly CellChange[]): number {
  const mended = new Map(changes.map((change) => [change.cell, change.to]));
  let gained = 0;
  for (const { cells, value } of statements) {
    const numbers = cells.map((cell) => numbered.numberOf.get(cell) ?? -1);
    if (!numbers.some((cell) => mended.has(cell))) continue;
    const before = numbers.reduce((sum, cell) => sum + (written[cell] ?? Number.NaN), 0);
    const after = numbers.reduce((sum, cell) => sum + (mended.get(cell) ?? written[cell] ?? Number.NaN), 0);
    gained += Number(after === value) - Number(before === value);
  }
  return gained;
}
