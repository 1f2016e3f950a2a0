import { execFile } from 'node:child_process';
import { chownSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import { tailOf } from './logs.js';
import { preparePostgresHome, type PostgresHome } from './postgresHome.js';
import { isFree, rememberedPort } from './ports.js';
import { endProcess, startOf, startProcess, type RunningProcess } from './processes.js';
import { SetupError } from './setupError.js';

export type Postgres = {
  /** `postgres://…` of the database `gouji`, valid across restarts. */
  url: string;
  port: number;
  /** Stops it (`fast`: sessions are ended cleanly; `crash`: as a power cut would) and starts it again on the same port. */
  restart(how?: 'fast' | 'crash'): Promise<void>;
  stop(): Promise<void>;
};

const user = 'gouji';
const database = 'gouji';

/** Sized for a laptop that also runs every app; what a crash must not lose stays at PostgreSQL's safe defaults. */
const settings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '200',
  shared_buffers: '128MB',
  max_wal_size: '1GB',
  jit: 'off',
  log_timezone: 'UTC',
  timezone: 'UTC',
};

/**
 * Starts a real PostgreSQL whose data live under `dir`, made on first use. Whatever an earlier, killed run left
 * running on the same data is stopped first.
 *
 * @throws SetupError when it cannot be made or started, with the last lines of its log.
 */
export async function startPostgres({ dir, password }: { dir: string; password: string }): Promise<Postgres> {
  const home = preparePostgresHome(dir);
  if (!existsSync(join(home.data, 'PG_VERSION'))) await makeCluster(home, password);
  await endLeftover(home);
  let port = await rememberedPort(dir, 'postgres');
  let running = await launch(dir, home, port);
  for (let attempt = 0; !(await answers(running, port, password)); attempt++) {
    await running.stop({ signal: 'SIGQUIT', graceMs: 5_000 });
    // Between our look and its start another program may have taken the port; or memory shared by a killed
    // predecessor's last backend is not yet released.
    if (attempt === 5) throw didNotStart(running);
    await sleep(500);
    if (!(await isFree(port))) port = await rememberedPort(dir, 'postgres');
    running = await launch(dir, home, port);
  }
  await makeDatabase(port, password);
  return {
    url: urlOf(port, password, database),
    port,
    async restart(how = 'fast') {
      await running.stop({ signal: how === 'fast' ? 'SIGINT' : 'SIGKILL', graceMs: 15_000 });
      for (let attempt = 0; ; attempt++) {
        running = await launch(dir, home, port);
        if (await answers(running, port, password)) return;
        await running.stop({ signal: 'SIGQUIT', graceMs: 5_000 });
        if (attempt === 10) throw didNotStart(running);
        await sleep(500);
      }
    },
    async stop() {
      await running.stop({ signal: 'SIGINT', graceMs: 15_000 });
    },
  };
}

function launch(dir: string, home: PostgresHome, port: number): Promise<RunningProcess> {
  const options = Object.entries({ ...settings, port: String(port) }).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  return startProcess({
    name: 'postgres',
    command: join(home.programs, 'postgres'),
    args: ['-D', home.data, ...options],
    dir,
    cwd: home.root,
    env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' },
    ...(home.owner === undefined ? {} : { owner: home.owner }),
  });
}

async function makeCluster(home: PostgresHome, password: string): Promise<void> {
  // An initdb that was interrupted leaves a folder that a second one refuses.
  rmSync(home.data, { recursive: true, force: true });
  const passwordFile = join(home.root, 'password');
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  if (home.owner !== undefined) chownSync(passwordFile, home.owner.uid, home.owner.gid);
  const args = ['-D', home.data, '-U', user, `--pwfile=${passwordFile}`, '--auth=scram-sha-256', '--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'];
  try {
    await promisify(execFile)(join(home.programs, 'initdb'), args, { ...home.owner, cwd: home.root, env: { PATH: process.env.PATH, LC_ALL: 'C' } });
  } catch (error) {
    rmSync(home.data, { recursive: true, force: true });
    const said = typeof error === 'object' && error !== null && 'stderr' in error ? String(error.stderr).trim() : String(error);
    throw new SetupError('postgres-not-made', {
      zh: `无法在 ${home.data} 建立数据库：${said}`,
      en: `The database could not be made in ${home.data}: ${said}`,
    });
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

/** Ends the postmaster that `postmaster.pid` names, if it is one, and removes a file that names another program. */
async function endLeftover(home: PostgresHome): Promise<void> {
  const file = join(home.data, 'postmaster.pid');
  if (!existsSync(file)) return;
  const pid = Number(readFileSync(file, 'utf8').split('\n', 1)[0]);
  const startedAt = startOf(pid);
  if (startedAt !== undefined && isPostmaster(pid, home.data)) await endProcess({ pid, startedAt }, 'SIGINT', 10_000);
  else rmSync(file, { force: true });
}

function isPostmaster(pid: number, data: string): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').includes(data);
  } catch {
    // Without /proc, PostgreSQL's own check of the file decides.
    return process.platform !== 'linux';
  }
}

/** Waits until a session can be opened; false as soon as the process has ended, or after a minute. */
async function answers(running: RunningProcess, port: number, password: string): Promise<boolean> {
  const deadline = Date.now() + 60_000;
  while (running.ending() === undefined && Date.now() < deadline) {
    const client = new pg.Client({ connectionString: urlOf(port, password, 'postgres'), connectionTimeoutMillis: 2_000 });
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.query('select 1');
      return running.ending() === undefined;
    } catch {
      await sleep(50);
    } finally {
      await client.end().catch(() => undefined);
    }
  }
  return false;
}

async function makeDatabase(port: number, password: string): Promise<void> {
  const client = new pg.Client({ connectionString: urlOf(port, password, 'postgres') });
  await client.connect();
  try {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [database]);
    if (rowCount === 0) await client.query(`create database ${database}`);
  } finally {
    await client.end();
  }
}

const urlOf = (port: number, password: string, name: string) => `postgres://${user}:${password}@127.0.0.1:${port}/${name}`;

const didNotStart = (running: RunningProcess) =>
  new SetupError('postgres-not-started', {
    zh: `PostgreSQL 没有启动成功，其日志（${running.logFile}）的最后几行是：\n${tailOf(running.logFile)}`,
    en: `PostgreSQL did not start; the end of its log (${running.logFile}) is above.`,
  });
