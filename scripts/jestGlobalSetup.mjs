/** Looks for a Redis once, installing one where that is allowed; the test files are told when there is none. */
import { installRedis } from '../local/dist/redisInstall.js';

export default async function globalSetup() {
  const redis = await installRedis();
  if ('unavailable' in redis) process.env.GOUJI_REDIS_UNAVAILABLE = redis.unavailable;
}
