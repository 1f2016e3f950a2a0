import { findingSchema, repairSchema } from '@gouji/domain/findings';
import { z } from 'zod';

/** What the demo and the tests need to see of a report as the API shows it. */
const reportView = z.object({
  id: z.uuid(), body: z.object({ id: z.uuid(), name: z.string() }), year: z.int().nullable(), form: z.string().nullable(), state: z.string(), stateName: z.object({ zh: z.string(), en: z.string() }),
  revision: z.int(), facts: z.record(z.string(), z.object({ value: z.number().nullable(), raw: z.string() })),
  findings: z.array(findingSchema), repairs: z.array(repairSchema),
  explanations: z.record(z.string(), z.object({ text: z.string() })),
  error: z.object({ code: z.string() }).nullable(),
  publication: z.object({ url: z.string(), withdrawnAt: z.string().nullable() }).nullable(),
});
export type ReportView = z.infer<typeof reportView>;

/** A person at the API. Every method throws with the problem's sentence when the API refuses. */
export interface ApiClient {
  readonly token: string;
  upload(filename: string, bytes: Uint8Array, idempotencyKey?: string): Promise<{ id: string; revision: number }>;
  firstReport(): Promise<string | null>;
  report(id: string): Promise<ReportView>;
  correct(report: ReportView, facts: Record<string, number | null>, reason?: string): Promise<ReportView>;
  explain(id: string, finding: string, text: string): Promise<void>;
  act(id: string, action: string, reason?: string): Promise<void>;
}

/** Signs in at an installation. */
export async function createApiClient(baseUrl: string, credentials: { username: string; password: string }): Promise<ApiClient> {
  const session = await call(baseUrl, null, 'POST', '/api/sessions', { json: credentials });
  return clientWithToken(baseUrl, z.object({ token: z.string() }).parse(session).token);
}

/** A client for a session that exists already. */
export function clientWithToken(baseUrl: string, token: string): ApiClient {
  return {
    token,
    async upload(filename, bytes, idempotencyKey) {
      const form = new FormData();
      form.set('file', new Blob([Uint8Array.from(bytes)]), filename);
      const headers: Record<string, string> = idempotencyKey === undefined ? {} : { 'Idempotency-Key': idempotencyKey };
      return z.object({ id: z.string(), revision: z.int() }).parse(await call(baseUrl, token, 'POST', '/api/uploads', { form, headers }));
    },
    async firstReport() {
      const page = z.object({ items: z.array(z.object({ id: z.string() })) }).parse(await call(baseUrl, token, 'GET', '/api/reports?limit=1', {}));
      return page.items[0]?.id ?? null;
    },
    async report(id) {
      return reportView.parse(await call(baseUrl, token, 'GET', `/api/reports/${id}`, {}));
    },
    async correct(report, facts, reason) {
      return reportView.parse(await call(baseUrl, token, 'PATCH', `/api/reports/${report.id}/facts`, { json: { facts, ...(reason === undefined ? {} : { reason }) }, headers: { 'If-Match': `"${report.revision}"` } }));
    },
    async explain(id, finding, text) {
      await call(baseUrl, token, 'PUT', `/api/reports/${id}/explanations/${finding}`, { json: { text } });
    },
    async act(id, action, reason) {
      await call(baseUrl, token, 'POST', `/api/reports/${id}/actions`, { json: { action, ...(reason === undefined ? {} : { reason }) } });
    },
  };
}

interface Call { readonly json?: unknown; readonly form?: FormData; readonly headers?: Record<string, string> }

async function call(baseUrl: string, token: string | null, method: string, path: string, { json, form, headers }: Call): Promise<unknown> {
  const response = await fetch(new URL(path, baseUrl), {
    method,
    headers: { ...(token === null ? {} : { Authorization: `Bearer ${token}` }), ...(json === undefined ? {} : { 'Content-Type': 'application/json' }), ...headers },
    ...(form ? { body: form } : json === undefined ? {} : { body: JSON.stringify(json) }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${path} was refused with ${response.status}: ${text.slice(0, 500)}`);
  return text === '' ? null : JSON.parse(text);
}
