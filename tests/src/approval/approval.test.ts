import { personActions, states, transitions, type PersonAction, type State } from '@gouji/domain/approval';
import { startInstallation, type Installation } from '@gouji/local/installation';
import { ask, problemCode, upload, type Answer } from '../support/http.js';
import { eventually, inDatabase, openOffices, settled, soundReport, type Office } from '../support/offices.js';

/** Editing, review, signature: who may do what, when, and that the timeline tells the truth about it. */
describe('approving a report', () => {
  let installation: Installation;
  let offices: Office[];

  beforeAll(async () => {
    installation = await startInstallation({ queue: 'postgres', env: { LOG_LEVEL: 'error' } });
    offices = await openOffices(installation, 20);
  }, 120_000);
  afterAll(() => installation?.stop(), 60_000);

  let next = 0;
  const office = (): Office => {
    const found = offices[next++];
    if (!found) throw new Error('Open more offices.');
    return found;
  };
  const act = (token: string, id: string, action: string, reason?: string): Promise<Answer> =>
    ask(installation.baseUrl, 'POST', `/api/reports/${id}/actions`, { token, json: { action, ...(reason === undefined ? {} : { reason }) } });
  const filed = async ({ editor }: Office): Promise<string> => {
    const answer = await upload(installation.baseUrl, editor.token, { name: 'a.txt', bytes: await soundReport('某街道办事处') });
    const { id } = answer.body as { id: string };
    await settled(editor, id);
    return id;
  };
  const published = (by: Office, id: string) => eventually('the report is published', async () => ((await by.editor.report(id)).state === 'published' ? true : undefined));
  const through = async (by: Office): Promise<string> => {
    const id = await filed(by);
    for (const [who, action] of [[by.editor, 'submit'], [by.reviewer, 'approve'], [by.signer, 'sign']] as const) await who.act(id, action);
    await published(by, id);
    return id;
  };
  /** Gives a person another role for the office. */
  const alsoHolds = (by: Office, role: 'editor' | 'reviewer' | 'signer', another: string): Promise<unknown> => inDatabase(installation, (client) =>
    client.query('insert into account_roles select a.id, $1, $2 from accounts a where a.username = $3', [by.bodyId, another, `${by.code}.${role}`]));

  test('goes 送审 → 审核 → 签发 → 公开 by three persons', async () => {
    const by = office();
    const id = await through(by);
    const timeline = (await ask(installation.baseUrl, 'GET', `/api/reports/${id}/timeline`, { token: by.editor.token })).body as { intact: boolean; items: { action: string; actorName: string | null; to: string }[] };
    expect(timeline.items.map(({ action, to }) => `${action} ${to}`)).toEqual(['upload received', 'read editing', 'submit reviewing', 'approve signing', 'sign signed', 'publish published']);
    expect(new Set(timeline.items.flatMap(({ actorName }) => actorName ?? [])).size).toBe(3);
    expect(timeline.intact).toBe(true);
  });

  test('offers in every state exactly the actions of the table, each to its role alone', async () => {
    const by = office();
    const people = { editor: by.editor, reviewer: by.reviewer, signer: by.signer };
    const id = await filed(by);
    const visit = async (state: State): Promise<void> => {
      for (const action of personActions) {
        const transition = transitions.find((candidate) => candidate.from === state && candidate.action === action);
        for (const [role, client] of Object.entries(people)) {
          if (transition?.roles.some((needed) => needed === role)) continue;
          const answer = await act(client.token, id, action, '试一试');
          const everAllowed = transitions.some((candidate) => candidate.action === action && candidate.roles.some((needed) => needed === role));
          const expected = everAllowed && !transition ? 409 : 403;
          expect([state, role, action, answer.status]).toEqual([state, role, action, expected]);
          problemCode(answer);
        }
      }
      expect((await by.editor.report(id)).state).toBe(state);
    };
    await visit('editing');
    await by.editor.act(id, 'submit');
    await visit('reviewing');
    await by.reviewer.act(id, 'approve');
    await visit('signing');
    await by.signer.act(id, 'sign');
    await published(by, id);
    await visit('published');
    await by.signer.act(id, 'withdraw', '内容有误');
    await visit('withdrawn');
  }, 60_000);

  test('every transition of the table belongs to a state and a role that exist', () => {
    for (const transition of transitions) {
      expect(states).toContain(transition.from);
      expect(states).toContain(transition.to);
      expect(transition.roles.length).toBeGreaterThan(0);
    }
  });

  test.each([['return', 'reviewing'], ['return', 'signing'], ['withdraw', 'published']] as const)('%s from %s needs a reason', async (action: PersonAction, state: string) => {
    const by = office();
    const id = await filed(by);
    await by.editor.act(id, 'submit');
    if (state !== 'reviewing') await by.reviewer.act(id, 'approve');
    if (state === 'published') {
      await by.signer.act(id, 'sign');
      await published(by, id);
    }
    const who = state === 'reviewing' ? by.reviewer : by.signer;
    const without = await act(who.token, id, action);
    const blank = await act(who.token, id, action, '   ');
    expect([without.status, blank.status]).toEqual([422, 422]);
    expect([problemCode(without), problemCode(blank)]).toEqual(['guard-failed', 'guard-failed']);
    const given = await act(who.token, id, action, '请核对第三部分');
    expect(given.status).toBe(200);
    expect((given.body as { state: string }).state).toBe(action === 'withdraw' ? 'withdrawn' : 'editing');
  });

  test('nobody takes two of the three steps on one revision', async () => {
    const by = office();
    await alsoHolds(by, 'editor', 'reviewer');
    await alsoHolds(by, 'editor', 'signer');
    await alsoHolds(by, 'reviewer', 'signer');
    const id = await filed(by);
    await by.editor.act(id, 'submit');
    const approvesOwn = await act(by.editor.token, id, 'approve');
    expect([approvesOwn.status, problemCode(approvesOwn)]).toEqual([403, 'forbidden']);
    expect(approvesOwn.text).toContain('编辑');
    await by.reviewer.act(id, 'approve');
    const signsOwn = await act(by.editor.token, id, 'sign');
    const signsReviewed = await act(by.reviewer.token, id, 'sign');
    expect([signsOwn.status, signsReviewed.status]).toEqual([403, 403]);
    await by.signer.act(id, 'sign');
  });

  test('a recall before review takes the report back; after approval it is too late', async () => {
    const by = office();
    const id = await filed(by);
    await by.editor.act(id, 'submit');
    await by.editor.act(id, 'recall');
    expect((await by.editor.report(id)).state).toBe('editing');
    await by.editor.act(id, 'submit');
    await by.reviewer.act(id, 'approve');
    const late = await act(by.editor.token, id, 'recall');
    expect([late.status, problemCode(late)]).toEqual([409, 'state-moved-on']);
  });

  test('of ten approvals at the same moment one counts', async () => {
    const by = office();
    const id = await filed(by);
    await by.editor.act(id, 'submit');
    const answers = await Promise.all(Array.from({ length: 10 }, () => act(by.reviewer.token, id, 'approve')));
    expect(answers.map((answer) => answer.status).toSorted((a, b) => a - b)).toEqual([200, ...Array.from({ length: 9 }, () => 409)]);
  });

  test('blocking findings forbid submission; a correction is a new revision, and allows it', async () => {
    const by = office();
    const broken = (await soundReport('某街道办事处')).toString('utf8').replace('（七）总计\n\t0', '（七）总计\n\t5');
    const { id } = (await upload(installation.baseUrl, by.editor.token, { name: 'a.txt', bytes: Buffer.from(broken) })).body as { id: string };
    const report = await settled(by.editor, id);
    expect(report.facts['requests.concluded.natural']?.value).toBe(5);
    const refused = await act(by.editor.token, id, 'submit');
    expect([refused.status, problemCode(refused)]).toEqual([422, 'guard-failed']);
    const corrected = await by.editor.correct(report, { 'requests.concluded.natural': 0 });
    expect(corrected).toMatchObject({ revision: 2, findings: [] });
    await by.editor.act(id, 'submit');
  });

  test('a correction needs the revision it is based on, and names cells of the form', async () => {
    const by = office();
    const id = await filed(by);
    const patch = (ifMatch: string | undefined, facts: unknown) => ask(installation.baseUrl, 'PATCH', `/api/reports/${id}/facts`, { token: by.editor.token, json: { facts }, headers: ifMatch === undefined ? {} : { 'If-Match': ifMatch } });
    const etag = (await ask(installation.baseUrl, 'GET', `/api/reports/${id}`, { token: by.editor.token })).headers.get('etag') ?? '';
    expect((await patch(undefined, { 'licensing.items': 3 })).status).toBe(428);
    expect((await patch(etag, { 'no.such.cell': 3 })).status).toBe(422);
    expect((await patch(etag, { 'licensing.items': 'three' })).status).toBe(400);
    expect((await patch(etag, { 'licensing.items': 3 })).status).toBe(200);
    const stale = await patch(etag, { 'licensing.items': 4 });
    expect([stale.status, problemCode(stale)]).toEqual([412, 'revision-moved-on']);
    expect((await by.editor.report(id)).facts['licensing.items']?.value).toBe(3);
  });

  test('a correction after approval is not possible; after a return it voids the approval', async () => {
    const by = office();
    const id = await filed(by);
    await by.editor.act(id, 'submit');
    await by.reviewer.act(id, 'approve');
    const signing = await by.editor.report(id);
    await expect(by.editor.correct(signing, { 'licensing.items': 1 })).rejects.toThrow('409');
    await by.signer.act(id, 'return', '许可事项数有误');
    await by.editor.correct(await by.editor.report(id), { 'licensing.items': 1 });
    await by.editor.act(id, 'submit');
    expect((await by.editor.report(id)).state).toBe('reviewing');
  });

  test('a withdrawn report leaves a notice, and its data goes', async () => {
    const by = office();
    const id = await through(by);
    const folder = `/reports/${by.code}/2020/`;
    expect((await ask(installation.baseUrl, 'GET', `${folder}report.json`)).status).toBe(200);
    await by.signer.act(id, 'withdraw', '内容有误');
    await eventually('the data is gone', async () => ((await ask(installation.baseUrl, 'GET', `${folder}report.json`)).status === 404 ? true : undefined));
    expect((await ask(installation.baseUrl, 'GET', folder)).text).toContain('已由发布机构撤下');
  });

  test('a published report is corrected by a new revision that takes its place', async () => {
    const by = office();
    const id = await through(by);
    await by.editor.act(id, 'correct', '许可事项数有误');
    await by.editor.correct(await by.editor.report(id), { 'licensing.items': 12 });
    for (const [who, action] of [[by.editor, 'submit'], [by.reviewer, 'approve'], [by.signer, 'sign']] as const) await who.act(id, action);
    await published(by, id);
    const data = (await ask(installation.baseUrl, 'GET', `/reports/${by.code}/2020/report.json`)).body as { revision: number; facts: Record<string, number> };
    expect([data.revision, data.facts['licensing.items']]).toEqual([2, 12]);
  });

  test('a supervising body’s signer signs for the bodies below, and its supervisor only looks', async () => {
    const [above, below] = [office(), office()];
    await inDatabase(installation, async (client) => {
      await client.query('update bodies set parent_id = $1, lineage = array[id, $1] where id = $2', [above.bodyId, below.bodyId]);
      await client.query("update account_roles set role = 'supervisor' where account_id = (select id from accounts where username = $1)", [`${above.code}.reviewer`]);
    });
    const id = await filed(below);
    expect((await ask(installation.baseUrl, 'GET', `/api/reports/${id}`, { token: above.editor.token })).status).toBe(404);
    expect((await ask(installation.baseUrl, 'GET', `/api/reports/${id}`, { token: above.reviewer.token })).status).toBe(200);
    await below.editor.act(id, 'submit');
    expect((await act(above.reviewer.token, id, 'approve')).status).toBe(403);
    await below.reviewer.act(id, 'approve');
    expect((await act(above.signer.token, id, 'sign')).status).toBe(200);
  });

  test('the database itself refuses to change or delete the timeline', async () => {
    await inDatabase(installation, async (client) => {
      await expect(client.query("update timeline set action = 'sign'")).rejects.toThrow('append-only');
      await expect(client.query('delete from timeline')).rejects.toThrow('append-only');
      await expect(client.query('truncate timeline')).rejects.toThrow('append-only');
    });
  });

  test('a timeline changed behind the database’s back is found out', async () => {
    const by = office();
    const id = await filed(by);
    await inDatabase(installation, async (client) => {
      await client.query('alter table timeline disable trigger timeline_is_append_only');
      await client.query("update timeline set detail = '{\"findings\": 99}' where report_id = $1 and seq = 2", [id]);
      await client.query('alter table timeline enable trigger timeline_is_append_only');
    });
    const timeline = (await ask(installation.baseUrl, 'GET', `/api/reports/${id}/timeline`, { token: by.editor.token })).body as { intact: boolean };
    expect(timeline.intact).toBe(false);
  });
});
