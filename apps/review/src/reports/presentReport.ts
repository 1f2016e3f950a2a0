import { personActions, stateNames, transitionFor, transitions, type PersonAction } from '@gouji/domain/approval';
import { roleSentences, type HeldRole } from '@gouji/domain/permissions';
import type { Message } from '@gouji/domain/report';
import type { DeskReport } from './reports.js';

/** What the API tells of a report: everything that leaves is listed here. */
export function presentReport(report: DeskReport, roles: ReadonlySet<HeldRole>, publicUrl: string) {
  return {
    id: report.id,
    body: report.body,
    agency: report.content?.agency ?? report.body.name,
    year: report.year,
    form: report.form,
    state: report.state,
    stateName: stateNames[report.state],
    revision: report.revision,
    createdAt: report.createdAt.toISOString(),
    updatedAt: report.updatedAt.toISOString(),
    source: { filename: report.source.filename, sha256: report.source.sha256, size: report.source.size, format: report.source.format },
    title: report.content?.title ?? null,
    preamble: report.content?.preamble ?? [],
    sections: report.content?.sections ?? [],
    facts: report.content?.facts ?? {},
    findings: report.findings,
    repairs: report.repairs,
    repairNote: report.repairNote,
    ruleSet: report.ruleSet,
    explanations: Object.fromEntries(report.explanations.map(({ finding, text, author, at }) => [finding, { text, author, at }])),
    error: report.readError,
    publication: report.publication === null ? null : {
      url: new URL(report.publication.path, publicUrl).href,
      publishedAt: report.publication.publishedAt.toISOString(),
      withdrawnAt: report.publication.withdrawnAt?.toISOString() ?? null,
    },
    actions: personActions.flatMap((action) => presentAction(report, action, roles)),
  };
}

export type PresentedReport = ReturnType<typeof presentReport>;

/** An action that the report's state offers, and why this person may not take it, if so. */
function presentAction(report: DeskReport, action: PersonAction, roles: ReadonlySet<HeldRole>): { action: PersonAction; allowed: boolean; why: Message | null }[] {
  const transition = transitionFor(report.state, action);
  if (!transition) return [];
  const why = whyNot(transition.roles, roles);
  return [{ action, allowed: why === null, why }];
}

/** The sentence that forbids an action to somebody with these roles, or `null` when one of them allows it. */
export function whyNot(needed: readonly string[], held: ReadonlySet<HeldRole>): Message | null {
  const permitted = needed.filter((role): role is HeldRole => role !== 'system');
  if (permitted.some((role) => held.has(role))) return null;
  const first = permitted[0];
  return first === undefined ? { zh: '这一步由系统完成。', en: 'The system does this by itself.' } : roleSentences[first];
}

/** Roles that may take an action in some state. */
export function rolesForAction(action: PersonAction): string[] {
  return [...new Set(transitions.filter((transition) => transition.action === action).flatMap((transition) => transition.roles))];
}
