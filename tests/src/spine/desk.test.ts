import { DEMO_PASSWORD } from '@gouji/review/demo/demoBodies';
import { startInstallation, type Installation } from '@gouji/local/installation';
import type { SupervisorEvent } from '@gouji/local/supervisor';
import { ask, problemCode, upload } from '../support/http.js';
import { eventually, inDatabase, openOffices, settled, soundReport, type Office } from '../support/offices.js';

/** The desk's other doors: sessions, lists, live progress, the API's description, probes, and stopping without loss. */
describe('the desk', () => {
  let installation: Installation;
  let offices: Office[];
  const events: SupervisorEvent[] = [];
  const at = (): string => installation.baseUrl;

  beforeAll(async () => {
    installation = await startInstallation({ queue: 'postgres', seed: true, env: { LOG_LEVEL: 'error' }, watch: (event) => events.push(event) });
    offices = await openOffices(installation, 40);
  }, 120_000);
  afterAll(() => installation?.stop(), 60_000);

  const signIn = (password: string, username = 'tianfu.editor') => ask(at(), 'POST', '/api/sessions', { json: { username, password } });

  describe('sessions', () => {
    test('open with the right password, by token and by a cookie that scripts cannot read', async () => {
      const answer = await signIn(DEMO_PASSWORD);
      expect(answer.status).toBe(201);
      expect(answer.headers.get('set-cookie')).toMatch(/^gouji_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict; Expires=/);
      const { token } = answer.body as { token: string };
      const me = await ask(at(), 'GET', '/api/sessions/current', { token });
      expect(me.body).toMatchObject({ username: 'tianfu.editor', roles: [{ role: 'editor', body: '威海市文登区天福街道办事处' }] });
    });

    test('do not open with a wrong password or an unknown name, and do not tell which it was', async () => {
      const [password, name] = [await signIn('not the password'), await signIn(DEMO_PASSWORD, 'nobody')];
      expect([password.status, name.status]).toEqual([401, 401]);
      expect([problemCode(password), problemCode(name)]).toEqual(['wrong-credentials', 'wrong-credentials']);
      expect(password.text).toBe(name.text);
    });

    test('end when signed out', async () => {
      const { token } = (await signIn(DEMO_PASSWORD)).body as { token: string };
      expect((await ask(at(), 'DELETE', '/api/sessions/current', { token })).status).toBe(204);
      expect((await ask(at(), 'GET', '/api/sessions/current', { token })).status).toBe(401);
    });

    test('by cookie change something only from this site’s own pages', async () => {
      const cookie = ((await signIn(DEMO_PASSWORD)).headers.get('set-cookie') ?? '').split(';')[0] ?? '';
      const out = (headers: Record<string, string>) => ask(at(), 'DELETE', '/api/sessions/current', { headers: { Cookie: cookie, ...headers } });
      for (const headers of [{ 'Sec-Fetch-Site': 'cross-site' }, { Origin: 'https://elsewhere.example' }, {}]) {
        const answer = await out(headers as Record<string, string>);
        expect([answer.status, problemCode(answer)]).toEqual([403, 'cross-site']);
      }
      expect((await ask(at(), 'GET', '/api/sessions/current', { headers: { Cookie: cookie, 'Sec-Fetch-Site': 'cross-site' } })).status).toBe(200);
      expect((await out({ Origin: at() })).status).toBe(204);
    });

    test('are kept as a hash, never as the token', async () => {
      const { token } = (await signIn(DEMO_PASSWORD)).body as { token: string };
      const rows = await inDatabase(installation, async (client) => (await client.query<{ row: string }>('select sessions::text as row from sessions')).rows);
      expect(rows.length).toBeGreaterThan(0);
      expect(rows.some(({ row }) => row.includes(token) || row.includes(Buffer.from(token).toString('hex')))).toBe(false);
    });
  });

  describe('lists', () => {
    test('show a person their own bodies’ reports only, page by page, each once', async () => {
      const [mine, other] = [offices[0], offices[1]] as [Office, Office];
      const ids: string[] = [];
      for (const year of [2019, 2020] as const) ids.push(((await upload(at(), mine.editor.token, { name: 'a.txt', bytes: await soundReport('甲', year) })).body as { id: string }).id);
      await upload(at(), other.editor.token, { name: 'b.txt', bytes: await soundReport('乙') });
      for (const id of ids) await settled(mine.editor, id);
      const first = (await ask(at(), 'GET', '/api/reports?limit=1', { token: mine.reviewer.token })).body as { items: { id: string }[]; next: string };
      const second = (await ask(at(), 'GET', `/api/reports?limit=1&cursor=${first.next}`, { token: mine.reviewer.token })).body as { items: { id: string }[]; next: null };
      expect([first.items.length, second.items.length, second.next]).toEqual([1, 1, null]);
      expect([...first.items, ...second.items].map(({ id }) => id).sort()).toEqual([...ids].sort());
      const year = (await ask(at(), 'GET', '/api/reports?year=2019&state=editing', { token: mine.editor.token })).body as { items: { id: string }[] };
      expect(year.items.map(({ id }) => id)).toEqual([ids[0]]);
    });

    test('refuse a filter that is none, and a cursor of nobody’s', async () => {
      const { token } = (offices[0] as Office).editor;
      for (const query of ['state=asleep', 'year=soon', 'cursor=abc', 'limit=0']) {
        const answer = await ask(at(), 'GET', `/api/reports?${query}`, { token });
        expect([query, answer.status, problemCode(answer)]).toEqual([query, 400, 'invalid-request']);
      }
    });
  });

  test('tells the progress of a report as it is read', async () => {
    const { editor } = offices[2] as Office;
    const { id } = (await upload(at(), editor.token, { name: 'a.txt', bytes: await soundReport('丙') })).body as { id: string };
    const stream = await fetch(new URL(`/api/reports/${id}/events`, at()), { headers: { Authorization: `Bearer ${editor.token}` } });
    expect(stream.headers.get('content-type')).toContain('text/event-stream');
    let heard = '';
    const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader();
    while (reader && !heard.includes('"stage":"done"')) {
      const { value, done } = await reader.read();
      if (done) break;
      heard += value;
    }
    await reader?.cancel();
    expect(heard).toContain('event: progress');
    expect(heard).toContain('"state":"editing"');
  });

  test('answers what it does not know with a problem', async () => {
    const { token } = (offices[0] as Office).editor;
    for (const path of ['/api/nothing', '/api/reports/not-an-id', '/api/reports/00000000-0000-4000-8000-00000000ffff']) {
      const answer = await ask(at(), 'GET', path, { token });
      expect([path, answer.status, problemCode(answer)]).toEqual([path, 404, 'not-found']);
    }
    const action = await ask(at(), 'POST', '/api/reports/00000000-0000-4000-8000-00000000ffff/actions', { token, json: { action: 'dance' } });
    expect([action.status, problemCode(action)]).toEqual([400, 'invalid-request']);
    const broken = await ask(at(), 'POST', '/api/sessions', { body: '{"username":', headers: { 'Content-Type': 'application/json' } });
    expect([broken.status, problemCode(broken)]).toEqual([400, 'invalid-request']);
  });

  test('refuses text that no database holds: null characters, halves of characters', async () => {
    const { editor } = offices[3] as Office;
    const { id } = (await upload(at(), editor.token, { name: 'a.txt', bytes: await soundReport('戊') })).body as { id: string };
    const { revision } = await settled(editor, id);
    const odd = ['a\u0000b', 'a\ud800b'];
    for (const text of odd) {
      const reason = await ask(at(), 'PATCH', `/api/reports/${id}/facts`, { token: editor.token, json: { facts: { 'licensing.items': 1 }, reason: text }, headers: { 'If-Match': `"${revision}"` } });
      expect([reason.status, problemCode(reason)]).toEqual([400, 'invalid-request']);
    }
    for (const path of ['/api/reports?agency=%00', '/api/reports/%00', `/api/reports/${id}%00`]) {
      const answer = await ask(at(), 'GET', path, { token: editor.token });
      expect([path, answer.status < 500]).toEqual([path, true]);
      problemCode(answer);
    }
    expect((await editor.report(id)).revision).toBe(revision);
  });

  test('describes its API, every path of the contract in it', async () => {
    expect((await ask(at(), 'GET', '/api/docs')).status).toBe(200);
    const { paths } = (await ask(at(), 'GET', '/api/docs-json')).body as { paths: Record<string, object> };
    expect(Object.keys(paths)).toEqual(expect.arrayContaining([
      '/api/uploads', '/api/sessions', '/api/reports', '/api/reports/{id}', '/api/reports/{id}/facts', '/api/reports/{id}/explanations/{finding}',
      '/api/reports/{id}/actions', '/api/reports/{id}/timeline', '/api/reports/{id}/source', '/api/reports/{id}/events',
    ]));
  });

  test('serves the console: pages by address, nothing but its own scripts, assets kept for good', async () => {
    expect((await ask(at(), 'GET', '/console?lang=en')).headers.get('location')).toBe('/console/?lang=en');
    for (const path of ['/console/', '/console/reports/any']) {
      const page = await ask(at(), 'GET', path);
      expect([path, page.status, page.headers.get('cache-control')]).toEqual([path, 200, 'no-cache']);
      expect(page.headers.get('content-security-policy')).toContain("default-src 'self'");
    }
    const script = /src="(\/console\/assets\/[^"]+\.js)"/.exec((await ask(at(), 'GET', '/console/')).text)?.[1] ?? '';
    expect((await ask(at(), 'GET', script)).headers.get('cache-control')).toContain('immutable');
  });

  test('every app answers its probes and shows its metrics', async () => {
    for (const { url } of installation.processes) {
      expect([(await ask(url, 'GET', '/healthz')).status, (await ask(url, 'GET', '/readyz')).status]).toEqual([200, 200]);
      expect((await ask(url, 'GET', '/metrics')).text).toContain('process_cpu_seconds_total');
    }
  });

  test('told to stop in the middle of work, every app finishes it and exits 0', async () => {
    const uploads = await Promise.all(offices.slice(5).map(async (office) => ({ office, answer: await upload(at(), office.editor.token, { name: 'a.txt', bytes: await soundReport('丁') }) })));
    events.length = 0;
    for (const app of ['validate', 'publish', 'ingest', 'review'] as const) await installation.kill(app, 'SIGTERM');
    const endings = await eventually('four apps have ended', async () => {
      const ended = events.flatMap((event) => (event.kind === 'ended' ? [event.ending] : []));
      return ended.length === 4 ? ended : undefined;
    });
    expect(endings.map((ending) => ending.code)).toEqual([0, 0, 0, 0]);
    await installation.whenReady();
    for (const { office, answer } of uploads) {
      expect(answer.status).toBe(202);
      expect((await settled(office.editor, (answer.body as { id: string }).id)).state).toBe('editing');
    }
  }, 60_000);
});
