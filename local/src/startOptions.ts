import { z } from 'zod';
import type { ExternalServices, QueueKind } from './backingServices.js';
import { findRedis } from './redis.js';
import { SetupError } from './setupError.js';

/** What `npm start` was asked for, by its arguments and its environment. */
export type StartOptions = { once: boolean; port: number; host: string; queue: QueueKind; external: ExternalServices };

/** An empty variable counts as one that is not set, as `VAR= npm start` means. */
const text = z.string().optional().transform((value) => (value === undefined || value.trim() === '' ? undefined : value.trim()));

/** Every variable that `npm start` itself reads. The apps read theirs from what is given to them. */
const variables = z
  .object({
    /** The one port under which everything is reached. */
    PORT: text.transform((value) => Number(value ?? 8080)).refine((port) => Number.isInteger(port) && port > 0 && port < 65_536, {
      error: 'PORT 应为 1 至 65535 的整数。 PORT is a whole number from 1 to 65535.',
    }),
    /** The address listened on. The demo accounts have known passwords, so it is this machine alone unless said otherwise. */
    HOST: text.transform((value) => value ?? '127.0.0.1'),
    /** Where the queue lives; without it, Redis where one is named or found, else PostgreSQL. */
    GOUJI_QUEUE: text.pipe(z.enum(['postgres', 'redis'], { error: 'GOUJI_QUEUE 只能是 postgres 或 redis。 GOUJI_QUEUE is postgres or redis.' }).optional()),
    /** A PostgreSQL of your own instead of the one that comes along. */
    DATABASE_URL: text,
    /** A Redis of your own. */
    REDIS_URL: text,
    /** An S3 endpoint of your own, with its keys. */
    S3_ENDPOINT: text,
    S3_ACCESS_KEY: text,
    S3_SECRET_KEY: text,
    S3_REGION: text,
    S3_BUCKET_SOURCES: text,
    S3_BUCKET_PUBLIC: text,
  })
  .refine((given) => given.S3_ENDPOINT === undefined || (given.S3_ACCESS_KEY !== undefined && given.S3_SECRET_KEY !== undefined), {
    error: '设置了 S3_ENDPOINT，还需要 S3_ACCESS_KEY 和 S3_SECRET_KEY。 S3_ENDPOINT needs S3_ACCESS_KEY and S3_SECRET_KEY beside it.',
  });

/**
 * Reads arguments and environment, naming all mistakes at once.
 *
 * @throws SetupError
 */
export function startOptions(args: string[], environment: NodeJS.ProcessEnv): StartOptions {
  const unknown = args.filter((argument) => argument !== '--once');
  const parsed = variables.safeParse(environment);
  const mistakes = [
    ...unknown.map((argument) => `不认识的参数 ${argument}；只有 --once。 Unknown argument ${argument}; there is only --once.`),
    ...(parsed.error?.issues.map(({ message }) => message) ?? []),
  ];
  if (!parsed.success || mistakes.length > 0) {
    throw new SetupError('wrong-options', { zh: `启动参数有误：\n${mistakes.join('\n')}`, en: 'The options above are wrong.' });
  }
  const given = parsed.data;
  const redisIsThere = given.REDIS_URL !== undefined || findRedis() !== undefined;
  return {
    once: args.includes('--once'),
    port: given.PORT,
    host: given.HOST,
    queue: given.GOUJI_QUEUE ?? (redisIsThere ? 'redis' : 'postgres'),
    external: {
      ...(given.DATABASE_URL === undefined ? {} : { databaseUrl: given.DATABASE_URL }),
      ...(given.REDIS_URL === undefined ? {} : { redisUrl: given.REDIS_URL }),
      ...(given.S3_ENDPOINT === undefined || given.S3_ACCESS_KEY === undefined || given.S3_SECRET_KEY === undefined
        ? {}
        : { s3: { endpoint: given.S3_ENDPOINT, accessKey: given.S3_ACCESS_KEY, secretKey: given.S3_SECRET_KEY, ...named({ region: given.S3_REGION, sources: given.S3_BUCKET_SOURCES, public: given.S3_BUCKET_PUBLIC }) } }),
    },
  };
}

function named(values: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}
