import { states } from '@gouji/domain/approval';
import { z } from 'zod';

const progressSchema = z.object({ state: z.enum(states), revision: z.int(), stage: z.enum(['reading', 'done']), findings: z.int() });
export type Progress = z.infer<typeof progressSchema>;

/**
 * Follows a report as it moves. The browser reconnects by itself when the connection breaks.
 * @param onRefused told when the server will not have it (the session has ended, say): there is no reconnecting then
 * @returns ends the watch
 */
export function watchReport(id: string, onProgress: (progress: Progress) => void, onRefused: () => void): () => void {
  const events = new EventSource(`/api/reports/${encodeURIComponent(id)}/events`);
  events.addEventListener('progress', (event) => onProgress(progressSchema.parse(JSON.parse(String(event.data)))));
  events.addEventListener('error', () => {
    if (events.readyState === EventSource.CLOSED) onRefused();
  });
  return () => events.close();
}
