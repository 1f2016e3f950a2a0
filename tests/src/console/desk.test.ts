import { join } from 'node:path';
import { createApiClient } from '@gouji/local/apiClient';
import { startInstallation, type Installation } from '@gouji/local/installation';
import { DEMO_PASSWORD } from '@gouji/review/demo/demoBodies';
import { chromium, type Browser, type Locator, type Page } from 'playwright-core';
import { inDatabase, samplesFolder } from '../support/offices.js';
import { findChromium } from './chromium.js';
import { fileAndOpen, fillSignIn, keep, overflow, phone, seriousFaults, visit, visitAs } from './visitor.js';

/** Long enough for a machine that is busy with other things. */
const patienceMs = 90_000;

const inSamples = (name: string): string => join(samplesFolder, name);
const sound = inSamples('004_79fee03082277bb8.txt');
const wrong = inSamples('003_c7925c89c326f8ac.txt');
const totalsLost = inSamples('001_94358fe22916de47.txt');
const webPage = inSamples('002_0935331167c41a19.txt');
const blanks = inSamples('000_9e7289e58a1cf65b.txt');
const cell = (page: Page, id: string): Locator => page.locator(`td[data-cell="${id}"]`);
const action = (page: Page, name: string): Locator => page.locator(`button[data-action="${name}"]`);

/** The console as people use it: a real browser before a real installation. Facts of the documents are those in `samples/`. */
const browserProgram = await findChromium();
if ('unavailable' in browserProgram) describe.skip(`the console in a browser (skipped: ${browserProgram.unavailable})`, () => test('needs Chromium', () => undefined));
else describe('the console in a browser', () => inBrowser(browserProgram.path));

function inBrowser(executablePath: string): void {
  let installation: Installation;
  let browser: Browser;
  const at = (): string => installation.baseUrl;

  beforeAll(async () => {
    [installation, browser] = await Promise.all([
      startInstallation({ queue: 'postgres', seed: true, env: { LOG_LEVEL: 'error' } }),
      chromium.launch({ executablePath, args: ['--no-sandbox'] }),
    ]);
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await installation?.stop();
  }, 60_000);

  test('wrong credentials are told in the chosen language, which is remembered', async () => {
    const { page, leave } = await visit(browser, at());
    await fillSignIn(page, 'tianfu.editor', 'not the password');
    await page.getByText('用户名或密码不正确。').waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await keep(page, 'sign-in');
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByText('The user name or the password is wrong.').waitFor();
    await page.reload();
    await page.getByRole('button', { name: 'Sign in' }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    await leave();
  }, patienceMs);

  test('three persons take a report from file to public page', async () => {
    const editor = await visitAs(browser, at(), 'tianfu.editor');
    await editor.page.getByText('把年度报告文件拖到上方的方框里').waitFor();
    await fileAndOpen(editor.page, sound);
    await editor.page.getByText('没有发现问题').waitFor();
    await action(editor.page, 'submit').click();
    await editor.page.getByText('已送审。').waitFor();
    expect(await action(editor.page, 'approve').isDisabled()).toBe(true);
    await editor.page.getByText('只有本机关的审核人可以审核。').waitFor();
    const address = editor.page.url();
    await editor.page.getByRole('button', { name: '退出登录' }).click();
    await editor.page.getByLabel('用户名').waitFor();
    await editor.leave();

    const reviewer = await visitAs(browser, at(), 'tianfu.reviewer');
    await reviewer.page.getByRole('button', { name: '待我办理' }).click();
    await reviewer.page.getByRole('link', { name: '威海市文登区天福街道办事处' }).click();
    await action(reviewer.page, 'return').click();
    const returning = reviewer.page.getByRole('dialog');
    await returning.getByRole('button', { name: '退回' }).click();
    await returning.getByText('请写明理由。', { exact: true }).waitFor();
    await returning.getByRole('textbox', { name: '理由' }).fill('第五部分写得太简单，请补充。');
    await returning.getByRole('button', { name: '退回' }).click();
    await reviewer.page.getByText('已退回给编辑。').waitFor();

    const again = await visitAs(browser, at(), 'tianfu.editor');
    await again.page.goto(address);
    await again.page.getByText('第五部分写得太简单，请补充。').waitFor();
    await action(again.page, 'submit').click();
    await again.page.getByText('已送审。').waitFor();
    await again.leave();

    // The reviewer's page follows by itself.
    await action(reviewer.page, 'approve').click();
    await reviewer.page.getByText('已送签。').waitFor();
    await reviewer.leave();

    const signer = await visitAs(browser, at(), 'tianfu.signer');
    await signer.page.goto(address);
    await action(signer.page, 'sign').click();
    await signer.page.getByRole('dialog').getByRole('button', { name: '签发' }).click();
    const link = signer.page.locator('.published a');
    await link.waitFor();
    const publicPage = await fetch(await link.getAttribute('href') ?? '');
    expect(publicPage.status).toBe(200);
    expect(await publicPage.text()).toContain('天福街道');
    await signer.page.getByRole('button', { name: '办理过程' }).click();
    await signer.page.getByText('记录完整，未被改动').waitFor();
    const entries = await signer.page.locator('.timeline-entry').all();
    expect(await Promise.all(entries.map((entry) => entry.getAttribute('data-action')))).toEqual(['publish', 'sign', 'approve', 'submit', 'return', 'submit', 'read', 'upload']);
    await keep(signer.page, 'published');
    await signer.leave();
  }, patienceMs);

  test('003 shows its findings on their cells, is re-checked while typed, and is corrected by its suggested repair', async () => {
    const { page, leave } = await visitAs(browser, at(), 'tieshan.editor');
    await fileAndOpen(page, wrong);
    await page.getByText('还有必须改正的问题，改正后才能送审。').waitFor();
    expect(await action(page, 'submit').isDisabled()).toBe(true);
    // 003: the column 自然人 was given a total of 8 where 4 were received and 4 granted.
    const total = cell(page, 'requests.concluded.natural');
    expect(await total.getAttribute('class')).toContain('marked blocking');
    expect(await total.getAttribute('title')).toContain('相差 4');
    await page.locator('.finding[data-rule="requests.balance"] .finding-message').first().click();
    expect(await cell(page, 'requests.received.natural').getAttribute('class')).toContain('selected');
    expect(await seriousFaults(page)).toEqual([]);
    await keep(page, 'findings');

    await page.locator('.desktop-aside .view-switch').getByText('原文').click();
    await page.locator('.source-lines li.chosen').first().waitFor();
    await page.locator('.desktop-aside .view-switch').getByText('问题').click();

    await total.locator('input').fill('4');
    await page.getByText('已改 1 格，尚未保存').waitFor();
    await page.locator('.correction-bar').getByText(/必须改正 \d+ 项（原 5 项）/).waitFor();
    await page.waitForFunction(`!document.querySelector('td[data-cell="requests.concluded.natural"]').className.includes('marked')`);
    await keep(page, 'typing');
    await total.locator('input').press('Escape');
    await page.locator('.correction-bar').waitFor({ state: 'detached' });

    await page.locator('.repairs').getByRole('button', { name: '采用这一修改' }).first().click();
    await page.getByText('没有发现问题').waitFor();
    await page.getByText('第 2 版').first().waitFor();
    expect(await total.locator('input').inputValue()).toBe('4');
    expect(await action(page, 'submit').isEnabled()).toBe(true);
    await leave();
  }, patienceMs);

  test('blanks are explained or filled with one click, and two people who edit at once lose nothing', async () => {
    const { page, context, leave } = await visitAs(browser, at(), 'yongfeng.editor');
    await fileAndOpen(page, blanks);
    const id = page.url().split('/').at(-1) ?? '';
    // 000 leaves the row （六）其他处理 blank.
    await page.getByRole('button', { name: '为这 7 项填写同一说明' }).click();
    await page.getByRole('textbox', { name: '说明' }).fill('本年度没有此类情形。');
    await page.getByRole('button', { name: '保存说明' }).click();
    await action(page, 'submit').and(page.locator(':enabled')).waitFor();

    // The page does not hear of the colleague's correction until it saves its own.
    await page.route('**/events', (route) => route.abort());
    await page.reload();
    await cell(page, 'requests.other.natural').locator('input').fill('0');
    const colleague = await createApiClient(at(), { username: 'yongfeng.editor', password: DEMO_PASSWORD });
    await colleague.correct(await colleague.report(id), { 'documents.normative.made': 3 });
    await page.getByRole('button', { name: '保存修改' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('报告已有更新的版本').waitFor();
    expect(await dialog.locator('tr[data-cell="documents.normative.made"] td').allInnerTexts()).toEqual(['0', '3', '']);
    expect(await dialog.locator('tr[data-cell="requests.other.natural"] td').allInnerTexts()).toEqual(['空', '空', '0']);
    await keep(page, 'conflict');
    await dialog.getByRole('button', { name: '在新版本上继续' }).click();
    await page.getByRole('button', { name: '保存修改' }).click();
    await page.getByText('第 3 版').first().waitFor();
    const facts = (await colleague.report(id)).facts;
    expect([facts['documents.normative.made']?.value, facts['requests.other.natural']?.value]).toEqual([3, 0]);

    await page.getByRole('button', { name: /全部按推算值填写/ }).click();
    await page.getByText('没有发现问题').waitFor();

    // A session that ends in the middle of typing brings the person back to what was typed.
    await cell(page, 'requests.received.natural').locator('input').fill('12');
    await context.clearCookies();
    await page.getByRole('button', { name: '保存修改' }).click();
    await page.getByText('登录已过期，请重新登录。').waitFor();
    await fillSignIn(page, 'yongfeng.editor');
    await page.getByText('已改 1 格，尚未保存').waitFor();
    expect(await cell(page, 'requests.received.natural').locator('input').inputValue()).toBe('12');
    await leave();
  }, patienceMs);

  test('of several files at once, what is no report is refused or told to be unreadable, with what to do next', async () => {
    const { page, leave } = await visitAs(browser, at(), 'libo.editor');
    await page.locator('input[type=file]').setInputFiles([
      { name: '扫描件.png', mimeType: 'image/png', buffer: Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex') },
      { name: '便条.txt', mimeType: 'text/plain', buffer: Buffer.from('今天下午三点开会。') },
    ]);
    await page.locator('[data-step=refused]').getByText(/请/).waitFor();
    const unreadable = page.locator('[data-step=done]');
    await unreadable.getByText('无法读取').waitFor();
    await unreadable.getByRole('link', { name: '打开报告' }).click();
    await page.getByText('请换一个文件重新上传').waitFor();
    await page.locator('input[type=file]').setInputFiles(webPage);
    await page.getByText('没有发现问题').waitFor();
    await leave();
  }, patienceMs);

  test('a long list comes page by page, and its filters are part of its address', async () => {
    await inDatabase(installation, async (client) => {
      await client.query(`insert into bodies (id, name, code, parent_id, lineage)
        select gen_random_uuid(), '测试街道' || n, 'street-' || n, d.id, array[d.id] from bodies d, generate_series(1, 60) n where d.code = 'demo'`);
      await client.query("update bodies set lineage = array_prepend(id, lineage) where code like 'street-%'");
      await client.query(`with filed as (insert into reports (id, body_id, year, state, revision) select gen_random_uuid(), id, 2019, 'editing', 1 from bodies where code like 'street-%' returning id)
        insert into revisions (report_id, number, origin, author_id, object_key, sha256, size) select f.id, 1, 'upload', a.id, 'none', repeat('0', 64), 1 from filed f, accounts a where a.username = 'demo.administrator'`);
    });
    const { page, leave } = await visitAs(browser, at(), 'demo.supervisor');
    await page.getByText('已显示 50 份，还有更多').waitFor();
    await page.getByRole('button', { name: '加载更多' }).click();
    await page.getByText(/^共 6\d 份$/).waitFor();
    await page.getByPlaceholder('按机关名称查找').fill('测试街道');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: '加载更多' }).click();
    await page.getByText('共 60 份').waitFor();
    await page.goto(`${page.url()}&state=published`);
    await page.getByText('没有符合条件的报告').waitFor();
    await page.getByRole('button', { name: '清除筛选' }).first().click();
    await page.getByText('已显示 50 份，还有更多').waitFor();
    await leave();
  }, patienceMs);

  test('by keyboard alone: from signing in to a corrected cell', async () => {
    const { page, leave } = await visit(browser, at());
    await page.getByLabel('用户名').waitFor();
    await page.keyboard.type('tieshan.editor');
    await page.keyboard.press('Tab');
    await page.keyboard.type(DEMO_PASSWORD);
    await page.keyboard.press('Enter');
    const link = page.getByRole('link', { name: '黄石经济技术开发区·铁山区' });
    await link.waitFor();
    await tabTo(page, link);
    await page.keyboard.press('Enter');
    const first = cell(page, 'documents.regulations.made').locator('input');
    await first.waitFor();
    await tabTo(page, first);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.type('77');
    await page.keyboard.press('Enter');
    expect(await hasFocus(page, cell(page, 'documents.otherDocuments.made').locator('input'))).toBe(true);
    const save = page.getByRole('button', { name: '保存修改' });
    await tabTo(page, save);
    await page.keyboard.press('Enter');
    await page.getByText('已保存，并重新核对。').waitFor();
    expect(await cell(page, 'documents.normative.made').locator('input').inputValue()).toBe('77');
    await leave();
  }, patienceMs);

  test('on a phone every page fits the window, and axe finds nothing serious', async () => {
    const { page, leave } = await visitAs(browser, at(), 'baojianlu.editor', phone);
    expect(await overflow(page)).toBe(0);
    expect(await seriousFaults(page)).toEqual([]);
    await keep(page, 'list');
    await fileAndOpen(page, totalsLost);
    await page.locator('.finding').first().waitFor();
    await keep(page, 'report');
    expect(await seriousFaults(page)).toEqual([]);
    for (const view of ['表格', '正文', '原文']) {
      await page.locator('.view-switch').getByText(view).click();
      expect([view, await overflow(page)]).toEqual([view, 0]);
    }
    await leave();
  }, patienceMs);
}

async function hasFocus(page: Page, target: Locator): Promise<boolean> {
  return (await target.and(page.locator(':focus')).count()) === 1;
}

/** Presses Tab until the element has the focus. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let pressed = 0; pressed < 400; pressed += 1) {
    if (await hasFocus(page, target)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`The keyboard does not reach ${target.toString()}.`);
}
