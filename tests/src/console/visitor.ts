import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import { DEMO_PASSWORD } from '@gouji/review/demo/demoBodies';
import type { Browser, BrowserContext, Page } from 'playwright-core';

/** Screenshots are kept beside the other results of a test run. */
const screenshots = fileURLToPath(new URL('../../../artifacts/console/', import.meta.url));

export const desktop = { width: 1440, height: 900 };
export const phone = { width: 390, height: 844 };

/** A person at a browser of their own. */
export interface Visitor { readonly page: Page; readonly context: BrowserContext; readonly leave: () => Promise<void> }

/** Opens the console; what the page throws fails the test that waits for `leave`. */
export async function visit(browser: Browser, baseUrl: string, viewport = desktop): Promise<Visitor> {
  const context = await browser.newContext({ viewport, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  const thrown: Error[] = [];
  page.on('pageerror', (error) => thrown.push(error));
  await page.goto(`${baseUrl}/console/`);
  return {
    page, context,
    async leave() {
      await context.close();
      if (thrown[0]) throw thrown[0];
    },
  };
}

export async function fillSignIn(page: Page, username: string, password: string = DEMO_PASSWORD): Promise<void> {
  await page.getByLabel('用户名').fill(username);
  await page.getByLabel('密码', { exact: true }).fill(password);
  await page.getByRole('button', { name: '登录' }).click();
}

/** A person who is signed in and sees the list. */
export async function visitAs(browser: Browser, baseUrl: string, username: string, viewport = desktop): Promise<Visitor> {
  const visitor = await visit(browser, baseUrl, viewport);
  await fillSignIn(visitor.page, username);
  await visitor.page.getByRole('heading', { name: '年度报告', exact: true }).waitFor();
  return visitor;
}

/** Files a document by choosing it on the list page, waits until it has been checked, and opens the report. */
export async function fileAndOpen(page: Page, path: string): Promise<void> {
  await page.locator('input[type=file]').setInputFiles(path);
  await page.locator('[data-step=done]').getByRole('link', { name: '打开报告' }).click();
  await page.locator('.form-table').first().or(page.locator('.finding').first()).first().waitFor();
}

export async function keep(page: Page, name: string): Promise<void> {
  mkdirSync(screenshots, { recursive: true });
  await page.screenshot({ path: join(screenshots, `${name}-${page.viewportSize()?.width ?? 0}.png`), fullPage: true });
}

/** What axe finds serious or critical on the page, as sentences. */
export async function seriousFaults(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.filter((violation) => violation.impact === 'serious' || violation.impact === 'critical').map((violation) => `${violation.id}: ${violation.help} (${violation.nodes.map((node) => node.target.join(' ')).slice(0, 3).join('; ')})`);
}

/** How much wider than the window the page is. */
export async function overflow(page: Page): Promise<number> {
  return page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth');
}
