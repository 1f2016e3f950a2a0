import type { NumberedForm } from '../../equations.js';
import type { Message } from '../../report.js';

/**
 * What the equations say about a cell without a number, as the second half of a sentence. Where a whole row is without
 * numbers and every one is implied to be zero, that is said, as it is the usual meaning of a row left empty.
 */
export function impliedSentence(numbered: NumberedForm, implied: ReadonlyMap<number, number>, cell: number): Message {
  const value = implied.get(cell);
  if (value === undefined) return { zh: '', en: '' };
  const row = numbered.cells[cell]?.row;
  const block = numbered.cells[cell]?.block;
  const rowCells = numbered.cells.flatMap((other, index) => (other.row === row && other.block === block ? [index] : []));
  if (rowCells.length > 1 && rowCells.every((other) => implied.get(other) === 0)) {
    return { zh: '按勾稽关系推算，这一行应全为 0。', en: ' By the sums, this whole row should be 0.' };
  }
  return { zh: `按勾稽关系推算应为 ${value}。`, en: ` By the sums it should be ${value}.` };
}
