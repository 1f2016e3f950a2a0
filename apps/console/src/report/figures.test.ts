import type { Fact, Facts } from '@gouji/domain/report';
import fc from 'fast-check';
import { differences, factsWith, parseFigure, rebased, textOf, valuesOf, withTyped, type TypedCells } from './figures.js';

const fact = (value: number | null, raw = value === null ? '' : String(value)): Fact => ({ value, raw, at: { line: 1, col: 1 } });

describe('a typed figure', () => {
  test.each([
    ['8', 8], [' 12 ', 12], ['１２３', 123], ['1,234', 1234], ['12,345,678', 12_345_678], ['-3', -3], ['0', 0], ['-0', 0], ['98.82', 98.82],
  ])('%j is the number %d', (typed, value) => expect(parseFigure(typed)).toEqual({ kind: 'number', value }));

  test.each([['', 'blank'], ['  ', 'blank'], ['　', 'blank']])('%j is blank, which is not zero', (typed, kind) => expect(parseFigure(typed)).toEqual({ kind }));

  test.each(['8件', '1,23', '若干', '1e5', '0x10', '--1', '1.2.3', 'NaN', 'Infinity', '12345678901234567890'])('%j is not guessed at', (typed) => expect(parseFigure(typed)).toEqual({ kind: 'unreadable' }));

  test('every whole number reads back as itself', () => {
    fc.assert(fc.property(fc.integer({ min: -1e12, max: 1e12 }), (value) => expect(parseFigure(String(value))).toEqual({ kind: 'number', value })));
  });
});

describe('what was typed over a revision', () => {
  const cells = ['a', 'b', 'c'];
  const facts: fc.Arbitrary<Facts> = fc.dictionary(fc.constantFrom(...cells), fc.oneof(fc.nat(20).map((value) => fact(value)), fc.constant(fact(null))));
  const keystrokes = fc.array(fc.tuple(fc.constantFrom(...cells), fc.constantFrom('', '0', '7', '12', '若干')), { maxLength: 12 });
  const typedOver = (base: Facts, strokes: [string, string][]): TypedCells => strokes.reduce<TypedCells>((typed, [cell, text]) => withTyped(typed, base, cell, text), {});

  test('typing the old content back leaves no change', () => {
    fc.assert(fc.property(facts, keystrokes, (base, strokes) => {
      const typed = typedOver(base, strokes);
      const undone = Object.keys(typed).reduce<TypedCells>((left, cell) => withTyped(left, base, cell, textOf(base[cell])), typed);
      expect(undone).toEqual({});
    }));
  });

  test('a blank cell that is filled, and a filled one that is emptied, are both changes', () => {
    expect(withTyped({}, { a: fact(null) }, 'a', '0')).toEqual({ a: '0' });
    expect(withTyped({}, { a: fact(0) }, 'a', '')).toEqual({ a: '' });
    expect(valuesOf({ a: '', b: '3' })).toEqual({ values: { a: null, b: 3 }, unreadable: [] });
  });

  test('text that is no number is kept out of what is saved, and named', () => {
    expect(valuesOf({ a: '若干', b: '3' })).toEqual({ values: { b: 3 }, unreadable: ['a'] });
    expect(factsWith({ a: fact(1) }, { a: '若干' })['a']).toMatchObject({ value: null, raw: '若干' });
  });

  test('carried over to a newer revision, exactly the cells that still differ remain', () => {
    fc.assert(fc.property(facts, facts, keystrokes, (base, newer, strokes) => {
      const typed = typedOver(base, strokes);
      const carried = rebased(typed, newer);
      for (const [cell, text] of Object.entries(carried)) expect(typed[cell]).toBe(text);
      const stillDifferent = Object.entries(typed).filter(([cell, text]) => textOf(newer[cell]) !== text);
      expect(Object.keys(carried).toSorted()).toEqual(stillDifferent.map(([cell]) => cell).toSorted());
      expect(factsWith(newer, carried)).toMatchObject(Object.fromEntries(Object.entries(carried).map(([cell, text]) => [cell, { raw: text }])));
    }));
  });
});

test('the difference of two revisions names changed, added and lost cells, and nothing else', () => {
  const before = { a: fact(4), b: fact(8), c: fact(null) };
  const after = { a: fact(4), b: fact(4), d: fact(1) };
  expect(differences(before, after).map(({ cell, before: was, after: is }) => [cell, was?.value, is?.value])).toEqual([['b', 8, 4], ['d', undefined, 1], ['c', null, undefined]]);
});
