import { checkReport, checkTables } from './check.js';
import { form2019 } from './forms/form2019.js';
import { form2021 } from './forms/form2021.js';
import { factsWith, reportWith, requestsRow } from './testing/reports.js';
import { facts000, facts001, facts002, facts003, facts004, rowsWithoutTotal001 } from './testing/samples.js';

const rulesOf = (findings: readonly { rule: string }[]): string[] => [...new Set(findings.map((finding) => finding.rule))];

describe('the tables of the five real reports', () => {
  test('000: the blank row is reported cell by cell, and the sums imply zeros', () => {
    const findings = checkTables(form2019, facts000);
    expect(rulesOf(findings)).toEqual(['cell.blank']);
    expect(findings.map((finding) => [finding.cells[0], finding.suggestion])).toEqual(
      ['natural', 'business', 'research', 'nonprofit', 'legal', 'other', 'total'].map((column) => [`requests.other.${column}`, 0]),
    );
    expect(findings[0]?.message.zh).toContain('（六）其他处理');
    expect(findings[0]?.message.zh).toContain('这一行应全为 0');
  });

  test('001: each cut-off total is missing, implied by its row, and nothing else is wrong', () => {
    const findings = checkTables(form2019, facts001);
    expect(rulesOf(findings)).toEqual(['cell.missing']);
    expect(findings.map((finding) => finding.cells[0])).toEqual(rowsWithoutTotal001.map((row) => `requests.${row}.total`));
    expect(findings.map((finding) => finding.suggestion)).toEqual(rowsWithoutTotal001.map(() => 0));
  });

  test.each([['002', form2021, facts002], ['004', form2019, facts004]])('%s adds up', (_name, form, facts) => {
    expect(checkTables(form, facts)).toEqual([]);
  });

  test('003: two columns do not balance, three do not agree with their outcomes', () => {
    const findings = checkTables(form2019, facts003);
    expect(findings.map(({ rule, cells, expected, actual }) => [rule, cells.at(-1), expected, actual])).toEqual([
      ['requests.balance', 'requests.carriedOut.natural', 4, 8],
      ['requests.balance', 'requests.carriedOut.total', 5, 9],
      ['requests.outcomes', 'requests.concluded.natural', 4, 8],
      ['requests.outcomes', 'requests.concluded.legal', 0, 1],
      ['requests.outcomes', 'requests.concluded.total', 4, 9],
    ]);
    expect(findings[0]?.message.zh).toBe(
      '「自然人」：一、本年新收政府信息公开申请数量 4 + 二、上年结转政府信息公开申请数量 0，合计应为 4；而（七）总计 8 + 四、结转下年度继续办理 0 = 8，相差 4。',
    );
    expect(findings.every((finding) => finding.severity === 'blocking')).toBe(true);
  });
});

describe('cells', () => {
  test('a sum with an absent, blank or unreadable cell is not evaluated', () => {
    const facts = factsWith('2021', { ...requestsRow('received', 3, 0, 0, 0, 0, 0, null), ...requestsRow('concluded', 3, 0, 0, 0, 0, 0, 3), ...requestsRow('granted', 3, 0, 0, 0, 0, 0, 3) });
    expect(checkTables(form2021, facts).map((finding) => [finding.rule, finding.suggestion])).toEqual([['cell.blank', 3]]);
  });

  test('blank is not zero: a blank cell that two sums decide differently gets no suggestion', () => {
    const facts = factsWith('2021', { ...requestsRow('received', 3, 0, 0, 0, 0, 0, null) });
    const blank = checkTables(form2021, facts).find((finding) => finding.rule === 'cell.blank');
    // the row says 3, the column (concluded 0, carried out 0) says 0
    expect(blank).toBeDefined();
    expect(blank?.suggestion).toBeUndefined();
  });

  test('text that is no number is unreadable, and says what it is', () => {
    const facts = factsWith('2021');
    facts['requests.received.natural'] = { value: null, raw: '若干', at: { line: 7, col: 2 } };
    const [finding, ...others] = checkTables(form2021, facts);
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ rule: 'cell.unreadable', severity: 'blocking', cells: ['requests.received.natural'], suggestion: 0, at: { line: 7, col: 2 } });
    expect(finding?.message.zh).toContain('「若干」');
  });

  test('a count is whole and not negative; a change may be negative, an amount may have decimals', () => {
    const facts = factsWith('2019', { 'licensing.change': -3, 'procurement.amount': 12.5, 'licensing.decisions': -1, 'penalties.decisions': 2.5 });
    expect(checkTables(form2019, facts).map((finding) => [finding.rule, finding.cells])).toEqual([
      ['cell.count', ['licensing.decisions']], ['cell.count', ['penalties.decisions']],
    ]);
  });

  test('a row that only some regions print may be absent', () => {
    expect(checkTables(form2019, facts004)).toEqual([]);
    const facts = factsWith('2019', { 'licensing.items': undefined });
    expect(checkTables(form2019, facts).map((finding) => [finding.rule, finding.cells])).toEqual([['cell.missing', ['licensing.items']]]);
  });
});

describe('the shape of the report', () => {
  const shape = (options: Parameters<typeof reportWith>[1], context = {}) =>
    checkReport(reportWith(factsWith('2021'), options), context).findings.filter((finding) => finding.rule.startsWith('shape.'));
  const sound = reportWith(factsWith('2021'));

  test('a sound report has no findings at all', () => {
    expect(checkReport(sound, {}).findings).toEqual([]);
    expect(checkReport(sound, {}).repairs).toEqual([]);
  });

  test('a missing, repeated or displaced section blocks', () => {
    const without = sound.sections.filter((section) => section.number !== 5);
    expect(shape({ sections: without }).map((finding) => finding.message.zh)).toEqual(['没有找到第五部分「五、存在的主要问题及改进情况」。']);
    expect(shape({ sections: [...sound.sections, ...sound.sections.slice(5)] })).toHaveLength(1);
    expect(shape({ sections: [...without, ...sound.sections.filter((section) => section.number === 5)] }).map((finding) => finding.rule)).toEqual(['shape.sections']);
  });

  test('the years the document claims are one, have a form, and have ended', () => {
    expect(shape({ claimedYears: [{ source: 'title', year: 2021, at: null }, { source: 'period', year: 2020, at: { line: 2, col: 1 } }] }))
      .toMatchObject([{ rule: 'shape.year', severity: 'blocking', expected: 2021, actual: 2020, at: { line: 2, col: 1 } }]);
    expect(shape({ year: 2018 })).toHaveLength(1);
    expect(shape({ year: 2020 })).toHaveLength(1);
    expect(shape({ year: 2025 }, { today: new Date('2026-01-15T00:00:00Z') })).toHaveLength(0);
    expect(shape({ year: 2025 }, { today: new Date('2025-11-15T00:00:00Z') })).toHaveLength(1);
  });

  test('one report per body and year', () => {
    expect(shape({}, { alreadyFiled: ['2021 年度报告（已公开）'] })).toMatchObject([{ rule: 'shape.duplicate', severity: 'blocking' }]);
  });
});

describe('fingerprints', () => {
  test('are safe in a path, and differ within a report', () => {
    const prints = checkTables(form2019, facts001).map((finding) => finding.fingerprint);
    expect(prints.every((print) => /^[0-9a-f]{16}$/.test(print))).toBe(true);
    expect(new Set(prints).size).toBe(prints.length);
  });

  test('stay when something else changes, and change with what they are about', () => {
    const print = (facts: Parameters<typeof checkTables>[1], cell: string) => checkTables(form2019, facts).find((finding) => finding.cells[0] === cell)?.fingerprint;
    const before = print(facts000, 'requests.other.natural');
    const elsewhere = { ...facts000, 'licensing.items': { value: 30, raw: '30', at: { line: 3, col: 3 } } };
    expect(print(elsewhere, 'requests.other.natural')).toBe(before);
    // with two requests received and concluded, but one granted, the blank cell would have to be 1
    const two = { value: 2, raw: '2', at: null };
    const changed = { ...facts000, 'requests.received.natural': two, 'requests.received.total': two, 'requests.concluded.natural': two, 'requests.concluded.total': two };
    expect(print(changed, 'requests.other.natural')).not.toBe(before);
  });
});
