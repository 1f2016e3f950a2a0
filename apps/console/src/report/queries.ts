import { queryOptions, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { watchReport } from '../api/progress.js';
import { readReport, readTimeline, type ReportView } from '../api/reports.js';

export const reportKey = (id: string): readonly ['report', string] => ['report', id];
export const timelineKey = (id: string): readonly ['timeline', string] => ['timeline', id];

/** While the workers have the report, it is looked at now and then too: some proxies hold events back. */
const LOOK_MS = 2_000;

export const reportQuery = (id: string) => queryOptions({
  queryKey: reportKey(id),
  queryFn: ({ signal }) => readReport(id, signal),
  refetchInterval: ({ state: { data } }) => (data?.state === 'received' || data?.state === 'signed' ? LOOK_MS : false),
});
export const timelineQuery = (id: string) => queryOptions({ queryKey: timelineKey(id), queryFn: () => readTimeline(id) });

/** Keeps an open report current: what the workers or a colleague do to it is fetched when the server tells of it. */
export function useLiveReport(id: string): void {
  const client = useQueryClient();
  useEffect(() => watchReport(id, ({ state, revision }) => {
    const known = client.getQueryData<ReportView>(reportKey(id));
    // The publication is recorded together with the state; the state alone tells that there is something new.
    if (!known || (known.state === state && known.revision === revision)) return;
    void client.invalidateQueries({ queryKey: reportKey(id) });
    void client.invalidateQueries({ queryKey: timelineKey(id) });
  }, () => void client.invalidateQueries({ queryKey: reportKey(id) })), [client, id]);
}
