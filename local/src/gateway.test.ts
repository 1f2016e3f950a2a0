import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request, type ClientRequest, type Server } from 'node:http';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { appFor, createGateway, type RoutedApp } from './gateway.js';
import { freePort } from './ports.js';
import { waitForHttp } from './readiness.js';

/** What the stand-in app answers. */
const echo = z.object({ app: z.string(), url: z.string(), bytes: z.number(), headers: z.record(z.string(), z.string()) });

describe('The gateway', () => {
  const apps = new Map<RoutedApp, { url: string; process: ChildProcess }>();
  let gateway: Server;
  let base: string;

  const start = async (app: RoutedApp, port: number) => {
    const process = spawn(globalThis.process.execPath, [fileURLToPath(new URL('./testing/fixtureApp.js', import.meta.url))], { env: { APP_NAME: app, PORT: String(port) }, stdio: 'inherit' });
    const url = `http://127.0.0.1:${port}`;
    apps.set(app, { url, process });
    await waitForHttp(`${url}/readyz`, { timeoutMs: 10_000 });
    return url;
  };
  const end = async (app: RoutedApp) => {
    const child = apps.get(app)?.process;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  };

  beforeAll(async () => {
    const upstreams = { ingest: [await start('ingest', await freePort())], review: [await start('review', await freePort())], publish: [await start('publish', await freePort())] };
    gateway = createGateway(upstreams);
    const port = await freePort();
    gateway.listen(port, '127.0.0.1');
    await once(gateway, 'listening');
    base = `http://127.0.0.1:${port}`;
  });
  afterAll(async () => {
    await Promise.all([...apps.keys()].map(end));
    gateway.close();
    gateway.closeAllConnections();
  });

  test.each([
    ['/api/uploads', 'ingest'],
    ['/api/uploads/', 'ingest'],
    ['/api/uploadsfoo', 'review'],
    ['/api/reports/1/timeline', 'review'],
    ['/api', 'review'],
    ['/apiary', 'publish'],
    ['/console', 'review'],
    ['/console/reports/1', 'review'],
    ['/', 'publish'],
    ['/reports/2023/x.html', 'publish'],
  ])('sends %s to %s', (path, app) => {
    expect(appFor(path)).toBe(app);
  });

  it('hands on path, query and who asked, and believes no forged address', async () => {
    const response = await fetch(`${base}/api/reports?state=editing&q=%E5%8B%BE`, { headers: { 'x-forwarded-for': '6.6.6.6' } });
    const seen = echo.parse(await response.json());
    expect(seen).toMatchObject({ app: 'review', url: '/api/reports?state=editing&q=%E5%8B%BE' });
    expect(seen.headers).toMatchObject({ 'x-forwarded-for': '127.0.0.1', 'x-forwarded-proto': 'http', 'x-forwarded-host': base.slice('http://'.length), host: base.slice('http://'.length) });
  });

  it('streams a large upload, also to a client that waits for 100 Continue', async () => {
    const bytes = 20 * 1024 * 1024;
    const answer = await new Promise<string>((resolve, reject) => {
      const upload = request(`${base}/api/uploads`, { method: 'POST', headers: { expect: '100-continue', 'content-length': bytes, 'content-type': 'application/octet-stream' } }, (response) => {
        response.setEncoding('utf8');
        let text = '';
        response.on('data', (chunk: string) => (text += chunk));
        response.on('end', () => resolve(text));
      });
      upload.once('continue', () => upload.end(Buffer.alloc(bytes)));
      upload.once('error', reject);
      upload.flushHeaders();
    });
    expect(JSON.parse(answer)).toMatchObject({ app: 'ingest', bytes });
  });

  it('passes on a refusal that comes before the body was read', async () => {
    const response = await fetch(`${base}/api/uploads/too-large`, { method: 'POST', body: Buffer.alloc(1024 * 1024) });
    expect([response.status, response.headers.get('content-type')]).toEqual([413, 'application/problem+json']);
  });

  it('leaves a connection usable whose upload no app took', async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const statusOf = (method: string, path: string, body: (upload: ClientRequest) => void) =>
      new Promise<number | undefined>((resolve, reject) => {
        const asked = request(`${base}${path}`, { method, agent, headers: method === 'POST' ? { 'content-length': 2_000_000 } : {} }, (response) => response.resume().once('end', () => resolve(response.statusCode)));
        asked.once('error', reject);
        body(asked);
      });
    // The body comes after the answer: the app for it has ended, or never reads it.
    const late = (upload: ClientRequest) => {
      upload.write('a');
      setTimeout(() => upload.end(Buffer.alloc(1_999_999)), 100);
    };
    const port = Number(new URL(apps.get('ingest')?.url ?? '').port);
    expect(await statusOf('POST', '/api/uploads/too-large', late)).toBe(413);
    await end('ingest');
    expect(await statusOf('POST', '/api/uploads', late)).toBe(503);
    expect(await statusOf('GET', '/api/reports', (asked) => asked.end())).toBe(200);
    await start('ingest', port);
    agent.destroy();
  });

  it('hands on server-sent events as they come', async () => {
    const stop = new AbortController();
    const response = await fetch(`${base}/api/reports/1/events`, { signal: stop.signal });
    const first = await response.body?.getReader().read();
    expect(new TextDecoder().decode(first?.value)).toBe('data: first\n\n');
    stop.abort();
  });

  it('answers 503 with a problem in both languages while an app is down, and a read waits for its return', async () => {
    const port = Number(new URL(apps.get('publish')?.url ?? '').port);
    await end('publish');
    const refused = await fetch(`${base}/anything`, { method: 'POST', body: 'x' });
    expect([refused.status, refused.headers.get('content-type'), refused.headers.get('retry-after')]).toEqual([503, 'application/problem+json', '2']);
    expect(await refused.json()).toMatchObject({ status: 503, code: 'unavailable', message: { zh: expect.stringMatching(/稍后/), en: expect.stringMatching(/again/) } });
    const waiting = fetch(`${base}/page.html`);
    await start('publish', port);
    const answered = await waiting;
    expect([answered.status, echo.parse(await answered.json()).app]).toEqual([200, 'publish']);
  });
});
