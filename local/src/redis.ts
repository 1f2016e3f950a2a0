import { accessSync, constants, mkdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { Redis as Client } from 'ioredis';
import { setTimeout as sleep } from 'node:timers/promises';
import { childEnvironment } from './environment.js';
import { tailOf } from './logs.js';
import { rememberedPort } from './ports.js';
import { startProcess, type RunningProcess } from './processes.js';
import { SetupError } from './setupError.js';

/** A Redis or Valkey server program; `argv0` is the name it must be called by. */
export type RedisProgram = { command: string; argv0: string };

export type Redis = { url: string; restart(): Promise<void>; wipe(): Promise<void>; stop(): Promise<void> };

/** The server on PATH, Redis or Valkey; undefined when there is none. */
export function findRedis(): RedisProgram | undefined {
  return findOnPath('redis-server') ?? findOnPath('valkey-server');
}

/**
 * Debian keeps the one Redis binary in `redis-tools` under the name of its checking tool, and `redis-server` adds a link to it
 * and a system service. The binary acts by the name it is called by, so the tools alone are a server without a service.
 */
export function findRedisTools(): RedisProgram | undefined {
  return findOnPath('redis-check-rdb', 'redis-server') ?? findOnPath('valkey-check-rdb', 'valkey-server');
}

/**
 * Starts a server on 127.0.0.1 behind a password, keeping its data under `dir/redis` so that a restart loses nothing acknowledged
 * more than a second ago.
 *
 * @throws SetupError when it does not answer.
 */
export async function startRedis({ dir, password, program }: { dir: string; password: string; program: RedisProgram }): Promise<Redis> {
  const folder = join(dir, 'redis');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const port = await rememberedPort(dir, 'redis');
  // BullMQ requires noeviction: an evicted key would be a lost job.
  const configuration = ['bind 127.0.0.1', `port ${port}`, `dir "${folder}"`, 'appendonly yes', 'appendfsync everysec', 'save ""', 'maxmemory-policy noeviction', `requirepass ${password}`, 'daemonize no'];
  const url = `redis://:${password}@127.0.0.1:${port}`;
  const launch = async () => {
    const started = await startProcess({ name: 'redis', ...program, args: ['-'], dir, cwd: folder, env: childEnvironment(), input: `${configuration.join('\n')}\n` });
    if (await answers(started, url)) return started;
    await started.stop();
    throw new SetupError('redis-not-started', {
      zh: `Redis 没有启动成功，其日志（${started.logFile}）的最后几行是：\n${tailOf(started.logFile)}`,
      en: `Redis did not start; the end of its log (${started.logFile}) is above.`,
    });
  };
  let running = await launch();
  return {
    url,
    wipe: () => withClient(url, (client) => client.flushall()),
    async restart() {
      await running.stop();
      running = await launch();
    },
    async stop() {
      await running.stop();
    },
  };
}

/** Opens a connection for one piece of work. */
export async function withClient(url: string, work: (client: Client) => Promise<unknown>): Promise<void> {
  const client = new Client(url, { lazyConnect: true, maxRetriesPerRequest: 1, retryStrategy: () => null, connectTimeout: 2_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await work(client);
  } finally {
    client.disconnect();
  }
}

async function answers(running: RunningProcess, url: string): Promise<boolean> {
  const deadline = Date.now() + 30_000;
  while (running.ending() === undefined && Date.now() < deadline) {
    try {
      await withClient(url, (client) => client.ping());
      return true;
    } catch {
      await sleep(50);
    }
  }
  return false;
}

function findOnPath(name: string, argv0 = name): RedisProgram | undefined {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/local/bin', '/usr/bin', '/usr/sbin'];
  for (const folder of folders) {
    const command = join(folder, name);
    try {
      accessSync(command, constants.X_OK);
      return { command, argv0 };
    } catch {
      continue;
    }
  }
  return undefined;
}
