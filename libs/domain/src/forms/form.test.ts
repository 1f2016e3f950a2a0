import { form2019 } from './form2019.js';
import { form2021 } from './form2021.js';
import { formForYear } from './catalogue.js';
import { cellsOf, equationsOf } from './form.js';

describe('the forms', () => {
  test('2019: three cells belong to a regional row and may be absent', () => {
    // documents 3×3, licensing and services 2×3, penalties and coercion 2×3, fees 2, procurement 2; 23 rows in table 3 (one row of 其他处理)
    expect(cellsOf(form2019).size).toBe(9 + 6 + 6 + 2 + 2 + 23 * 7 + 15);
    expect([...cellsOf(form2019).values()].filter((cell) => cell.optional).map((cell) => cell.id)).toEqual([
      'documents.otherDocuments.made', 'documents.otherDocuments.disclosed', 'documents.otherDocuments.total',
    ]);
  });

  test('2021: 其他处理 has three rows, so table 3 has 25 rows of 7 cells', () => {
    expect(cellsOf(form2021).size).toBe(6 + 1 + 2 + 1 + 25 * 7 + 15);
  });

  test('table 3 has one row total per row, and a balance and a sum of outcomes per column', () => {
    const count = (rule: string) => equationsOf(form2021).filter((equation) => equation.rule === rule).length;
    expect([count('requests.row-total'), count('requests.balance'), count('requests.outcomes')]).toEqual([25, 7, 7]);
    expect([count('review.total'), count('litigation.direct.total'), count('litigation.afterReview.total')]).toEqual([1, 1, 1]);
  });

  test('a year before 2019 and a year that has not ended have no form', () => {
    const today = new Date('2026-01-15T00:00:00Z');
    expect(formForYear(2018, today)).toBe('too-early');
    expect(formForYear(2026, today)).toBe('not-ended');
    expect(formForYear(2020, today)).toBe(form2019);
    expect(formForYear(2025, today)).toBe(form2021);
  });
});
