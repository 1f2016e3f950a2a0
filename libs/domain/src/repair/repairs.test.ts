import { checkReport } from '../check.js';
import { form2019 } from '../forms/form2019.js';
import { form2021 } from '../forms/form2021.js';
import { factsWith, reportWith, requestsRow } from '../testing/reports.js';
import { facts000, facts001, facts002, facts003, facts004, rowsWithoutTotal001 } from '../testing/samples.js';
import { repairOutcome, repairsFor } from './repairs.js';

describe('repairs of the five real reports', () => {
  test('002 and 004 need none', () => {
    expect(repairOutcome(form2021, facts002).status).toBe('sound');
    expect(repairsFor(form2019, facts004)).toEqual([]);
  });

  test('000: the blank row is zero', () => {
    expect(repairsFor(form2019, facts000).map((repair) => repair.cells)).toEqual([
      ['natural', 'business', 'research', 'nonprofit', 'legal', 'other', 'total'].map((column) => ({ cell: `requests.other.${column}`, from: null, to: 0 })),
    ]);
  });

  test('001: the cut-off totals are the sums of their rows', () => {
    expect(repairsFor(form2019, facts001).map((repair) => repair.cells)).toEqual([
      rowsWithoutTotal001.map((row) => ({ cell: `requests.${row}.total`, from: null, to: 0 })),
    ]);
  });

  test('003: four cells, the missing outcome in any of the nineteen outcome rows, granted first', () => {
    const { repairs, complete } = repairOutcome(form2019, facts003);
    expect(repairs[0]?.cells).toEqual([
      { cell: 'requests.granted.legal', from: 0, to: 1 },
      { cell: 'requests.granted.total', from: 4, to: 5 },
      { cell: 'requests.concluded.natural', from: 8, to: 4 },
      { cell: 'requests.concluded.total', from: 9, to: 5 },
    ]);
    expect(complete).toBe(true);
    expect(repairs).toHaveLength(19);
    for (const repair of repairs) {
      expect(repair.cells.slice(2)).toEqual(repairs[0]?.cells.slice(2));
      const [part, total] = repair.cells;
      expect(part?.cell.replace('.legal', '')).toBe(total?.cell.replace('.total', ''));
      expect([part?.from, part?.to]).toEqual([0, 1]);
    }
  });
});

describe('what people do', () => {
  const sound = {
    ...requestsRow('received', 12, 3, 0, 0, 0, 0, 15),
    ...requestsRow('granted', 12, 3, 0, 0, 0, 0, 15),
    ...requestsRow('concluded', 12, 3, 0, 0, 0, 0, 15),
  };
  const first = (changes: Record<string, number | null>) => repairsFor(form2021, factsWith('2021', { ...sound, ...changes }))[0];

  test('a total mistyped', () => {
    expect(first({ 'requests.concluded.total': 51 })).toMatchObject({ cells: [{ cell: 'requests.concluded.total', from: 51, to: 15 }] });
    expect(first({ 'requests.concluded.total': 51 })?.reason.zh).toContain('颠倒');
  });

  test('two neighbours swapped', () => {
    const repair = first({ 'requests.granted.natural': 3, 'requests.granted.business': 12 });
    expect(repair?.cells).toEqual([{ cell: 'requests.granted.natural', from: 3, to: 12 }, { cell: 'requests.granted.business', from: 12, to: 3 }]);
    expect(repair?.reason.zh).toContain('相邻两格填反');
  });

  test('a value in the neighbour’s place', () => {
    const repair = first({ 'requests.granted.business': 0, 'requests.granted.research': 3 });
    expect(repair?.cells).toEqual([{ cell: 'requests.granted.business', from: 0, to: 3 }, { cell: 'requests.granted.research', from: 3, to: 0 }]);
    expect(repair?.reason.zh).toContain('旁边一格');
  });

  test('digits split over two cells', () => {
    const repair = first({ 'requests.received.business': 0, 'requests.granted.business': 0, 'requests.concluded.business': 0, 'requests.received.total': 12, 'requests.granted.total': 12, 'requests.concluded.total': 12, 'requests.granted.natural': 1, 'requests.granted.research': 0 });
    expect(repair?.cells).toEqual([{ cell: 'requests.granted.natural', from: 1, to: 12 }]);
  });

  test('a blank cell takes part without being counted as a mistake', () => {
    const repair = first({ 'requests.concluded.total': 16, 'requests.partial.legal': null });
    expect(repair?.cells).toEqual([{ cell: 'requests.concluded.total', from: 16, to: 15 }, { cell: 'requests.partial.legal', from: null, to: 0 }]);
  });
});

describe('what is said elsewhere', () => {
  const facts = factsWith('2021', { 'review.upheld': 2, 'review.corrected': 1, 'review.total': 4 });
  const first = (prose: readonly string[]) => checkReport(reportWith(facts, { prose: { 4: prose, 6: ['未收取信息处理费。'] } }), {}).repairs[0];

  test('by itself, a total is the likeliest to be mistyped', () => {
    expect(first([])?.cells).toEqual([{ cell: 'review.total', from: 4, to: 3 }]);
  });

  test('the prose decides between repairs of the same size', () => {
    const repair = first(['因政府信息公开被申请行政复议4件，其中结果维持2件，结果纠正2件。']);
    expect(repair?.cells).toEqual([{ cell: 'review.corrected', from: 1, to: 2 }]);
    expect(repair?.reason.zh).toContain('改后与别处所写的数一致');
  });

  test('last year’s report tells what was carried in', () => {
    const sound = { ...requestsRow('received', 4, 0, 0, 0, 0, 0, 4), ...requestsRow('granted', 6, 0, 0, 0, 0, 0, 6), ...requestsRow('concluded', 6, 0, 0, 0, 0, 0, 6), ...requestsRow('carriedIn', 2, 0, 0, 0, 0, 0, 2) };
    const swapped = factsWith('2021', { ...sound, ...requestsRow('carriedIn', 0, 2, 0, 0, 0, 0, 2) });
    const lastYear = { form: '2021' as const, year: 2020, facts: factsWith('2021', requestsRow('carriedOut', 2, 0, 0, 0, 0, 0, 2)) };
    const repair = checkReport(reportWith(swapped), { lastYear }).repairs[0];
    expect(repair?.cells).toEqual([{ cell: 'requests.carriedIn.natural', from: 0, to: 2 }, { cell: 'requests.carriedIn.business', from: 2, to: 0 }]);
  });
});

test('a hopeless table is said to have no small repair', () => {
  const rows = ['received', 'granted', 'partial', 'concluded', 'carriedOut', 'carriedIn', 'declined.repeat', 'unavailable.notHeld'];
  const facts = factsWith('2021', Object.assign({}, ...rows.map((row, index) => requestsRow(row, 90 + index, 7 * index, 3, index, 2, 11, 13 + index * index))));
  const outcome = repairOutcome(form2021, facts);
  expect(outcome).toMatchObject({ status: 'no-small-repair', repairs: [] });
  expect(outcome.note?.zh).toContain('6 格');
});
