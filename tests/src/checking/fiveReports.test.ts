import { checkReport } from '@gouji/domain/check';
import { withCells } from '@gouji/domain/testing/soundTables';
import type { Report } from '@gouji/domain/report';
import { sampleReports } from './samples.js';

/** The five real documents, read and checked. What is expected was taken down by hand from the documents. */

const reports = await sampleReports();
const report = (number: string): Report => {
  const found = reports.get(number);
  if (!found) throw new Error(`There is no sample ${number}.`);
  return found;
};
const found = (number: string) => checkReport(report(number), { today: new Date('2026-01-01T00:00:00Z') });
const byRule = (number: string): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const { rule } of found(number).findings) counts[rule] = (counts[rule] ?? 0) + 1;
  return counts;
};

describe('the five real documents, checked', () => {
  test('000: the blank row, and nothing else', () => {
    expect(byRule('000')).toEqual({ 'cell.blank': 7 });
    expect(found('000').findings.every((finding) => finding.suggestion === 0)).toBe(true);
  });

  test('001: the totals that were cut off, and nothing else', () => {
    expect(byRule('001')).toEqual({ 'cell.missing': 20 });
    expect(found('001').repairs.map((repair) => repair.cells.length)).toEqual([20]);
  });

  test.each(['002', '004'])('%s is clean', (number) => {
    expect(found(number)).toMatchObject({ findings: [], repairs: [] });
  });

  test('003: five broken sums, and the prose that contradicts the table', () => {
    expect(byRule('003')).toEqual({ 'requests.balance': 2, 'requests.outcomes': 3, 'narrative.figures': 1 });
    const contradiction = found('003').findings.find((finding) => finding.rule === 'narrative.figures');
    expect(contradiction).toMatchObject({ severity: 'explain', cells: ['requests.concluded.total'], expected: 9, actual: 5 });
    expect(contradiction?.message.zh).toContain('共受理依申请公开事项5件');
    expect(contradiction?.at).not.toBeNull();
  });

  test('003: with the first repair applied, nothing is left to find', () => {
    const [repair] = found('003').repairs;
    const mended = { ...report('003'), facts: withCells(report('003').facts, Object.fromEntries((repair?.cells ?? []).map(({ cell, to }) => [cell, to]))) };
    expect(repair?.cells).toHaveLength(4);
    expect(checkReport(mended, {}).findings).toEqual([]);
  });

  test('each figure stated in the prose is compared: any other number in the table contradicts it', () => {
    const contradicted = (number: string, changes: Record<string, number>) =>
      checkReport({ ...report(number), facts: withCells(report(number).facts, changes) }, {}).findings.filter((finding) => finding.rule === 'narrative.figures').map((finding) => finding.cells[0]);
    expect(new Set(contradicted('002', { 'requests.received.total': 31 }))).toEqual(new Set(['requests.received.total']));
    expect(contradicted('002', { 'requests.granted.total': 40 })).toEqual(['requests.granted.total']);
    expect(contradicted('002', { 'requests.carriedOut.total': 4 })).toContain('requests.carriedOut.total');
    expect(contradicted('000', { 'litigation.direct.total': 2 })).toEqual(['litigation.direct.total']);
    expect(contradicted('004', { 'requests.received.total': 6 })).toEqual(['requests.received.total']);
  });

  test('findings survive a second check of the same report, and a corrected cell elsewhere', () => {
    const prints = (one: Report) => checkReport(one, {}).findings.map((finding) => finding.fingerprint);
    expect(prints(report('000'))).toEqual(prints(report('000')));
    const corrected = { ...report('000'), facts: withCells(report('000').facts, { 'licensing.decisions': 909 }) };
    expect(prints(corrected)).toEqual(prints(report('000')));
  });
});
