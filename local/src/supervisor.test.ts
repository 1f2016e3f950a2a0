import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { childEnvironment } from './environment.js';
import { freePort } from './ports.js';
import { supervise, type SupervisorEvent } from './supervisor.js';

/** A program that notes each of its lives, and in life `n` behaves as the n-th of its arguments says. */
const program = `
  const { appendFileSync, readFileSync } = require('node:fs');
  const [file, port, ...lives] = process.argv.slice(1);
  appendFileSync(file, 'x');
  const how = lives[readFileSync(file, 'utf8').length - 1] ?? 'ready';
  if (how === 'crashes') { console.error('Error: no luck today'); process.exit(3); }
  require('node:http').createServer((request, response) => response.writeHead(how === 'hangs' ? 503 : 200).end()).listen(Number(port), '127.0.0.1');
`;

describe('A supervised process', () => {
  let dir: string;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'gouji-supervisor-'));
  });
  afterEach(() => rmSync(dir, { recursive: true, force: true }));

  async function superviseLives(lives: string[], events: SupervisorEvent[] = []) {
    const port = await freePort();
    const args = ['-e', program, join(dir, 'lives'), String(port), ...lives];
    return supervise({ name: 'subject', dir, command: process.execPath, args, env: childEnvironment(), readyUrl: `http://127.0.0.1:${port}/readyz`, readyWithinMs: 1_000 }, (event) => events.push(event));
  }
  const livesSoFar = () => readFileSync(join(dir, 'lives'), 'utf8').length;
  async function eventually(holds: () => boolean): Promise<void> {
    while (!holds()) await new Promise((resolve) => setTimeout(resolve, 25));
  }

  it('is started again when it is killed, crashes at its start or hangs there', async () => {
    const events: SupervisorEvent[] = [];
    const supervised = await superviseLives(['ready', 'crashes', 'hangs', 'ready'], events);
    const first = supervised.pid();
    await supervised.kill();
    await eventually(() => livesSoFar() === 4 && supervised.isReady());
    expect(supervised.pid()).not.toBe(first);
    expect(supervised.restarts()).toBe(3);
    expect(events.map((event) => (event.kind === 'ended' ? (event.ending.signal ?? event.ending.code) : event.kind))).toEqual(['ready', 'SIGKILL', 3, expect.anything(), 'ready']);
    await supervised.stop();
  });

  it('is given up, with the end of its log, when it never becomes ready', async () => {
    await expect(superviseLives(['crashes', 'crashes', 'crashes'])).rejects.toMatchObject({ code: 'app-not-ready', sentences: { zh: expect.stringContaining('no luck today') } });
    expect(livesSoFar()).toBe(3);
  });

  it('stays down once stopped', async () => {
    const supervised = await superviseLives([]);
    await supervised.stop();
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect([supervised.pid(), livesSoFar()]).toEqual([undefined, 1]);
  });
});
