import { cellValues, impliedValues } from './equations.js';
import type { Finding, Repair } from './findings.js';
import { fingerprint } from './fingerprint.js';
import { formById } from './forms/catalogue.js';
import type { Form } from './forms/form.js';
import { statementsOf } from './repair/evidence.js';
import { repairOutcome } from './repair/repairs.js';
import type { Facts, Message, Report } from './report.js';
import { ruleSet, rules } from './rules/registry.js';
import type { CheckContext, Draft, Rule, Subject } from './rules/rule.js';

export type { CheckContext, PastReport, PeerText } from './rules/rule.js';

export interface CheckResult {
  readonly findings: Finding[];
  readonly repairs: Repair[];
  /** Said where the tables do not add up and no small repair exists; `null` otherwise. */
  readonly repairNote: Message | null;
  /** The version of the rules that were applied. */
  readonly ruleSet: string;
}

/**
 * Applies every rule to a report. Never throws for what a document says; a rule that lacks what it needs in `context`
 * says nothing.
 */
export function checkReport(report: Report, context: CheckContext): CheckResult {
  const form = formById(report.form);
  const subject = subjectOf(report, form, context);
  const { status, repairs, note } = repairOutcome(form, report.facts, {
    solver: context.solver,
    statements: () => statementsOf(report, subject.cells.numbered, context.lastYear ?? null),
  });
  return {
    findings: findingsOf(rules, subject),
    repairs,
    repairNote: status === 'no-small-repair' ? note : null,
    ruleSet,
  };
}

const tableRules = rules.filter((rule) => rule.group === 'totals' || rule.group === 'cells');

/**
 * The rules of cells and totals alone, without prose: cheap enough to run at every keystroke while someone corrects a table.
 * Gives the same findings, with the same fingerprints, as `checkReport`, except for what only the document shows (doubts).
 */
export function checkTables(form: Form, facts: Facts): Finding[] {
  const report: Report = {
    form: form.id, year: form.firstYear, claimedYears: [], agency: null, title: '', preamble: [], sections: [],
    signature: { agency: null, date: null }, facts, doubts: [],
  };
  return findingsOf(tableRules, subjectOf(report, form, {}));
}

function subjectOf(report: Report, form: Form, context: CheckContext): Subject {
  const cells = cellValues(form, report.facts);
  let implied: ReadonlyMap<number, number> | undefined;
  return { report, form, cells, context, implied: () => (implied ??= impliedValues(cells)) };
}

function findingsOf(applied: readonly Rule[], subject: Subject): Finding[] {
  const findings: Finding[] = [];
  const seen = new Map<string, number>();
  for (const rule of applied) {
    if (rule.forms && !rule.forms.includes(subject.form.id)) continue;
    for (const draft of rule.check(subject)) findings.push(findingOf(rule, draft, seen));
  }
  return findings;
}

/** Places are left out of the fingerprint: a paragraph inserted above does not change what was found. */
function findingOf(rule: Rule, draft: Draft, seen: Map<string, number>): Finding {
  const expected = draft.expected ?? null;
  const actual = draft.actual ?? null;
  const content = [rule.id, draft.cells.join(','), expected, actual, draft.about ?? ''].join('\n');
  const occurrence = (seen.get(content) ?? 0) + 1;
  seen.set(content, occurrence);
  return {
    rule: rule.id,
    severity: rule.severity,
    cells: [...draft.cells],
    expected,
    actual,
    message: draft.message,
    at: draft.at,
    ...(draft.suggestion === undefined ? {} : { suggestion: draft.suggestion }),
    fingerprint: fingerprint(occurrence === 1 ? content : `${content}\n${occurrence}`),
  };
}
