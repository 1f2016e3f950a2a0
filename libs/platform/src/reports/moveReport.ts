import { transitionFor, type Action, type State } from '@gouji/domain/approval';
import type { Json } from '@gouji/domain/canonicalJson';
import { formForYear } from '@gouji/domain/forms/catalogue';
import type { FormId } from '@gouji/domain/forms/form';
import type { JobName } from '@gouji/domain/jobs';
import type { Transaction } from '../database/transactions.js';
import { entryAfter, lastEntryOf, type LastEntry } from './timeline.js';

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

const APPEND = `insert into timeline (report_id, seq, at, actor_id, action, from_state, to_state, revision, detail, prev_hash, hash)`;

/**
 * The one door through which a report's state changes. Compares and sets state and revision, writes the timeline entry
 * and the outbox row, all in one statement of the caller's transaction. Roles and guards have been checked by the caller.
 * @param last the report's last timeline entry, where the caller has read it with the state; should another entry come in
 *   between, the entry's number is taken and the transaction fails as a whole
 * @returns the report's revision after the move, or `moved-on` when its state or revision is no longer what the move is based on
 */
export async function moveReport(tx: Transaction, move: Move, last?: LastEntry): Promise<{ outcome: 'moved'; revision: number; state: State } | { outcome: 'moved-on' }> {
  const transition = transitionFor(move.from, move.action);
  if (!transition) return { outcome: 'moved-on' };
  const revision = actionsWithNewRevision.has(move.action) ? move.revision + 1 : move.revision;
  const event = { reportId: move.reportId, actor: move.actor, action: move.action, from: move.from, to: transition.to, revision, detail: move.detail ?? {} };
  const entry = entryAfter(last === undefined ? await lastEntryOf(tx, move.reportId) : last, event);
  const job = jobsAfter[move.action] ?? null;
  const moved = await tx.query(
    `with moved as (update reports set state = $1, revision = $2, updated_at = now() where id = $3 and state = $4 and revision = $5 returning id),
          entry as (${APPEND} select id, $6::int, $7::timestamptz, $8::uuid, $9::text, $4::text, $1::text, $2::int, $10::jsonb, $11::text, $12::text from moved),
          job as (insert into outbox (job, payload) select $13::text, $14::jsonb from moved where $13::text is not null)
     select id from moved`,
    [transition.to, revision, move.reportId, move.from, move.revision, entry.seq, entry.at, entry.actor, entry.action, JSON.stringify(entry.detail), entry.prevHash, entry.hash,
      job, JSON.stringify({ reportId: move.reportId, revision })],
  );
  if (moved.length !== 1) return { outcome: 'moved-on' };
  if (job) tx.askedInStatement();
  return { outcome: 'moved', revision, state: transition.to };
}

/** The form a report of the year is on, as far as the year is known and has one. */
function formOf(year: number | null): FormId | null {
  const form = year === null ? null : formForYear(year, new Date());
  return form === null || typeof form === 'string' ? null : form.id;
}

/** The file a revision rests on. */
export interface RevisionSource { readonly objectKey: string; readonly filename: string; readonly sha256: string; readonly size: number; readonly format: string }

/** Opens a report: its first revision, its first timeline entry, the request to read it, in one statement. */
export async function openReport(tx: Transaction, report: { id: string; bodyId: string; year: number | null; actor: string; source: RevisionSource }): Promise<void> {
  const { objectKey, filename, sha256, size, format } = report.source;
  const entry = entryAfter(null, { reportId: report.id, actor: report.actor, action: 'upload', from: null, to: 'received', revision: 1, detail: { filename, sha256 } });
  await tx.query(
    `with opened as (insert into reports (id, body_id, year, form, state, revision) values ($1, $2, $3, $17, 'received', 1) returning id),
          entry as (${APPEND} select id, $4::int, $5::timestamptz, $6::uuid, $7::text, null, 'received', 1, $8::jsonb, $9::text, $10::text from opened),
          revision as (insert into revisions (report_id, number, origin, author_id, object_key, filename, sha256, size, format)
                       select id, 1, 'upload', $6::uuid, $11::text, $12::text, $13::text, $14::bigint, $15::text from opened)
     insert into outbox (job, payload) select 'read-report', $16::jsonb from opened`,
    [report.id, report.bodyId, report.year, entry.seq, entry.at, entry.actor, entry.action, JSON.stringify(entry.detail), entry.prevHash, entry.hash,
      objectKey, filename, sha256, size, format, JSON.stringify({ reportId: report.id, revision: 1 }), formOf(report.year)],
  );
  tx.askedInStatement();
}
