import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from '@gouji/local/ports';
import { removePostgresHome } from '@gouji/local/postgresHome';
import { readRecord } from '@gouji/local/processes';
import { processesOf } from '@gouji/local/testing/processesOf';

const program = fileURLToPath(new URL('../../../local/dist/start.js', import.meta.url));
const stays = /Ctrl-C stops everything/;

/** The program of `npm start`, over a folder of its own. */
function npmStart(dir: string, port: number, ...args: string[]) {
  const child: ChildProcess = spawn(process.execPath, [program, ...args], { env: { PATH: process.env.PATH, GOUJI_DATA: dir, PORT: String(port), GOUJI_QUEUE: 'postgres' }, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const ended = once(child, 'exit').then(([code]: (number | null)[]) => code);
  return {
    child,
    ended,
    said: () => said,
    /** Waits for the words; fails when the program ends without them. */
    async says(words: RegExp): Promise<void> {
      let over = false;
      void ended.then(() => (over = true));
      while (!words.test(said)) {
        if (over) throw new Error(`It ended without saying ${String(words)}:\n${said}`);
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    },
  };
}

describe('npm start', () => {
  let dir: string;
  let port: number;

  beforeAll(async () => {
    dir = mkdtempSync(join(tmpdir(), 'gouji-start-'));
    chmodSync(dir, 0o711);
    port = await freePort();
  });
  afterAll(() => {
    removePostgresHome(dir);
    rmSync(dir, { recursive: true, force: true });
  });

  it('with --once takes the five reports through, prints the table, leaves no process and says so with 0', async () => {
    const run = npmStart(dir, port, '--once');
    expect(await run.ended).toBe(0);
    expect(run.said().match(/已公开 published/g)).toHaveLength(4);
    expect(run.said()).toMatch(/铁山区 .*编辑 editing/);
    expect(run.said()).toMatch(/建议改正：/);
    expect(run.said()).toContain(`http://127.0.0.1:${port}/reports/tianfu/2020/`);
    expect(processesOf(dir)).toEqual([]);
  }, 90_000);

  it('the second time files nothing twice, and stays; a runner beside it is refused and harms it not', async () => {
    const first = npmStart(dir, port);
    await first.says(stays);
    expect(first.said().match(/已公开 published/g)).toHaveLength(4);
    const beside = npmStart(dir, await freePort());
    expect([await beside.ended, beside.said()]).toEqual([1, expect.stringContaining('Gouji already runs in this folder')]);
    const samePort = npmStart(`${dir}-other`, port);
    expect([await samePort.ended, samePort.said()]).toEqual([1, expect.stringContaining(`Port ${port} is taken`)]);
    rmSync(`${dir}-other`, { recursive: true, force: true });
    const page = await fetch(`http://127.0.0.1:${port}/reports/tianfu/2020/`);
    expect(page.status).toBe(200);

    first.child.kill('SIGINT');
    expect(await first.ended).toBe(0);
    expect(processesOf(dir)).toEqual([]);
  }, 90_000);

  it('after its runner was killed, starts again at the same port with all data, and Ctrl-C while starting leaves nothing', async () => {
    const killed = npmStart(dir, port);
    await killed.says(stays);
    killed.child.kill('SIGKILL');
    await killed.ended;
    expect(readRecord(dir, 'postgres')).toBeDefined();
    const next = npmStart(dir, port, '--once');
    expect(await next.ended).toBe(0);
    expect(processesOf(dir)).toEqual([]);

    const interrupted = npmStart(dir, port);
    await interrupted.says(/Starting ingest/);
    interrupted.child.kill('SIGINT');
    expect(await interrupted.ended).toBe(130);
    expect(processesOf(dir)).toEqual([]);
  }, 90_000);

  it('names every mistake in its options at once', async () => {
    const run = npmStart(dir, port, '--onec');
    expect(await run.ended).toBe(1);
    expect(run.said()).toContain('--onec');
  });
});
