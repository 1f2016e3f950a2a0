import type { Facts } from '@gouji/domain/report';
import { factsSchema } from '@gouji/domain/report';
import { useCallback, useEffect, useState } from 'react';
import { z } from 'zod';
import type { ReportView } from '../api/reports.js';
import { rebased, withTyped, type TypedCells } from './figures.js';

/** Changes not saved yet, and the revision they were typed over: a newer one must not slip in beneath them. */
const draftSchema = z.object({ revision: z.int(), facts: factsSchema, typed: z.record(z.string(), z.string()) });
type StoredDraft = z.infer<typeof draftSchema>;

export interface Draft {
  /** The revision that is shown and edited: the newest, or the one the changes were typed over. */
  readonly revision: number;
  readonly facts: Facts;
  readonly typed: TypedCells;
  readonly isEmpty: boolean;
  /** A newer revision exists than the one being edited. */
  readonly isOutdated: boolean;
  readonly type: (cell: string, text: string) => void;
  /** Goes on over the newest revision, with these cells' changes only. */
  readonly rebase: (onto: ReportView, keep: ReadonlySet<string>) => void;
  readonly discard: () => void;
}

/** The changes somebody is typing into a report. They survive a reload and a session that ends, within this tab. */
export function useDraft(latest: ReportView): Draft {
  const key = `gouji.draft.${latest.id}`;
  const [stored, setStored] = useState<StoredDraft | null>(() => restored(key));
  useEffect(() => {
    if (stored === null) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, JSON.stringify(stored));
  }, [key, stored]);

  const update = useCallback((revision: number, facts: Facts, typed: TypedCells) => (Object.keys(typed).length === 0 ? null : { revision, facts, typed: { ...typed } }), []);
  const { revision: latestRevision, facts: latestFacts } = latest;
  const type = useCallback((cell: string, text: string) => setStored((current) => {
    const base = current ?? { revision: latestRevision, facts: latestFacts, typed: {} };
    return update(base.revision, base.facts, withTyped(base.typed, base.facts, cell, text));
  }), [latestRevision, latestFacts, update]);
  const rebase = useCallback((onto: ReportView, keep: ReadonlySet<string>) => setStored((current) => {
    if (current === null) return null;
    const kept = Object.fromEntries(Object.entries(current.typed).filter(([cell]) => keep.has(cell)));
    return update(onto.revision, onto.facts, rebased(kept, onto.facts));
  }), [update]);
  const discard = useCallback(() => setStored(null), []);

  return {
    revision: stored?.revision ?? latestRevision,
    facts: stored?.facts ?? latestFacts,
    typed: stored?.typed ?? nothing,
    isEmpty: stored === null,
    isOutdated: stored !== null && stored.revision < latestRevision,
    type, rebase, discard,
  };
}

const nothing: TypedCells = {};

function restored(key: string): StoredDraft | null {
  try {
    return draftSchema.parse(JSON.parse(sessionStorage.getItem(key) ?? 'null'));
  } catch {
    return null;
  }
}
