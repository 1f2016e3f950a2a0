import { checkTables } from './check.js';
import { form2019 } from './forms/form2019.js';
import { addImpact, changesOfFindings, noImpact } from './impact.js';
import { facts000, facts003 } from './testing/samples.js';

describe('the impact of changed rules', () => {
  const findings = checkTables(form2019, facts003);

  test('unchanged rules change nothing', () => {
    expect(changesOfFindings(findings, checkTables(form2019, facts003))).toEqual({ appeared: [], vanished: [], regraded: [] });
  });

  test('a rule switched on, a rule switched off and a rule graded down are told apart', () => {
    const impact = noImpact();
    const balance = findings.filter((finding) => finding.rule === 'requests.balance');
    const outcomes = findings.filter((finding) => finding.rule === 'requests.outcomes');
    addImpact(impact, balance, findings);
    addImpact(impact, checkTables(form2019, facts000), []);
    addImpact(impact, outcomes, outcomes.map((finding) => ({ ...finding, severity: 'explain' as const })));
    addImpact(impact, [], []);
    expect(impact).toEqual({
      reports: 4, changed: 3, newlyBlocked: 0, unblocked: 1,
      byRule: {
        'requests.outcomes': { appeared: 3, vanished: 0, regraded: 3, reports: 2 },
        'cell.blank': { appeared: 0, vanished: 7, regraded: 0, reports: 1 },
      },
    });
    addImpact(impact, [], findings);
    expect(impact.newlyBlocked).toBe(1);
  });
});
