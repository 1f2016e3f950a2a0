import fc from 'fast-check';
import { checkReport } from './check.js';
import { formById } from './forms/catalogue.js';
import { form2021 } from './forms/form2021.js';
import { cellsOf } from './forms/form.js';
import type { Facts } from './report.js';
import { rollUp } from './rollup.js';
import { factsWith, reportWith, requestsRow } from './testing/reports.js';
import { randomFrom, soundFacts, withCells } from './testing/soundTables.js';

const civil = { name: '区民政局', facts: factsWith('2021', { ...requestsRow('received', 3, 0, 0, 0, 0, 0, 3), 'licensing.decisions': 40 }) };
const housing = { name: '区住建局', facts: factsWith('2021', { ...requestsRow('received', 7, 1, 0, 0, 0, 0, 8), 'licensing.decisions': 900 }) };
const both = { ...requestsRow('received', 10, 1, 0, 0, 0, 0, 11), 'licensing.decisions': 940 };

describe('roll-up', () => {
  test('a parent that is the sum of its children differs nowhere', () => {
    expect(rollUp(form2021, factsWith('2021', both), [civil, housing])).toEqual({ differences: [], missing: [] });
  });

  test('a difference leads down to the child that was left out', () => {
    const parent = factsWith('2021', { ...requestsRow('received', 3, 0, 0, 0, 0, 0, 3), 'licensing.decisions': 40 });
    const { differences } = rollUp(form2021, parent, [civil, housing]);
    expect(differences.map(({ cell, parent: own, sum, causes }) => [cell, own, sum, causes])).toEqual([
      ['licensing.decisions', 40, 940, [{ child: '区住建局', kind: 'omitted' }]],
      ['requests.received.natural', 3, 10, [{ child: '区住建局', kind: 'omitted' }]],
      ['requests.received.business', 0, 1, [{ child: '区住建局', kind: 'omitted' }]],
      ['requests.received.total', 3, 11, [{ child: '区住建局', kind: 'omitted' }]],
    ]);
  });

  test('counted twice, and added up before a correction', () => {
    expect(rollUp(form2021, factsWith('2021', { ...both, 'licensing.decisions': 980 }), [civil, housing]).differences[0]?.causes).toEqual([{ child: '区民政局', kind: 'twice' }]);
    const corrected = { ...housing, earlier: withCells(housing.facts, { 'licensing.decisions': 905 }) };
    expect(rollUp(form2021, factsWith('2021', { ...both, 'licensing.decisions': 945 }), [civil, corrected]).differences[0]?.causes).toEqual([{ child: '区住建局', kind: 'earlier' }]);
  });

  test('missing children are named; until they file, only a sum above the parent’s figure is a difference', () => {
    const children = [civil, housing, { name: '区教育局', facts: null }];
    expect(rollUp(form2021, factsWith('2021', { ...both, 'licensing.decisions': 2000 }), children)).toEqual({ differences: [], missing: ['区教育局'] });
    expect(rollUp(form2021, factsWith('2021', { ...both, 'licensing.decisions': 900 }), children).differences).toHaveLength(1);
  });

  test('becomes findings of the parent’s report', () => {
    const parent = reportWith(factsWith('2021', { ...both, ...requestsRow('granted', 10, 1, 0, 0, 0, 0, 11), ...requestsRow('concluded', 10, 1, 0, 0, 0, 0, 11) }));
    const findings = checkReport(parent, { children: [civil, { ...housing, facts: null }] }).findings;
    expect(findings).toMatchObject([{ rule: 'rollup.missing', severity: 'note' }]);
    expect(findings[0]?.message.zh).toContain('区住建局');
    const excess = checkReport(reportWith(factsWith('2021')), { children: [civil] }).findings.filter((finding) => finding.rule === 'rollup.cells');
    expect(excess[0]).toMatchObject({ severity: 'explain', cells: ['licensing.decisions'], expected: 40, actual: 0 });
    expect(excess[0]?.message.zh).toContain('区民政局');
  });

  test('for any children: their sum differs nowhere, and one changed cell is the only difference', () => {
    fc.assert(fc.property(fc.constantFrom('2019' as const, '2021' as const), fc.array(fc.nat(), { minLength: 1, maxLength: 6 }), fc.nat(170), (formId, seeds, place) => {
      const children = seeds.map((seed, index) => ({ name: `机关${index}`, facts: soundFacts(formId, randomFrom(seed)) }));
      const ids = [...cellsOf(formById(formId)).keys()];
      const parent: Facts = Object.fromEntries(ids.map((id) => [id, { value: children.reduce((sum, child) => sum + (child.facts[id]?.value ?? 0), 0), raw: '', at: null }]));
      expect(rollUp(formById(formId), parent, children).differences).toEqual([]);
      const cell = ids[place] ?? '';
      const changed = withCells(parent, { [cell]: (parent[cell]?.value ?? 0) + 1 });
      expect(rollUp(formById(formId), changed, children).differences.map((difference) => difference.cell)).toEqual([cell]);
    }), { numRuns: 50 });
  });
});
