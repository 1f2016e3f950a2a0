import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startPostgres, type Postgres } from './postgres.js';
import { removePostgresHome } from './postgresHome.js';
import { readRecord } from './processes.js';

async function ask<T extends pg.QueryResultRow>(url: string, sql: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<T>(sql)).rows;
  } finally {
    await client.end();
  }
}

describe('PostgreSQL under the data folder', () => {
  let dir: string;
  let postgres: Postgres;

  beforeAll(async () => {
    dir = mkdtempSync(join(tmpdir(), 'gouji-postgres-'));
    chmodSync(dir, 0o711);
    postgres = await startPostgres({ dir, password: 'p4ssword' });
    await ask(postgres.url, 'create table kept (word text)');
  });
  afterAll(async () => {
    await postgres.stop();
    removePostgresHome(dir);
    rmSync(dir, { recursive: true, force: true });
  });

  it('is a current PostgreSQL in UTF-8 that writes through to the disk', async () => {
    const [row] = await ask<{ version: string; encoding: string; fsync: string; synchronous: string }>(
      postgres.url,
      `select current_setting('server_version_num') as version, current_setting('server_encoding') as encoding, current_setting('fsync') as fsync, current_setting('synchronous_commit') as synchronous`,
    );
    expect(Number(row?.version)).toBeGreaterThanOrEqual(180_000);
    expect(row).toMatchObject({ encoding: 'UTF8', fsync: 'on', synchronous: 'on' });
  });

  it('listens on this machine alone, and to the right password alone', async () => {
    const [row] = await ask<{ addresses: string }>(postgres.url, `select current_setting('listen_addresses') as addresses`);
    expect(row?.addresses).toBe('127.0.0.1');
    await expect(ask(postgres.url.replace('p4ssword', 'wrong'), 'select 1')).rejects.toThrow(/password authentication failed/);
  });

  it('keeps what was committed through a restart and a crash, at the same address', async () => {
    await ask(postgres.url, `insert into kept values ('before restart')`);
    await postgres.restart();
    await ask(postgres.url, `insert into kept values ('before crash')`);
    await postgres.restart('crash');
    expect(await ask(postgres.url, 'select word from kept order by word')).toEqual([{ word: 'before crash' }, { word: 'before restart' }]);
  });

  it('takes over from a run that was killed and left its server behind', async () => {
    const left = readRecord(dir, 'postgres');
    const next = await startPostgres({ dir, password: 'p4ssword' });
    postgres = next;
    expect(readRecord(dir, 'postgres')?.pid).not.toBe(left?.pid);
    expect(await ask(next.url, 'select count(*)::int as n from kept')).toEqual([{ n: 2 }]);
  });

  it('keeps its data closed to other accounts', () => {
    expect(statSync(join(dir, 'postgres')).mode & 0o077).toBe(0);
    expect(readFileSync(join(dir, 'logs', 'postgres.log'), 'utf8')).not.toContain('p4ssword');
  });
});
