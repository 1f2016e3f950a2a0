import { z } from 'zod';

/**
 * The jobs that pass through the queue. A payload carries ids only; the truth is in the database. Each job has exactly
 * one handler, in one app.
 */
const oneRevision = z.object({ reportId: z.uuid(), revision: z.int().positive() });

export const jobs = {
  'read-report': oneRevision,
  'check-report': oneRevision,
  'publish-report': oneRevision,
  'withdraw-report': oneRevision,
} as const;

export type JobName = keyof typeof jobs;
export type JobPayload<N extends JobName> = z.infer<(typeof jobs)[N]>;
export const jobNames = z.array(z.enum(['read-report', 'check-report', 'publish-report', 'withdraw-report'] satisfies JobName[])).parse(Object.keys(jobs));
