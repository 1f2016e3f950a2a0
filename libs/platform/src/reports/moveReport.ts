import { transitionFor, type Action, type State } from '@gouji/domain/approval';
import type { Json } from '@gouji/domain/canonicalJson';
import type { JobName } from '@gouji/domain/jobs';
import type { Transaction } from '../database/transactions.js';
import { appendToTimeline, type LastEntry } from './timeline.js';

/** A change of a report's state, based on the state and revision that whoever decided had before them. */
export interface Move {
  readonly reportId: string;
  readonly from: State;
  readonly revision: number;
  readonly action: Action;
  /** The account that acts; `null` for the workers. */
  readonly actor: string | null;
  readonly detail?: { readonly [key: string]: Json };
}

/** Jobs that an action asks for, in the same transaction. */
const jobsAfter: Partial<Record<Action, JobName>> = { upload: 'read-report', sign: 'publish-report', withdraw: 'withdraw-report' };

/** Actions that bring a new revision with them. Changing content voids approvals: they belong to the revision before. */
const actionsWithNewRevision: ReadonlySet<Action> = new Set(['upload', 'edit']);

/**
 * The one door through which a report's state changes. Compares and sets state and revision, writes the timeline entry
 * and the outbox row, all in the caller's transaction. Roles and guards have been checked by the caller.
 * @returns the report's revision after the move, or `moved-on` when its state or revision is no longer what the move is based on
 */
export async function moveReport(tx: Transaction, move: Move): Promise<{ outcome: 'moved'; revision: number; state: State } | { outcome: 'moved-on' }> {
  const transition = transitionFor(move.from, move.action);
  if (!transition) return { outcome: 'moved-on' };
  const revision = actionsWithNewRevision.has(move.action) ? move.revision + 1 : move.revision;
  const [changed] = await tx.query<{ last: LastEntry }>(
    `update reports set state = $1, revision = $2, updated_at = now() where id = $3 and state = $4 and revision = $5
     returning (select jsonb_build_object('seq', t.seq, 'hash', t.hash) from timeline t where t.report_id = reports.id order by t.seq desc limit 1) as last`,
    [transition.to, revision, move.reportId, move.from, move.revision],
  );
  if (!changed) return { outcome: 'moved-on' };
  await appendToTimeline(tx, changed.last, { reportId: move.reportId, actor: move.actor, action: move.action, from: move.from, to: transition.to, revision, detail: move.detail ?? {} });
  const job = jobsAfter[move.action];
  if (job) await tx.ask(job, { reportId: move.reportId, revision });
  return { outcome: 'moved', revision, state: transition.to };
}

/** Opens a report: its first revision, its first timeline entry, the request to read it. */
export async function openReport(tx: Transaction, report: { id: string; bodyId: string; year: number | null; actor: string; detail: { readonly [key: string]: Json } }): Promise<void> {
  await tx.query("insert into reports (id, body_id, year, state, revision) values ($1, $2, $3, 'received', 1)", [report.id, report.bodyId, report.year]);
  await appendToTimeline(tx, null, { reportId: report.id, actor: report.actor, action: 'upload', from: null, to: 'received', revision: 1, detail: report.detail });
  await tx.ask('read-report', { reportId: report.id, revision: 1 });
}
