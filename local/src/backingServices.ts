import { mkdirSync, rmSync } from 'node:fs';
import pg from 'pg';
import { claim } from './claim.js';
import { startPostgres, type Postgres } from './postgres.js';
import { removePostgresHome } from './postgresHome.js';
import { findRedis, findRedisTools, startRedis, withClient, type Redis } from './redis.js';
import { loadSecrets } from './secrets.js';
import { SetupError } from './setupError.js';
import { buckets, startStorage, type Storage } from './storage.js';

export type QueueKind = 'postgres' | 'redis';

/** Services that stand elsewhere and replace our own. */
export type ExternalServices = {
  databaseUrl?: string;
  redisUrl?: string;
  s3?: { endpoint: string; accessKey: string; secretKey: string; region?: string; sources?: string; public?: string };
};

export type BackingServices = {
  databaseUrl: string;
  /** Absent: the queue lives in PostgreSQL. */
  redisUrl?: string;
  queue: QueueKind;
  s3: { endpoint: string; accessKey: string; secretKey: string };
  /** What every app is told of them. */
  env: Record<string, string>;
  /** Only where PostgreSQL is ours; `crash` ends it as a power cut would. */
  restartPostgres(how?: 'fast' | 'crash'): Promise<void>;
  /** Forgets every job, as a queue that lost its disk would. */
  wipeQueue(): Promise<void>;
  /** Stops what is ours. `remove` deletes all data too. */
  stop(options?: { remove?: boolean }): Promise<void>;
};

/**
 * Brings up PostgreSQL, an S3 endpoint and, for the `redis` queue, Redis, all under `dir` (made if need be); what `external` names is used instead.
 * What a killed earlier run left in `dir` is ended first.
 * Everything started is stopped again when a part fails.
 *
 * @throws SetupError with a sentence for the person who started it.
 */
export async function startBackingServices({ dir, queue, external = {}, before = () => undefined }: BackingOptions): Promise<BackingServices> {
  mkdirSync(dir, { recursive: true });
  const release = await claim(dir);
  try {
    await before();
    return await startClaimed({ dir, queue, external, release });
  } catch (error) {
    release();
    throw error;
  }
}

type BackingOptions = {
  dir: string;
  queue: QueueKind;
  external?: ExternalServices;
  /** Checked once the folder is ours and cleaned up, before anything is started; throws to refuse. */
  before?: () => void | Promise<void>;
};

async function startClaimed({ dir, queue, external, release }: { dir: string; queue: QueueKind; external: ExternalServices; release: () => void }): Promise<BackingServices> {
  const secrets = loadSecrets(dir);
  const started: { stop(): Promise<void> }[] = [];
  const keep = async <T extends { stop(): Promise<void> }>(starting: Promise<T>): Promise<T> => {
    const service = await starting;
    started.push(service);
    return service;
  };
  const stopAll = async () => {
    await Promise.allSettled(started.map((service) => service.stop()));
    release();
  };

  const parts = await Promise.allSettled([
    external.databaseUrl === undefined ? keep<Postgres>(startPostgres({ dir, password: secrets.postgresPassword })) : Promise.resolve(undefined),
    external.s3 === undefined ? keep<Storage>(startStorage({ dir, accessKey: secrets.s3AccessKey, secretKey: secrets.s3SecretKey })) : Promise.resolve(undefined),
    queue === 'redis' && external.redisUrl === undefined ? keep<Redis>(startRedis({ dir, password: secrets.redisPassword, program: anyRedis() })) : Promise.resolve(undefined),
  ] as const);
  const failed = parts.find((part) => part.status === 'rejected');
  if (failed !== undefined) {
    await stopAll();
    throw failed.reason;
  }
  const [postgres, storage, redis] = [valueOf(parts[0]), valueOf(parts[1]), valueOf(parts[2])];
  const databaseUrl = external.databaseUrl ?? postgres?.url;
  const s3 = external.s3 ?? storage;
  const redisUrl = queue === 'redis' ? (external.redisUrl ?? redis?.url) : undefined;
  if (databaseUrl === undefined || s3 === undefined) throw new Error('A backing service started without an address.');

  return {
    databaseUrl,
    ...(redisUrl === undefined ? {} : { redisUrl }),
    queue,
    s3: { endpoint: s3.endpoint, accessKey: s3.accessKey, secretKey: s3.secretKey },
    env: {
      DATABASE_URL: databaseUrl,
      ...(redisUrl === undefined ? {} : { REDIS_URL: redisUrl }),
      S3_ENDPOINT: s3.endpoint,
      S3_ACCESS_KEY: s3.accessKey,
      S3_SECRET_KEY: s3.secretKey,
      S3_REGION: external.s3?.region ?? 'us-east-1',
      S3_BUCKET_SOURCES: external.s3?.sources ?? buckets.sources,
      S3_BUCKET_PUBLIC: external.s3?.public ?? buckets.public,
    },
    async restartPostgres(how) {
      if (postgres === undefined) throw new Error('DATABASE_URL names a PostgreSQL that is not ours to restart.');
      await postgres.restart(how);
    },
    wipeQueue: () => (redisUrl === undefined ? wipePostgresQueue(databaseUrl) : withClient(redisUrl, (client) => client.flushall())),
    async stop({ remove = false } = {}) {
      await stopAll();
      if (remove) {
        removePostgresHome(dir);
        rmSync(dir, { recursive: true, force: true });
      }
    },
  };
}

function anyRedis() {
  const program = findRedis() ?? findRedisTools();
  if (program !== undefined) return program;
  throw new SetupError('redis-not-found', {
    zh: '要求使用 Redis 队列，但本机没有 redis-server 或 valkey-server，也没有设置 REDIS_URL。',
    en: 'The Redis queue was asked for, but there is neither a redis-server nor a valkey-server here, and REDIS_URL is not set.',
  });
}

const valueOf = <T>(part: PromiseSettledResult<T>): T | undefined => (part.status === 'fulfilled' ? part.value : undefined);

/** Empties every table of BullMQ's schema except the ledger of its migrations. */
async function wipePostgresQueue(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>(`select quote_ident(tablename) as name from pg_tables where schemaname = 'bullmq' and tablename <> 'migration'`);
    if (rows.length > 0) await client.query(`truncate ${rows.map(({ name }) => `bullmq.${name}`).join(', ')} cascade`);
  } finally {
    await client.end();
  }
}
