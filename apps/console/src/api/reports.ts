import { personActions, states, type PersonAction, type State } from '@gouji/domain/approval';
import { findingSchema, repairSchema } from '@gouji/domain/findings';
import { factsSchema, formatSchema, formIdSchema, paragraphSchema, sectionSchema } from '@gouji/domain/report';
import { z } from 'zod';
import { callApi } from './client.js';

const messageSchema = z.object({ zh: z.string(), en: z.string() });
const bodySchema = z.object({ id: z.string(), name: z.string() });

const reportViewSchema = z.object({
  id: z.string(), body: bodySchema, agency: z.string(), year: z.int().nullable(), form: formIdSchema.nullable(),
  state: z.enum(states), revision: z.int(), createdAt: z.string(), updatedAt: z.string(),
  source: z.object({ filename: z.string().nullable(), sha256: z.string(), size: z.number(), format: formatSchema.nullable() }),
  title: z.string().nullable(), preamble: z.array(paragraphSchema), sections: z.array(sectionSchema),
  facts: factsSchema, findings: z.array(findingSchema), repairs: z.array(repairSchema),
  explanations: z.record(z.string(), z.object({ text: z.string(), author: z.string(), at: z.string() })),
  error: z.object({ code: z.string(), message: messageSchema }).nullable(),
  publication: z.object({ url: z.string(), publishedAt: z.string(), withdrawnAt: z.string().nullable() }).nullable(),
  actions: z.array(z.object({ action: z.enum(personActions), allowed: z.boolean(), why: messageSchema.nullable() })),
});
/** A report as the desk shows it: its current revision, findings, explanations and what may be done with it. */
export type ReportView = z.infer<typeof reportViewSchema>;

const summarySchema = z.object({
  id: z.string(), body: bodySchema, year: z.int().nullable(), form: formIdSchema.nullable(), state: z.enum(states), revision: z.int(), updatedAt: z.string(),
  findings: z.object({ blocking: z.int(), explain: z.int(), note: z.int() }),
});
export type ReportSummary = z.infer<typeof summarySchema>;
const pageSchema = z.object({ items: z.array(summarySchema), next: z.string().nullable() });
export type ReportsPage = z.infer<typeof pageSchema>;

const timelineSchema = z.object({
  items: z.array(z.object({
    seq: z.int(), at: z.string(), actor: z.string().nullable(), actorName: z.string().nullable(), action: z.string(), from: z.enum(states).nullable(), to: z.enum(states), revision: z.int(),
    detail: z.record(z.string(), z.unknown()),
  })),
  intact: z.boolean(),
});
export type Timeline = z.infer<typeof timelineSchema>;
export type TimelineItem = Timeline['items'][number];

export interface ListFilter { readonly state: State | null; readonly year: number | null; readonly agency: string }

export function listReports(filter: ListFilter, cursor: string | null, signal: AbortSignal): Promise<ReportsPage> {
  const query = new URLSearchParams();
  if (filter.state !== null) query.set('state', filter.state);
  if (filter.year !== null) query.set('year', String(filter.year));
  if (filter.agency !== '') query.set('agency', filter.agency);
  if (cursor !== null) query.set('cursor', cursor);
  return callApi(pageSchema, `/api/reports?${query}`, { signal });
}

const pathOf = (id: string): string => `/api/reports/${encodeURIComponent(id)}`;

export function readReport(id: string, signal?: AbortSignal): Promise<ReportView> {
  return callApi(reportViewSchema, pathOf(id), signal ? { signal } : {});
}

/** Saves new values as one correction. @param revision the revision the values were entered on; another one by now is `revision-moved-on` */
export function correctFacts(id: string, revision: number, facts: Readonly<Record<string, number | null>>, reason: string): Promise<ReportView> {
  return callApi(reportViewSchema, `${pathOf(id)}/facts`, {
    method: 'PATCH', headers: { 'If-Match': `"${revision}"` }, json: { facts, ...(reason.trim() === '' ? {} : { reason: reason.trim() }) },
  });
}

export function explainFinding(id: string, fingerprint: string, text: string): Promise<ReportView> {
  return callApi(reportViewSchema, `${pathOf(id)}/explanations/${encodeURIComponent(fingerprint)}`, { method: 'PUT', json: { text } });
}

export async function actOn(id: string, action: PersonAction, reason: string): Promise<void> {
  await callApi(z.object({ state: z.enum(states) }), `${pathOf(id)}/actions`, { method: 'POST', json: { action, ...(reason.trim() === '' ? {} : { reason: reason.trim() }) } });
}

export function readTimeline(id: string): Promise<Timeline> {
  return callApi(timelineSchema, `${pathOf(id)}/timeline`);
}

export function sourceAddress(id: string): string {
  return `${pathOf(id)}/source`;
}
