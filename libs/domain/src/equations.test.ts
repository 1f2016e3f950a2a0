import fc from 'fast-check';
import { cellValues, impliedValues, numberedForm } from './equations.js';
import { formById } from './forms/catalogue.js';
import { randomFrom, soundFacts, withCells } from './testing/soundTables.js';

const form = fc.constantFrom('2019' as const, '2021' as const);

describe('what the equations imply', () => {
  const impliedIn = (id: '2019' | '2021', facts: ReturnType<typeof soundFacts>) => {
    const numbered = numberedForm(formById(id));
    return new Map([...impliedValues(cellValues(formById(id), facts))].map(([cell, value]) => [numbered.cells[cell]?.id, value]));
  };
  const summed = (facts: ReturnType<typeof soundFacts>) => Object.keys(facts).filter((id) => /^(requests|review|litigation)\./.test(id));

  test('any one blank cell of a sound table gets its own value back', () => {
    fc.assert(fc.property(form, fc.nat(), fc.nat(170), (id, seed, place) => {
      const facts = soundFacts(id, randomFrom(seed));
      const cell = summed(facts)[place] ?? '';
      expect(impliedIn(id, withCells(facts, { [cell]: null }))).toEqual(new Map([[cell, facts[cell]?.value]]));
    }));
  });

  test('so does every blank cell of a whole row of outcomes', () => {
    fc.assert(fc.property(form, fc.nat(), fc.constantFrom('granted', 'partial', 'declined.repeat', 'refused.internal'), (id, seed, row) => {
      const facts = soundFacts(id, randomFrom(seed));
      const cells = summed(facts).filter((cell) => cell.startsWith(`requests.${row}.`));
      const implied = impliedIn(id, withCells(facts, Object.fromEntries(cells.map((cell) => [cell, null]))));
      expect(implied).toEqual(new Map(cells.map((cell) => [cell, facts[cell]?.value])));
    }));
  });

  test('nothing is implied for cells outside every sum, nor where two blanks share all their sums', () => {
    const facts = soundFacts('2021', randomFrom(3));
    expect(impliedIn('2021', withCells(facts, { 'licensing.decisions': null, 'review.upheld': null, 'review.other': null }))).toEqual(new Map());
  });

  test('nothing is implied that would be negative', () => {
    const facts = withCells(soundFacts('2021', () => 0), { 'review.upheld': 4, 'review.other': null, 'review.total': 3 });
    expect(impliedIn('2021', facts)).toEqual(new Map());
  });
});
