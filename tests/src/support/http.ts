import { z } from 'zod';

const problemSchema = z.object({
  type: z.string().min(1), title: z.string().min(1), status: z.int(), detail: z.string().min(1), code: z.string().regex(/^[a-z-]+$/),
  message: z.object({ zh: z.string().regex(/\p{Script=Han}/u), en: z.string().regex(/[a-z]/i) }),
});

export interface Answer { readonly status: number; readonly headers: Headers; readonly body: unknown; readonly text: string }

/** One request; the answer's body as JSON where it is JSON. */
export async function ask(baseUrl: string, method: string, path: string, options: { token?: string; json?: unknown; body?: FormData | string | Uint8Array<ArrayBuffer>; headers?: Record<string, string> } = {}): Promise<Answer> {
  const response = await fetch(new URL(path, baseUrl), {
    method,
    redirect: 'manual',
    headers: { ...(options.token ? { Authorization: `Bearer ${options.token}` } : {}), ...(options.json === undefined ? {} : { 'Content-Type': 'application/json' }), ...options.headers },
    ...(options.json === undefined ? (options.body === undefined ? {} : { body: options.body }) : { body: JSON.stringify(options.json) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, body: /json/.test(response.headers.get('content-type') ?? '') ? JSON.parse(text) : null };
}

/** The code of an answer that is a problem in the form of RFC 9457 with both languages; fails the test when it is not. */
export function problemCode(answer: Answer): string {
  expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  const problem = problemSchema.parse(answer.body);
  expect(problem.status).toBe(answer.status);
  return problem.code;
}

/** A multipart upload of one file, with further fields. */
export function upload(baseUrl: string, token: string | undefined, file: { name: string; bytes: Uint8Array }, options: { key?: string; fields?: Record<string, string> } = {}): Promise<Answer> {
  const form = new FormData();
  for (const [name, value] of Object.entries(options.fields ?? {})) form.set(name, value);
  form.set('file', new Blob([Uint8Array.from(file.bytes)]), file.name);
  return ask(baseUrl, 'POST', '/api/uploads', { ...(token === undefined ? {} : { token }), body: form, headers: options.key === undefined ? {} : { 'Idempotency-Key': options.key } });
}
