import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client } from 'minio';
import { childEnvironment } from './environment.js';
import { tailOf } from './logs.js';
import { rememberedPort } from './ports.js';
import { startProcess } from './processes.js';
import { waitForHttp } from './readiness.js';
import { SetupError } from './setupError.js';

export type Storage = { endpoint: string; accessKey: string; secretKey: string; stop(): Promise<void>; restart(): Promise<void> };

export const buckets = { sources: 'gouji-sources', public: 'gouji-public' };

/**
 * Starts the local S3 endpoint over `dir/s3` with both buckets in place. It takes single-request puts of known size.
 *
 * @throws SetupError when it does not answer.
 */
export async function startStorage({ dir, accessKey, secretKey }: { dir: string; accessKey: string; secretKey: string }): Promise<Storage> {
  const folder = join(dir, 's3');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const port = await rememberedPort(dir, 's3');
  const endpoint = `http://127.0.0.1:${port}`;
  const launch = async () => {
    const started = await startProcess({
      name: 's3',
      command: process.execPath,
      args: [fileURLToPath(new URL('./storageServer.js', import.meta.url))],
      dir,
      env: childEnvironment(),
      input: JSON.stringify({ folder, port, accessKey, secretKey }),
    });
    if (await waitForHttp(`${endpoint}/healthz`, { timeoutMs: 30_000, until: () => started.ending() !== undefined })) return started;
    await started.stop();
    throw new SetupError('storage-not-started', {
      zh: `对象存储没有启动成功，其日志（${started.logFile}）的最后几行是：\n${tailOf(started.logFile)}`,
      en: `The object store did not start; the end of its log (${started.logFile}) is above.`,
    });
  };
  let running = await launch();
  const client = new Client({ endPoint: '127.0.0.1', port, useSSL: false, accessKey, secretKey, region: 'us-east-1' });
  for (const bucket of Object.values(buckets)) {
    if (!(await client.bucketExists(bucket))) await client.makeBucket(bucket);
  }
  return {
    endpoint,
    accessKey,
    secretKey,
    async restart() {
      await running.stop({ graceMs: 3_000 });
      running = await launch();
    },
    async stop() {
      await running.stop({ graceMs: 3_000 });
    },
  };
}
