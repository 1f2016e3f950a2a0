import type { QueueKind } from '../backingServices.js';
import { installRedis } from '../redisInstall.js';

/**
 * Describes the same behaviour on both queue backends. Where no Redis can be had, its suite is skipped, with the reason in its name.
 * `npm test` looks for Redis once and says so in GOUJI_REDIS_UNAVAILABLE, so that not every file tries to install it.
 */
export async function describeOnEachQueue(title: string, suite: (queue: QueueKind) => void): Promise<void> {
  describe(`${title} (queue in PostgreSQL)`, () => suite('postgres'));
  const told = process.env.GOUJI_REDIS_UNAVAILABLE;
  const redis = told === undefined ? await installRedis() : { unavailable: told };
  if ('unavailable' in redis) describe.skip(`${title} (queue in Redis; skipped: ${redis.unavailable})`, () => suite('redis'));
  else describe(`${title} (queue in Redis)`, () => suite('redis'));
}
