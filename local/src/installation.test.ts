import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { Client } from 'minio';
import { z } from 'zod';
import { startInstallation, type Installation } from './installation.js';
import { freePort } from './ports.js';
import { fixturePrograms } from './testing/fixturePrograms.js';
import { describeOnEachQueue } from './testing/onEachQueue.js';
import { processesOf } from './testing/processesOf.js';

const echo = z.object({ pid: z.number(), url: z.string() });
const pidOf = async (url: string) => echo.parse(await (await fetch(url)).json()).pid;

await describeOnEachQueue('An installation', (queue) => {
  let installation: Installation;

  beforeAll(async () => {
    installation = await startInstallation({ queue, apps: { review: 2 }, programs: fixturePrograms, env: { MARK: 'fixture' } });
  });
  afterAll(() => installation.stop());

  it('routes one port to every app, and shares the work among the processes of one', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => pidOf(`${installation.baseUrl}/api/reports`)));
    const reviewers = installation.processes.filter(({ app }) => app === 'review').map((process) => process.pid());
    expect(new Set(answers)).toEqual(new Set(reviewers));
  });

  it('tells every app where its services are', () => {
    const names = ['DATABASE_URL', 'S3_ENDPOINT', 'S3_ACCESS_KEY', 'S3_SECRET_KEY', 'S3_REGION', 'S3_BUCKET_SOURCES', 'S3_BUCKET_PUBLIC', 'PUBLIC_URL', 'HOST', ...(queue === 'redis' ? ['REDIS_URL'] : [])];
    expect(Object.keys(installation.env)).toEqual(expect.arrayContaining(names));
    expect('REDIS_URL' in installation.env).toBe(queue === 'redis');
  });

  it('starts a killed app again, whose readers see no error', async () => {
    const [before] = installation.processes.filter(({ app }) => app === 'publish').map((process) => process.pid());
    await installation.kill('publish');
    const after = await pidOf(`${installation.baseUrl}/page.html`);
    expect(after).not.toBe(before);
    await installation.whenReady();
  });

  it('survives a restarted database and a wiped queue', async () => {
    await installation.restartPostgres();
    await installation.wipeQueue();
    expect((await fetch(`${installation.baseUrl}/`)).status).toBe(200);
  });

  it('stops without leaving a process or a file, even when an app hangs', async () => {
    const hanging = await startInstallation({ queue, programs: fixturePrograms, env: { HANGS: 'yes' } });
    expect(processesOf(hanging.dir).length).toBeGreaterThan(6);
    await hanging.stop({ graceMs: 300 });
    expect(processesOf(hanging.dir)).toEqual([]);
    expect(existsSync(hanging.dir)).toBe(false);
  });
});

describe('The object store', () => {
  it('keeps objects, and shows them to those with the keys alone', async () => {
    const installation = await startInstallation({ queue: 'postgres', programs: fixturePrograms });
    try {
      const { endpoint, accessKey, secretKey } = installation.services.s3;
      const { hostname, port } = new URL(endpoint);
      const client = new Client({ endPoint: hostname, port: Number(port), useSSL: false, accessKey, secretKey });
      await client.putObject('gouji-sources', '年报/一.txt', Buffer.from('勾稽'));
      const stream = await client.getObject('gouji-sources', '年报/一.txt');
      expect((await stream.toArray()).join('')).toBe('勾稽');
      expect((await fetch(`${endpoint}/gouji-sources/${encodeURIComponent('年报')}/${encodeURIComponent('一.txt')}`)).status).toBe(403);
      const stranger = new Client({ endPoint: hostname, port: Number(port), useSSL: false, accessKey: 'S3RVER', secretKey: 'S3RVER' });
      await expect(stranger.getObject('gouji-sources', '年报/一.txt')).rejects.toThrow();
    } finally {
      await installation.stop();
    }
  });
});

describe('A taken port', () => {
  it('is refused before anything is started, with a sentence that names another', async () => {
    const port = await freePort();
    const other = createServer().listen(port, '127.0.0.1');
    await once(other, 'listening');
    await expect(startInstallation({ queue: 'postgres', port, programs: fixturePrograms })).rejects.toMatchObject({
      code: 'port-taken',
      sentences: { zh: expect.stringContaining(`端口 ${port} 已被`), en: expect.stringContaining(`PORT=${port + 1} npm start`) },
    });
    other.close();
  });
});

describe('A runner that is killed', () => {
  it('is cleaned up after by the next one, which runs alone in the folder', async () => {
    const program = fileURLToPath(new URL('./testing/runForever.js', import.meta.url));
    const runner = spawn(process.execPath, [program], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [line] = await once(runner.stdout, 'data');
    const dir = String(line).trim();
    expect(processesOf(dir).length).toBeGreaterThan(6);
    runner.kill('SIGKILL');
    await once(runner, 'exit');
    const left = processesOf(dir);

    const next = await startInstallation({ dir, queue: 'postgres', programs: fixturePrograms });
    const now = processesOf(dir);
    expect(left.filter((process) => now.includes(process))).toEqual([]);
    await expect(startInstallation({ dir, queue: 'postgres', programs: fixturePrograms })).rejects.toMatchObject({ code: 'already-running' });
    expect((await fetch(`${next.baseUrl}/`)).status).toBe(200);
    await next.stop({ remove: true });
    expect(processesOf(dir)).toEqual([]);
  });
});
