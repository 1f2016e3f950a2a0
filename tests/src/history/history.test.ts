import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startInstallation, type Installation } from '@gouji/local/installation';
import type { ReportView } from '@gouji/local/apiClient';
import { ask, problemCode, upload } from '../support/http.js';
import { eventually, inDatabase, openOffices, settled, soundReport, type Office } from '../support/offices.js';

const gouji = fileURLToPath(new URL('../../../apps/cli/dist/main.js', import.meta.url));

/** What a report is compared with: its own past, imported or published here; its siblings' prose; the bodies below it; changed rules. */
describe('what reports are compared with', () => {
  let installation: Installation;
  let offices: Office[];
  let folder: string;

  beforeAll(async () => {
    installation = await startInstallation({ queue: 'postgres', env: { LOG_LEVEL: 'error' } });
    offices = await openOffices(installation, 12);
    folder = await mkdtemp(join(tmpdir(), 'gouji-history-'));
  }, 120_000);
  afterAll(async () => {
    await installation?.stop();
    await rm(folder, { recursive: true, force: true });
  }, 60_000);

  let next = 0;
  const office = (): Office => {
    const found = offices[next++];
    if (!found) throw new Error('Open more offices.');
    return found;
  };
  const makeAdministrator = (by: Office): Promise<unknown> => inDatabase(installation, (client) =>
    client.query("update account_roles set role = 'administrator' where account_id = (select id from accounts where username = $1)", [`${by.code}.reviewer`]));
  const run = (args: string[], token: string): Promise<{ code: number; output: string }> => new Promise((resolve) => {
    execFile(process.execPath, [gouji, ...args, '--url', installation.baseUrl, '--lang', 'en'], { env: { ...process.env, GOUJI_TOKEN: token } }, (error, stdout, stderr) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, output: `${stdout}${stderr}` }));
  });
  /** The sound report with figures of its own in the rows of table 3 that carry over. */
  const report = async (name: string, year: 2019 | 2020, figures: { received?: number; carriedIn?: number; concluded?: number; carriedOut?: number }): Promise<Buffer> => {
    let text = (await soundReport(name, year)).toString('utf8');
    const set = (label: string, value: number): void => {
      // The first cell of the row is 自然人, the last the total.
      text = text.replace(new RegExp(`(${label}\\n\\t)0((?:\\n\\t0){5}\\n\\t)0`), `$1${value}$2${value}`);
    };
    set('一、本年新收政府信息公开申请数量', figures.received ?? 0);
    set('二、上年结转政府信息公开申请数量', figures.carriedIn ?? 0);
    set('（一）予以公开', figures.concluded ?? 0);
    set('（七）总计', figures.concluded ?? 0);
    set('四、结转下年度继续办理', figures.carriedOut ?? 0);
    return Buffer.from(text);
  };
  const filed = async (by: Office, bytes: Buffer): Promise<ReportView> => {
    const answer = await upload(installation.baseUrl, by.editor.token, { name: 'a.txt', bytes });
    return settled(by.editor, (answer.body as { id: string }).id);
  };
  const rules = (view: ReportView): string[] => view.findings.map((finding) => finding.rule);
  const through = async (by: Office, view: ReportView): Promise<void> => {
    for (const finding of (await by.editor.report(view.id)).findings) if (finding.severity === 'explain') await by.editor.explain(view.id, finding.fingerprint, '已核实');
    for (const [who, action] of [[by.editor, 'submit'], [by.reviewer, 'approve'], [by.signer, 'sign']] as const) await who.act(view.id, action);
    await eventually('the report is published', async () => ((await by.editor.report(view.id)).state === 'published' ? true : undefined));
  };

  test('an imported earlier year: what was carried out of it must be carried in', async () => {
    const by = office();
    await makeAdministrator(by);
    const file = join(folder, '2019.txt');
    await writeFile(file, await report('甲街道办事处', 2019, { received: 3, concluded: 1, carriedOut: 2 }));
    const imported = await run(['import', file, '--body', by.code], by.reviewer.token);
    expect(imported).toMatchObject({ code: 0, output: expect.stringContaining('1 of 1 imported') });
    expect((await run(['import', folder, '--body', by.code], by.reviewer.token)).code).toBe(0);
    const view = await filed(by, await report('甲街道办事处', 2020, { carriedIn: 5, concluded: 5 }));
    const carried = view.findings.filter((finding) => finding.rule === 'history.carried');
    expect(carried.map(({ severity, cells, expected, actual }) => ({ severity, cell: cells[0], expected, actual }))).toEqual([
      { severity: 'explain', cell: 'requests.carriedIn.natural', expected: 2, actual: 5 },
      { severity: 'explain', cell: 'requests.carriedIn.total', expected: 2, actual: 5 },
    ]);
  });

  test('only an administrator imports, and only for bodies of theirs', async () => {
    const [by, other] = [office(), office()];
    const file = join(folder, 'other.txt');
    await writeFile(file, await report('乙街道办事处', 2019, {}));
    const asEditor = await run(['import', file, '--body', by.code], by.editor.token);
    expect(asEditor).toMatchObject({ code: 2, output: expect.stringContaining('Only an administrator') });
    await makeAdministrator(by);
    const foreign = await run(['import', file, '--body', other.code], by.reviewer.token);
    expect(foreign).toMatchObject({ code: 2, output: expect.stringContaining('--body') });
    const nothing = await run(['import', join(folder, 'missing.txt')], by.reviewer.token);
    expect(nothing.code).toBe(2);
    expect(problemCode(await ask(installation.baseUrl, 'POST', '/api/history', { token: by.editor.token, json: { report: {} } }))).toBe('invalid-request');
  });

  test('last year’s report, published meanwhile, has this year’s checked again', async () => {
    const by = office();
    const thisYear = await filed(by, await report('丙街道办事处', 2020, {}));
    expect(rules(thisYear)).not.toContain('history.carried');
    await through(by, await filed(by, await report('丙街道办事处', 2019, { received: 4, carriedOut: 4 })));
    const again = await eventually('this year’s report is checked again', async () => {
      const view = await by.editor.report(thisYear.id);
      return rules(view).includes('history.carried') ? view : undefined;
    });
    expect(again).toMatchObject({ revision: 1, state: 'editing' });
  });

  test('a supervising body’s figures are compared with the sum of those below, and who has not filed is named', async () => {
    const [parent, child, late] = [office(), office(), office()];
    await inDatabase(installation, (client) => client.query('update bodies set parent_id = $1, lineage = array[id, $1] where id = any($2::uuid[])', [parent.bodyId, [child.bodyId, late.bodyId]]));
    await through(child, await filed(child, await report('丁街道办事处', 2020, { received: 7, concluded: 7 })));
    const view = await filed(parent, await report('戊区', 2020, { received: 3, concluded: 3 }));
    const received = view.findings.find((finding) => finding.rule === 'rollup.cells' && finding.cells[0] === 'requests.received.natural');
    expect(received).toMatchObject({ severity: 'explain', expected: 7, actual: 3 });
    const missing = view.findings.find((finding) => finding.rule === 'rollup.missing');
    const name = await inDatabase(installation, async (client) => (await client.query<{ name: string }>('select name from bodies where id = $1', [late.bodyId])).rows[0]?.name);
    expect(missing?.message.zh).toContain(name);
  });

  test('prose that is a sibling’s is to be explained', async () => {
    const [parent, one, two] = [office(), office(), office()];
    await inDatabase(installation, (client) => client.query('update bodies set parent_id = $1, lineage = array[id, $1] where id = any($2::uuid[])', [parent.bodyId, [one.bodyId, two.bodyId]]));
    expect(rules(await filed(one, await soundReport('己街道办事处')))).not.toContain('narrative.copied');
    const copy = await filed(two, await soundReport('庚街道办事处'));
    expect(copy.findings.find((finding) => finding.rule === 'narrative.copied')?.severity).toBe('explain');
  });

  test('gouji impact tells what the current rules would change, and changes nothing', async () => {
    const by = office();
    await makeAdministrator(by);
    const view = await filed(by, await report('辛街道办事处', 2020, { concluded: 5 }));
    expect(rules(view)).toContain('requests.balance');
    expect(await run(['impact'], by.reviewer.token)).toMatchObject({ code: 0, output: expect.stringContaining('of 1 reports the findings of 0 change') });
    // As if this report had been checked before the rule of balance existed.
    await inDatabase(installation, (client) => client.query(
      "update revisions set findings = (select coalesce(json_agg(f), '[]') from json_array_elements(findings) f where f->>'rule' <> 'requests.balance') where report_id = $1", [view.id]));
    const impact = await run(['impact'], by.reviewer.token);
    expect(impact.output).toContain('requests.balance: +2 −0 ±0, in 1 reports');
    expect(rules(await by.editor.report(view.id))).not.toContain('requests.balance');
    expect((await run(['impact'], by.editor.token)).code).toBe(2);
  });
});
