import { checkReport } from '../check.js';
import type { CheckContext } from '../check.js';
import type { Report } from '../report.js';
import { textSketch } from '../narrative/resemblance.js';
import { factsWith, reportWith, requestsRow } from '../testing/reports.js';
import { settledByExplanation } from './registry.js';

const found = (report: Report, context: CheckContext, prefix: string) => checkReport(report, context).findings.filter((finding) => finding.rule.startsWith(prefix));

describe('history', () => {
  const thisYear = reportWith(factsWith('2021', {
    ...requestsRow('carriedIn', 2, 0, 0, 0, 0, 0, 2), ...requestsRow('granted', 2, 0, 0, 0, 0, 0, 2), ...requestsRow('concluded', 2, 0, 0, 0, 0, 0, 2),
    'documents.normative.issued': 1, 'documents.normative.repealed': 2, 'documents.normative.inForce': 22,
  }), { year: 2022, title: '某局2022年度报告' });
  const lastYear = (changes: Record<string, number | null>, year = 2021) => ({ lastYear: { form: '2021' as const, year, facts: factsWith('2021', changes) } });

  test('what was carried out last year is carried in this year, column by column', () => {
    expect(found(thisYear, lastYear({ ...requestsRow('carriedOut', 2, 0, 0, 0, 0, 0, 2), 'documents.normative.inForce': 23 }), 'history.')).toEqual([]);
    expect(found(thisYear, lastYear({ ...requestsRow('carriedOut', 2, 1, 0, 0, 0, 0, 3), 'documents.normative.inForce': 23 }), 'history.')
      .map(({ rule, severity, cells, expected, actual }) => [rule, severity, cells[0], expected, actual])).toEqual([
      ['history.carried', 'explain', 'requests.carriedIn.business', 1, 0],
      ['history.carried', 'explain', 'requests.carriedIn.total', 3, 2],
    ]);
  });

  test('documents in force follow from last year', () => {
    const carried = requestsRow('carriedOut', 2, 0, 0, 0, 0, 0, 2);
    expect(found(thisYear, lastYear({ ...carried, 'documents.normative.inForce': 24 }), 'history.')).toMatchObject([{ rule: 'history.in-force', expected: 23, actual: 22 }]);
  });

  test('a blank on either side, an unknown year and a year further back say nothing', () => {
    expect(found(thisYear, lastYear({ ...requestsRow('carriedOut', null, 0, 0, 0, 0, 0, null), 'documents.normative.inForce': null }), 'history.')).toEqual([]);
    expect(found(thisYear, lastYear({}, 2020), 'history.')).toEqual([]);
    expect(found(thisYear, { lastYear: null }, 'history.')).toEqual([]);
  });

  test('form 2019: items last year are last year’s items and change', () => {
    const report = reportWith(factsWith('2019', { 'licensing.items': 29 }), { form: '2019', year: 2020 });
    const before = (items: number, change: number) => ({ lastYear: { form: '2019' as const, year: 2019, facts: factsWith('2019', { 'licensing.items': items, 'licensing.change': change }) } });
    expect(found(report, before(31, -2), 'history.')).toEqual([]);
    expect(found(report, before(31, 0), 'history.')).toMatchObject([{ rule: 'history.items', cells: ['licensing.items'], expected: 31, actual: 29 }]);
  });

  test('a swing far outside the body’s own past is noted', () => {
    const report = (decisions: number) => reportWith(factsWith('2021', { 'licensing.decisions': decisions }), { year: 2024 });
    const earlierYears = [2021, 2022, 2023].map((year, index) => ({ form: '2021' as const, year, facts: factsWith('2021', { 'licensing.decisions': 900 + index }) }));
    expect(found(report(90_200), { earlierYears }, 'history.')).toMatchObject([{ rule: 'history.swing', severity: 'note', cells: ['licensing.decisions'] }]);
    expect(found(report(1500), { earlierYears }, 'history.')).toEqual([]);
    expect(found(report(3), { earlierYears }, 'history.')).toHaveLength(1);
  });
});

describe('the statement on fees', () => {
  const stated = (text: string, form: '2019' | '2021' = '2021') => found(reportWith(factsWith(form), { form, prose: { 6: [text] } }), {}, 'fees.').length === 0;
  test.each(['2021年度本机关未收取信息处理费用。', '本年度未产生信息公开收费。', '依申请公开共收取信息处理费 120 元。', '我局无政府信息公开信息处理费收取情况。'])('%s', (text) => {
    expect(stated(text)).toBe(true);
  });
  test('is missed from 2021 on', () => {
    expect(stated('无其他需要报告的事项。')).toBe(false);
    expect(stated('无。', '2019')).toBe(true);
  });
});

describe('personal numbers', () => {
  const report = reportWith(factsWith('2021'), { prose: { 1: ['联系人手机13800138000。', '办公电话027-89353385。'], 6: ['未收取信息处理费。'] } });
  test('block, with their place and without repeating the number, until removed or explained', () => {
    const findings = found(report, {}, 'privacy.');
    expect(findings).toMatchObject([{ rule: 'privacy.mobile', severity: 'blocking', at: { line: 1, col: 1 } }]);
    expect(JSON.stringify(findings)).not.toContain('13800138000');
    expect(settledByExplanation('privacy.mobile')).toBe(true);
    expect(settledByExplanation('requests.balance')).toBe(false);
    expect(settledByExplanation('cell.blank')).toBe(true);
  });
});

describe('deadlines', () => {
  const dated = (date: string) => reportWith(factsWith('2021'), { signature: { agency: null, date } });
  test('departments by 31 January, governments by 31 March', () => {
    expect(found(dated('2022-01-31'), { bodyKind: 'department' }, 'deadline.')).toEqual([]);
    expect(found(dated('2022-02-17'), { bodyKind: 'department' }, 'deadline.')).toMatchObject([{ rule: 'deadline.department', severity: 'note' }]);
    expect(found(dated('2022-02-17'), { bodyKind: 'government' }, 'deadline.')).toEqual([]);
    expect(found(dated('2022-02-17'), {}, 'deadline.')).toEqual([]);
    expect(found(dated('2022-04-01'), {}, 'deadline.')).toMatchObject([{ rule: 'deadline.government' }]);
  });
  test('the day is Beijing’s', () => {
    const filed = (time: string) => found(dated('2022-01-01'), { bodyKind: 'department', filedOn: new Date(time) }, 'deadline.').length;
    expect(filed('2022-01-31T15:59:00Z')).toBe(0);
    expect(filed('2022-01-31T16:01:00Z')).toBe(1);
  });
});

describe('copied prose', () => {
  const sentence = (index: number) => `我局围绕第${'甲乙丙丁戊己庚辛壬癸'[index % 10]}项重点工作，${['健全', '完善', '推动', '落实', '加强'][index % 5]}信息公开制度，做好${['教育', '医疗', '住房', '交通', '环保', '就业', '养老'][index % 7]}领域的解读与回应，`;
  const prose = Array.from({ length: 30 }, (_, index) => sentence(index * 3 + 1)).join('');
  const other = Array.from({ length: 400 }, (_, index) => String.fromCharCode(0x4e00 + ((index * 7919) % 9000))).join('');
  const report = reportWith(factsWith('2021'), { prose: { 1: [prose], 6: ['未收取信息处理费。'] } });

  test('last year’s text with other figures is named; another text is not', () => {
    const copied = found(report, { lastYear: { form: '2021', year: 2020, facts: {}, sketch: textSketch(`2020年${prose}共5件`) } }, 'narrative.copied');
    expect(copied).toMatchObject([{ severity: 'explain' }]);
    expect(found(report, { peers: [{ name: '某局', sketch: textSketch(other) }] }, 'narrative.copied')).toEqual([]);
  });
  test('a short text says nothing', () => {
    const short = reportWith(factsWith('2021'), { prose: { 6: ['无。未收取信息处理费。'] } });
    expect(found(short, { peers: [{ name: '某局', sketch: textSketch('无。未收取信息处理费。') }] }, 'narrative.copied')).toEqual([]);
  });
});
