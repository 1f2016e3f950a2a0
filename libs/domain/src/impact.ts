import type { Finding } from './findings.js';

/** What a change of the rules would do to reports already checked, before it is switched on. */

export interface FindingChanges {
  readonly appeared: readonly Finding[];
  readonly vanished: readonly Finding[];
  /** The same finding, graded differently now. */
  readonly regraded: readonly { readonly before: Finding; readonly after: Finding }[];
}

/** Findings are the same where their fingerprints are. */
export function changesOfFindings(before: readonly Finding[], after: readonly Finding[]): FindingChanges {
  const was = new Map(before.map((finding) => [finding.fingerprint, finding]));
  const is = new Map(after.map((finding) => [finding.fingerprint, finding]));
  return {
    appeared: after.filter((finding) => !was.has(finding.fingerprint)),
    vanished: before.filter((finding) => !is.has(finding.fingerprint)),
    regraded: after.flatMap((finding) => {
      const earlier = was.get(finding.fingerprint);
      return earlier && earlier.severity !== finding.severity ? [{ before: earlier, after: finding }] : [];
    }),
  };
}

export interface RuleImpact { appeared: number; vanished: number; regraded: number; reports: number }

export interface Impact {
  reports: number;
  changed: number;
  /** Reports that had no blocking finding and now have one. */
  newlyBlocked: number;
  /** Reports that had a blocking finding and now have none. */
  unblocked: number;
  readonly byRule: Record<string, RuleImpact>;
}

export function noImpact(): Impact {
  return { reports: 0, changed: 0, newlyBlocked: 0, unblocked: 0, byRule: {} };
}

/** Adds one report's change to the totals; reports may be streamed through it one by one. */
export function addImpact(impact: Impact, before: readonly Finding[], after: readonly Finding[]): FindingChanges {
  const changes = changesOfFindings(before, after);
  const touched = new Set<string>();
  const count = (rule: string, kind: 'appeared' | 'vanished' | 'regraded'): void => {
    const entry = (impact.byRule[rule] ??= { appeared: 0, vanished: 0, regraded: 0, reports: 0 });
    entry[kind] += 1;
    if (!touched.has(rule)) entry.reports += 1;
    touched.add(rule);
  };
  for (const finding of changes.appeared) count(finding.rule, 'appeared');
  for (const finding of changes.vanished) count(finding.rule, 'vanished');
  for (const { after: finding } of changes.regraded) count(finding.rule, 'regraded');
  const blocks = (findings: readonly Finding[]): boolean => findings.some((finding) => finding.severity === 'blocking');
  impact.reports += 1;
  if (touched.size > 0) impact.changed += 1;
  if (!blocks(before) && blocks(after)) impact.newlyBlocked += 1;
  if (blocks(before) && !blocks(after)) impact.unblocked += 1;
  return changes;
}
