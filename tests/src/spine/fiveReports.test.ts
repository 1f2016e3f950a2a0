import { DEMO_PASSWORD } from '@gouji/review/demo/demoBodies';
import { runDemo, type DemoRow } from '@gouji/local/demo';
import { startInstallation, type Installation } from '@gouji/local/installation';
import { describeOnEachQueue } from '@gouji/local/testing/onEachQueue';
import { z } from 'zod';
import { ask } from '../support/http.js';
import { eventually, inDatabase, samplesFolder } from '../support/offices.js';

/** The main job: five real reports from upload to publication, decided by three persons each, on every queue backend. */
await describeOnEachQueue('the five real reports, from upload to publication', (queue) => {
  let installation: Installation;
  let rows: DemoRow[];

  beforeAll(async () => {
    installation = await startInstallation({ queue, seed: true, env: { LOG_LEVEL: 'warn' } });
    rows = await runDemo({ baseUrl: installation.baseUrl, samples: samplesFolder, password: DEMO_PASSWORD, timeoutMs: 30_000 });
  }, 120_000);
  afterAll(() => installation?.stop(), 60_000);

  const row = (name: string): DemoRow | undefined => rows.find((candidate) => candidate.body.includes(name));
  const data = async (path: string) => z.object({
    agency: z.object({ name: z.string() }), year: z.int(), form: z.string(), facts: z.record(z.string(), z.number().nullable()),
    explanations: z.array(z.object({ rule: z.string(), cells: z.array(z.string()), text: z.string() })),
  }).parse((await ask(installation.baseUrl, 'GET', path)).body);

  test('four are published, 003 stays with its editor', () => {
    expect(rows.map(({ body, year, form, state }) => ({ body, year, form, state }))).toEqual([
      { body: '武汉市汉阳区永丰街道办事处', year: 2020, form: '2019', state: '已公开 published' },
      { body: '南岗区保健路街道办事处', year: 2020, form: '2019', state: '已公开 published' },
      { body: '利博', year: 2021, form: '2021', state: '已公开 published' },
      { body: '黄石经济技术开发区·铁山区', year: 2020, form: '2019', state: '编辑 editing' },
      { body: '威海市文登区天福街道办事处', year: 2020, form: '2019', state: '已公开 published' },
    ]);
    expect(rows.every((candidate) => candidate.asItShould)).toBe(true);
  });

  test('003 shows what does not add up, and the repair that is suggested first', () => {
    const remarks = (row('铁山区')?.remarks ?? []).join('\n');
    expect(remarks).toContain('「自然人」');
    expect(remarks).toContain('requests.concluded.natural 8→4');
    expect(remarks).toContain('requests.concluded.total 9→5');
  });

  test('000 is published with its blanks, as blanks, and their explanations', async () => {
    const published = await data('/reports/yongfeng/2020/report.json');
    expect(published.facts).toMatchObject({
      'licensing.items': 29, 'licensing.change': -3, 'licensing.decisions': 908, 'services.decisions': 18783,
      'requests.received.natural': 1, 'requests.granted.total': 1, 'requests.other.natural': null, 'procurement.amount': 833427,
    });
    expect(published.explanations).toHaveLength(7);
  });

  test('001 is published with the totals its editor entered', async () => {
    const published = await data('/reports/baojianlu/2020/report.json');
    expect(published.facts).toMatchObject({ 'requests.granted.total': 0, 'requests.other.total': 0, 'requests.carriedOut.total': 0 });
  });

  test('002, a district’s report on the form of 2021, is published with its figures', async () => {
    const published = await data('/reports/libo/2021/report.json');
    expect(published.facts).toMatchObject({
      'fees.amount': 6529.91859, 'licensing.decisions': 67370, 'requests.received.natural': 25, 'requests.received.business': 2, 'requests.carriedIn.natural': 2,
      'requests.unavailable.notHeld.total': 9, 'requests.concluded.total': 26, 'requests.carriedOut.natural': 3, 'review.corrected': 1, 'litigation.afterReview.total': 2,
    });
  });

  test('a published report has a page with its tables, and the site’s first page lists it', async () => {
    const page = await ask(installation.baseUrl, 'GET', '/reports/libo/2021/');
    expect(page.status).toBe(200);
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(page.text).toContain('data-cell="fees.amount">6529.91859</td>');
    expect(page.text).not.toContain('<script');
    await eventually('the first page lists the four', async () => {
      const home = await ask(installation.baseUrl, 'GET', '/');
      return ['yongfeng/2020', 'baojianlu/2020', 'libo/2021', 'tianfu/2020'].every((path) => home.text.includes(`reports/${path}/`)) || undefined;
    });
    expect((await ask(installation.baseUrl, 'GET', '/')).text).not.toContain('tieshan');
    expect((await ask(installation.baseUrl, 'GET', '/reports/tieshan/2020/')).status).toBe(404);
    expect((await ask(installation.baseUrl, 'GET', '/reports/libo/2021')).headers.get('location')).toBe('/reports/libo/2021/');
    const missing = await ask(installation.baseUrl, 'GET', '/reports/tieshan/2020/', { headers: { Accept: 'text/html,*/*' } });
    expect([missing.status, missing.text.includes('没有找到这一页')]).toEqual([404, true]);
  });

  test('running the demo again files nothing twice and changes nothing', async () => {
    const count = () => inDatabase(installation, async (client) => (await client.query<{ revisions: string; entries: string }>('select (select count(*) from revisions) as revisions, (select count(*) from timeline) as entries')).rows[0]);
    const before = await count();
    const again = await runDemo({ baseUrl: installation.baseUrl, samples: samplesFolder, password: DEMO_PASSWORD, timeoutMs: 30_000 });
    expect(again.map((candidate) => candidate.state)).toEqual(rows.map((candidate) => candidate.state));
    expect(await count()).toEqual(before);
  });

  test('no job is left in the outbox', () => eventually('the outbox is empty', async () =>
    inDatabase(installation, async (client) => (await client.query('select 1 from outbox')).rowCount === 0 || undefined)));
});
