import { customProblem, problem, type Problem } from '@gouji/domain/problems';
import { z } from 'zod';

const messageSchema = z.object({ zh: z.string(), en: z.string() });
const problemSchema = z.object({
  type: z.string(), title: z.string(), status: z.number(), detail: z.string(), code: z.string(), message: messageSchema,
  errors: z.array(z.object({ where: z.string(), message: z.string() })).optional(),
});

/** What the API refused, and why; `problem.message` is the sentence to show. */
export class ProblemError extends Error {
  constructor(readonly problem: Problem) {
    super(problem.detail);
  }
}

/** Nothing was answered: the network or the server is away. */
export const unreachable: Problem = customProblem(0, 'unreachable', {
  zh: '连接不上服务器。请检查网络后重试，已填写的内容仍在本页。',
  en: 'The server cannot be reached. Check the network and try again; what you entered is still on this page.',
});

/** The problem an answer carries; an answer in another shape (a proxy's page, say) is told by its status. */
export function problemOf(status: number, body: string): Problem {
  try {
    return problemSchema.parse(JSON.parse(body));
  } catch {
    if (status === 401) return problem('unauthenticated');
    if (status === 413) return problem('file-too-large');
    return problem(status === 502 || status === 503 || status === 504 ? 'unavailable' : 'internal');
  }
}

/** The problem behind anything that was thrown. */
export function problemIn(error: unknown): Problem {
  return error instanceof ProblemError ? error.problem : problem('internal');
}

interface Call { readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'; readonly json?: unknown; readonly headers?: Readonly<Record<string, string>>; readonly signal?: AbortSignal }

/**
 * One call to the same-origin API, with the session cookie that scripts cannot read.
 * @throws ProblemError for every refusal, and when nothing answers
 */
export async function callApi<T>(schema: z.ZodType<T>, path: string, { method = 'GET', json, headers, signal }: Call = {}): Promise<T> {
  const body = await send(path, {
    method, credentials: 'same-origin', ...(signal ? { signal } : {}),
    headers: { Accept: 'application/json', ...(json === undefined ? {} : { 'Content-Type': 'application/json' }), ...headers },
    ...(json === undefined ? {} : { body: JSON.stringify(json) }),
  });
  const text = await body.text();
  return schema.parse(text === '' ? null : JSON.parse(text));
}

/** The bytes at an address of the API. @throws ProblemError as `callApi` */
export async function fetchBytes(path: string): Promise<ArrayBuffer> {
  return (await send(path, { credentials: 'same-origin' })).arrayBuffer();
}

async function send(path: string, request: RequestInit): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(path, request);
  } catch (error) {
    if (request.signal?.aborted) throw error;
    throw new ProblemError(unreachable);
  }
  if (!response.ok) throw new ProblemError(problemOf(response.status, await response.text()));
  return response;
}
