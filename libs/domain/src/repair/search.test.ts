import fc from 'fast-check';
import { checkTables } from '../check.js';
import { formById } from '../forms/catalogue.js';
import { equationsOf } from '../forms/form.js';
import type { FormId } from '../forms/form.js';
import type { Facts } from '../report.js';
import { randomFrom, soundFacts, withCells } from '../testing/soundTables.js';
import { repairOutcome } from './repairs.js';
import type { Highs } from './solver.js';
import { solverFrom } from './solver.js';

/**
 * The package's types describe its CommonJS build, whose default export is an object; its ES module exports the loader
 * itself. Looking at the value settles it for both.
 */
async function loadHighs(): Promise<Highs> {
  const module: { readonly default: unknown } = await import('highs');
  if (typeof module.default !== 'function') throw new Error('The package highs does not export a loader.');
  return module.default();
}

const forms: readonly FormId[] = ['2019', '2021'];
const requestCells = (facts: Facts): string[] => Object.keys(facts).filter((id) => id.startsWith('requests.'));
const valueOf = (facts: Facts, id: string): number => facts[id]?.value ?? Number.NaN;

/** A sound table of either form, and `count` different cells of table 3 with other values. */
const wrongTable = (count: number) => fc.record({
  form: fc.constantFrom(...forms),
  seed: fc.nat(),
  places: fc.uniqueArray(fc.nat(160), { minLength: count, maxLength: count }),
  values: fc.array(fc.nat(400), { minLength: count, maxLength: count }),
}).map(({ form, seed, places, values }) => {
  const sound = soundFacts(form, randomFrom(seed));
  const cells = places.map((place) => requestCells(sound)[place] ?? '');
  const changes = Object.fromEntries(cells.map((cell, index) => {
    const value = values[index] ?? 0;
    return [cell, value === valueOf(sound, cell) ? value + 1 : value];
  }));
  return { form, sound, cells, wrong: withCells(sound, changes) };
});

/** The equations as plain sums, worked out anew from the form for the tests. */
function holds(form: FormId, facts: Facts): boolean {
  return equationsOf(formById(form)).every(({ left, right }) => {
    const sum = (ids: readonly string[]) => ids.reduce((total, id) => total + valueOf(facts, id), 0);
    return sum(left) === sum(right);
  });
}

describe('generated tables', () => {
  test('add up', () => {
    fc.assert(fc.property(fc.constantFrom(...forms), fc.nat(), (form, seed) => {
      const facts = soundFacts(form, randomFrom(seed));
      expect(holds(form, facts)).toBe(true);
      expect(checkTables(formById(form), facts)).toEqual([]);
    }));
  });
});

describe('one wrong cell', () => {
  test('is found, alone, with its right value', () => {
    fc.assert(fc.property(wrongTable(1), ({ form, sound, cells, wrong }) => {
      const { repairs, complete } = repairOutcome(formById(form), wrong);
      const [cell = ''] = cells;
      expect(repairs.map((repair) => repair.cells)).toEqual([[{ cell, from: valueOf(wrong, cell), to: valueOf(sound, cell) }]]);
      expect(complete).toBe(true);
    }), { numRuns: 400 });
  });

  test('in table 4 is one of its five cells, and every one that works is offered', () => {
    fc.assert(fc.property(fc.constantFrom(...forms), fc.nat(), fc.nat(14), fc.nat(300), (form, seed, place, value) => {
      const sound = soundFacts(form, randomFrom(seed));
      const cell = Object.keys(sound).filter((id) => /^(review|litigation)/.test(id))[place] ?? '';
      fc.pre(value !== valueOf(sound, cell));
      const { repairs } = repairOutcome(formById(form), withCells(sound, { [cell]: value }));
      expect(repairs.some((repair) => repair.cells.length === 1 && repair.cells[0]?.cell === cell && repair.cells[0].to === valueOf(sound, cell))).toBe(true);
    }));
  });
});

/**
 * Sets of one or two cells that mend the table, by trying every set there is: an equation that has the one cell and not the
 * other decides its value; with both values in place all equations are added up.
 */
function smallestByTrying(form: FormId, facts: Facts): 0 | 1 | 2 | 'more' {
  if (holds(form, facts)) return 0;
  const equations = equationsOf(formById(form)).map(({ left, right }) => ({ left: new Set(left), right: new Set(right) }));
  const sideOf = (equation: (typeof equations)[number], cell: string): number => (equation.left.has(cell) ? 1 : equation.right.has(cell) ? -1 : 0);
  const gaps = equations.map(({ left, right }) => [...right].reduce((sum, id) => sum + valueOf(facts, id), 0) - [...left].reduce((sum, id) => sum + valueOf(facts, id), 0));
  const cells = requestCells(facts);
  const signs = new Map(cells.map((cell) => [cell, equations.map((equation) => sideOf(equation, cell))]));
  const mends = (changes: readonly (readonly [string, number])[]): boolean =>
    changes.every(([cell, delta]) => Number.isInteger(delta) && valueOf(facts, cell) + delta >= 0)
    && gaps.every((gap, at) => gap === changes.reduce((sum, [cell, delta]) => sum + (signs.get(cell)?.[at] ?? 0) * delta, 0));
  const decided = (cell: string, other: string | null): number => {
    const at = equations.findIndex((_, index) => signs.get(cell)?.[index] !== 0 && (other === null || signs.get(other)?.[index] === 0));
    return (gaps[at] ?? 0) * (signs.get(cell)?.[at] ?? 0);
  };
  if (cells.some((cell) => mends([[cell, decided(cell, null)]]))) return 1;
  for (const [index, one] of cells.entries()) {
    for (const two of cells.slice(index + 1)) {
      if (mends([[one, decided(one, two)], [two, decided(two, one)]])) return 2;
    }
  }
  return 'more';
}

describe('two and three wrong cells', () => {
  test.each([2, 3])('%i: always detected; the answer is as small as an exhaustive search finds, and mends the table', (count) => {
    fc.assert(fc.property(wrongTable(count), ({ form, wrong }) => {
      expect(checkTables(formById(form), wrong).length).toBeGreaterThan(0);
      const { repairs } = repairOutcome(formById(form), wrong);
      const sizes = new Set(repairs.map((repair) => repair.cells.length));
      const smallest = smallestByTrying(form, wrong);
      // The truth itself is a set of three, so with three wrong cells "more" can only mean three.
      expect(Math.min(...sizes)).toBe(smallest === 'more' ? 3 : smallest);
      expect(repairs[0]?.cells.length).toBe(Math.min(...sizes));
      for (const repair of repairs) {
        const mended = withCells(wrong, Object.fromEntries(repair.cells.map(({ cell, to }) => [cell, to])));
        expect(holds(form, mended)).toBe(true);
        expect(repair.cells.every(({ to }) => Number.isInteger(to) && to >= 0)).toBe(true);
      }
    }), { numRuns: 60 });
  });

  test('the true cells and values are among the answers of their size', () => {
    fc.assert(fc.property(wrongTable(2), ({ form, sound, cells, wrong }) => {
      const { repairs, complete } = repairOutcome(formById(form), wrong);
      fc.pre(complete && repairs[0]?.cells.length === 2);
      const truth = [...cells].sort().map((cell) => `${cell}→${valueOf(sound, cell)}`);
      expect(repairs.some((repair) => JSON.stringify(repair.cells.map(({ cell, to }) => `${cell}→${to}`).sort()) === JSON.stringify(truth))).toBe(true);
    }), { numRuns: 200 });
  });
});

describe('wrong and blank cells together', () => {
  test('blanks count as nothing, and the one wrong cell is among the smallest answers', () => {
    fc.assert(fc.property(wrongTable(1), fc.uniqueArray(fc.nat(160), { minLength: 1, maxLength: 4 }), ({ form, sound, cells, wrong }, blanks) => {
      const blank = blanks.map((place) => requestCells(sound)[place] ?? '').filter((cell) => !cells.includes(cell));
      const facts = withCells(wrong, Object.fromEntries(blank.map((cell) => [cell, null])));
      const { repairs } = repairOutcome(formById(form), facts);
      for (const repair of repairs) {
        expect(repair.cells.filter(({ from }) => from !== null).length).toBeLessThanOrEqual(1);
        const mended = withCells(facts, Object.fromEntries(repair.cells.map(({ cell, to }) => [cell, to])));
        // With every blank decided the whole table can be added up again.
        if (blank.every((cell) => mended[cell]?.value !== null)) expect(holds(form, mended)).toBe(true);
      }
      const [cell = ''] = cells;
      const changedAtAll = repairs.some((repair) => repair.cells.some(({ from }) => from !== null));
      if (changedAtAll) expect(repairs.some((repair) => repair.cells.some((change) => change.cell === cell && change.to === valueOf(sound, cell)))).toBe(true);
    }), { numRuns: 150 });
  });
});

describe('with a solver', () => {
  test('elimination and a mixed-integer program agree on the size, up to four cells', async () => {
    const solver = solverFrom(await loadHighs(), 60);
    fc.assert(fc.property(fc.integer({ min: 1, max: 4 }).chain(wrongTable), ({ form, wrong }) => {
      const byElimination = repairOutcome(formById(form), wrong);
      // A limit of no cells leaves everything to the solver.
      const bySolver = repairOutcome(formById(form), wrong, { limits: { cells: -1, steps: 1, ties: 1 }, solver });
      const smallest = (outcome: typeof bySolver) => Math.min(...outcome.repairs.map((repair) => repair.cells.length));
      fc.pre(byElimination.status === 'repairable');
      expect(smallest(bySolver)).toBe(smallest(byElimination));
      const [repair] = bySolver.repairs;
      expect(holds(form, withCells(wrong, Object.fromEntries((repair?.cells ?? []).map(({ cell, to }) => [cell, to]))))).toBe(true);
    }), { numRuns: 8 });
  }, 300_000);

  test('a table with eight wrong cells, beyond elimination, is mended by the solver', async () => {
    const sound = soundFacts('2021', randomFrom(11));
    const cells = requestCells(sound).filter((_, index) => index % 23 === 3);
    const wrong = withCells(sound, Object.fromEntries(cells.map((cell, index) => [cell, valueOf(sound, cell) + 7 + 3 * index])));
    expect(repairOutcome(formById('2021'), wrong)).toMatchObject({ status: 'no-small-repair' });
    const outcome = repairOutcome(formById('2021'), wrong, { solver: solverFrom(await loadHighs(), 60) });
    expect(outcome.status).toBe('repairable');
    expect(outcome.repairs[0]?.cells.length).toBeLessThanOrEqual(cells.length);
    expect(holds('2021', withCells(wrong, Object.fromEntries((outcome.repairs[0]?.cells ?? []).map(({ cell, to }) => [cell, to]))))).toBe(true);
  }, 120_000);
});

describe('one slip of the hand', () => {
  const sound = withCells(soundFacts('2021', () => 0), Object.fromEntries([
    ['received', [30, 4, 2, 1, 3, 2, 42]], ['granted', [20, 3, 1, 1, 2, 1, 28]], ['partial', [10, 1, 1, 0, 1, 1, 14]], ['concluded', [30, 4, 2, 1, 3, 2, 42]],
  ].flatMap(([row, values]) => ['natural', 'business', 'research', 'nonprofit', 'legal', 'other', 'total'].map((column, index) => [`requests.${String(row)}.${column}`, Number(values?.[index])] as const))));
  const columns = ['natural', 'business', 'research', 'nonprofit', 'legal', 'other', 'total'];
  const first = (changes: Record<string, number>) => repairOutcome(formById('2021'), withCells(sound, changes)).repairs[0];

  test('a row filled in one cell too far', () => {
    const shifted = [0, 20, 3, 1, 1, 2, 1];
    // the total fell off the end; the row itself says what it was
    const repair = first(Object.fromEntries(columns.map((column, index) => [`requests.granted.${column}`, shifted[index] ?? 0])));
    expect(repair?.reason.zh).toContain('整行向右错了一格');
    expect(repair?.cells.map(({ to }) => to)).toEqual([20, 3, 1, 2, 1, 28]);
  });

  test('two columns swapped', () => {
    const swapped = Object.fromEntries(['received', 'granted', 'partial', 'concluded'].flatMap((row) => [
      [`requests.${row}.other`, valueOf(sound, `requests.${row}.total`)], [`requests.${row}.total`, valueOf(sound, `requests.${row}.other`)],
    ]));
    const repair = first(swapped);
    expect(repair?.reason.zh).toContain('「其他」与「总计」两列填反');
    expect(repair?.cells).toHaveLength(8);
  });
});
