import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { clientWithToken, type ApiClient } from '@gouji/local/apiClient';
import type { Installation } from '@gouji/local/installation';
import pg from 'pg';

/** A body with three persons who are signed in already. */
export interface Office { readonly bodyId: string; readonly code: string; readonly editor: ApiClient; readonly reviewer: ApiClient; readonly signer: ApiClient }

export const samplesFolder = fileURLToPath(new URL('../../../samples/', import.meta.url));

export function sample(number: '000' | '001' | '002' | '003' | '004'): Promise<Buffer> {
  const names = { '000': '000_9e7289e58a1cf65b.txt', '001': '001_94358fe22916de47.txt', '002': '002_0935331167c41a19.txt', '003': '003_c7925c89c326f8ac.txt', '004': '004_79fee03082277bb8.txt' };
  return readFile(`${samplesFolder}${names[number]}`);
}

/** The sound report 004 as any body and year of the 2019 form could have written it, so that every file differs. */
export async function soundReport(name: string, year: 2019 | 2020 = 2020): Promise<Buffer> {
  const text = (await sample('004')).toString('utf8');
  return Buffer.from(text.replaceAll('天福街道办事处', name).replaceAll('2020', String(year)));
}

/** Runs statements in an installation's database. */
export async function inDatabase<T>(installation: Pick<Installation, 'services'>, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: installation.services.databaseUrl });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/**
 * Makes bodies, each with an editor, a reviewer and a signer, and signs them in. Written straight to the database: making
 * a thousand passwords is not what these tests are about.
 */
export async function openOffices(installation: Installation, count: number): Promise<Office[]> {
  return inDatabase(installation, async (client) => {
    const offices: Office[] = [];
    const run = randomBytes(3).toString('hex');
    const bodies: unknown[][] = [[], [], []];
    const accounts: unknown[][] = [[], [], [], []];
    const sessions: unknown[][] = [[], []];
    for (let index = 0; index < count; index += 1) {
      const bodyId = randomUUID();
      const code = `office-${run}-${index}`;
      push(bodies, [bodyId, `第${index}街道办事处（${run}）`, code]);
      const clients = ['editor', 'reviewer', 'signer'].map((role) => {
        const accountId = randomUUID();
        const token = randomBytes(32).toString('base64url');
        push(accounts, [accountId, `${code}.${role}`, bodyId, role]);
        push(sessions, [createHash('sha256').update(token).digest(), accountId]);
        return clientWithToken(installation.baseUrl, token);
      }) as [ApiClient, ApiClient, ApiClient];
      offices.push({ bodyId, code, editor: clients[0], reviewer: clients[1], signer: clients[2] });
    }
    await client.query('insert into bodies (id, name, code, lineage) select id, name, code, array[id] from unnest($1::uuid[], $2::text[], $3::text[]) as b (id, name, code)', bodies);
    await client.query("insert into accounts (id, username, name, password_hash) select id, username, username, 'no password fits this' from unnest($1::uuid[], $2::text[]) as a (id, username)", accounts.slice(0, 2));
    await client.query('insert into account_roles (account_id, body_id, role) select * from unnest($1::uuid[], $2::uuid[], $3::text[])', [accounts[0], accounts[2], accounts[3]]);
    await client.query("insert into sessions (token_hash, account_id, expires_at) select token_hash, account_id, now() + interval '12 hours' from unnest($1::bytea[], $2::uuid[]) as s (token_hash, account_id)", sessions);
    return offices;
  });
}

function push(columns: unknown[][], row: unknown[]): void {
  for (const [index, value] of row.entries()) columns[index]?.push(value);
}

/** Waits until `look` gives something, looking often. */
export async function eventually<T>(what: string, look: () => Promise<T | undefined>, timeoutMs = 20_000): Promise<T> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (Date.now() > deadline) throw new Error(`This did not happen within ${timeoutMs / 1000} s: ${what}.`);
    await new Promise((resolve) => { setTimeout(resolve, 100); });
  }
}

/** Waits until a report has left `received`, and gives it. */
export async function settled(client: ApiClient, id: string): ReturnType<ApiClient['report']> {
  return eventually(`report ${id} is read and checked`, async () => {
    const report = await client.report(id);
    return report.state === 'received' ? undefined : report;
  });
}
