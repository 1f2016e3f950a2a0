import { createHash } from 'node:crypto';
import { canonicalJson, type Json } from '@gouji/domain/canonicalJson';
import type { Transaction } from '../database/transactions.js';

/** One entry of a report's timeline. `hash` covers every other member, `prevHash` the entry before. */
export interface TimelineEntry {
  readonly reportId: string;
  readonly seq: number;
  /** UTC, milliseconds. */
  readonly at: string;
  readonly actor: string | null;
  readonly action: string;
  readonly from: string | null;
  readonly to: string;
  readonly revision: number;
  readonly detail: { readonly [key: string]: Json };
  readonly prevHash: string;
  readonly hash: string;
}

/** SHA-256 over the canonical JSON (RFC 8785) of the entry without its hash, in hexadecimal. */
export function hashOfEntry(entry: Omit<TimelineEntry, 'hash'>): string {
  const { reportId, seq, at, actor, action, from, to, revision, detail, prevHash } = entry;
  return createHash('sha256').update(canonicalJson({ reportId, seq, at, actor, action, from, to, revision, detail, prevHash })).digest('hex');
}

/** Where a chain is broken: the first entry that was changed, or that does not follow the one before it; `null` when it is whole. */
export function brokenAt(entries: readonly TimelineEntry[]): number | null {
  let prevHash = '';
  for (const [index, entry] of entries.entries()) {
    const { hash, ...rest } = entry;
    if (entry.seq !== index + 1 || entry.prevHash !== prevHash || hash !== hashOfEntry(rest)) return entry.seq;
    prevHash = hash;
  }
  return null;
}

/** The entry a new one follows: the last of its report, `null` when it is the first. */
export type LastEntry = Pick<TimelineEntry, 'seq' | 'hash'> | null;

type TimelineEvent = Pick<TimelineEntry, 'reportId' | 'actor' | 'action' | 'from' | 'to' | 'revision' | 'detail'>;

/** The entry for an event, chained to the one before it. */
export function entryAfter(last: LastEntry, event: TimelineEvent): TimelineEntry {
  const entry = { ...event, seq: (last?.seq ?? 0) + 1, at: new Date().toISOString(), prevHash: last?.hash ?? '' };
  return { ...entry, hash: hashOfEntry(entry) };
}

export async function lastEntryOf(tx: Transaction, reportId: string): Promise<LastEntry> {
  const [last] = await tx.query<{ seq: number; hash: string }>('select seq, hash from timeline where report_id = $1 order by seq desc limit 1', [reportId]);
  return last ?? null;
}

interface TimelineRow {
  report_id: string; seq: number; at: Date; actor_id: string | null; action: string; from_state: string | null; to_state: string;
  revision: number; detail: { [key: string]: Json }; prev_hash: string; hash: string;
}

/** The entry as it was hashed, from its row. */
export function entryOfRow(row: TimelineRow): TimelineEntry {
  return {
    reportId: row.report_id, seq: row.seq, at: row.at.toISOString(), actor: row.actor_id, action: row.action, from: row.from_state, to: row.to_state,
    revision: row.revision, detail: row.detail, prevHash: row.prev_hash, hash: row.hash,
  };
}

/** A report's whole timeline, oldest first. */
export async function timelineOf(query: <Row>(sql: string, parameters: readonly unknown[]) => Promise<Row[]>, reportId: string): Promise<TimelineEntry[]> {
  return (await query<TimelineRow>('select report_id, seq, at, actor_id, action, from_state, to_state, revision, detail, prev_hash, hash from timeline where report_id = $1 order by seq', [reportId])).map(entryOfRow);
}
