import type { Language } from './wording.js';
import { z } from 'zod';

/** A running installation, spoken to over its public API. */
export interface RemoteInstallation { readonly url: string; readonly token: string }

/** What an installation answered: its value, or the sentence with which it refused. */
export type Answer<T> = { ok: true; value: T } | { ok: false; sentence: string };

const problemSchema = z.object({ message: z.object({ zh: z.string(), en: z.string() }) });

/** The installation that `--url` and the environment name: GOUJI_URL, and GOUJI_TOKEN or GOUJI_USER with GOUJI_PASSWORD. Secrets are never arguments, which other users of the machine can see. */
export async function connect(url: string | undefined, language: Language): Promise<Answer<RemoteInstallation>> {
  const base = url ?? process.env['GOUJI_URL'] ?? 'http://localhost:8080';
  const token = process.env['GOUJI_TOKEN'];
  if (token) return { ok: true, value: { url: base, token } };
  const [username, password] = [process.env['GOUJI_USER'], process.env['GOUJI_PASSWORD']];
  if (!username || !password) {
    return { ok: false, sentence: language === 'zh' ? '请在环境变量 GOUJI_TOKEN，或 GOUJI_USER 与 GOUJI_PASSWORD 中给出登录信息。' : 'Give the credentials in GOUJI_TOKEN, or in GOUJI_USER and GOUJI_PASSWORD.' };
  }
  const session = await call({ url: base, token: '' }, 'POST', '/api/sessions', z.object({ token: z.string() }), language, { username, password });
  return session.ok ? { ok: true, value: { url: base, token: session.value.token } } : session;
}

export async function call<T>(installation: RemoteInstallation, method: 'GET' | 'POST', path: string, schema: z.ZodType<T>, language: Language, body?: unknown): Promise<Answer<T>> {
  let response: Response;
  try {
    response = await fetch(new URL(path, installation.url), {
      method,
      headers: { ...(installation.token === '' ? {} : { Authorization: `Bearer ${installation.token}` }), ...(body === undefined ? {} : { 'Content-Type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  } catch {
    return { ok: false, sentence: language === 'zh' ? `连不上 ${installation.url}，请确认系统已启动、地址无误。` : `${installation.url} cannot be reached. Make sure that the system is running and the address is right.` };
  }
  const answer: unknown = await response.json().catch(() => null);
  if (response.ok) return { ok: true, value: schema.parse(answer) };
  const problem = problemSchema.safeParse(answer);
  return { ok: false, sentence: problem.success ? problem.data.message[language] : `HTTP ${response.status}` };
}
