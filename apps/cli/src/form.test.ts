import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const bin = fileURLToPath(new URL('../bin/gouji.js', import.meta.url));
const samples = fileURLToPath(new URL('../../../samples/', import.meta.url));
let folder = '';
beforeAll(() => { folder = mkdtempSync(join(tmpdir(), 'gouji-form-')); });
afterAll(() => rmSync(folder, { recursive: true }));

function gouji(...args: string[]) {
  const done = spawnSync(process.execPath, [bin, ...args], { cwd: folder, encoding: 'utf8' });
  return { code: done.status, out: done.stdout, err: done.stderr };
}

describe('gouji form', () => {
  test.each(['--docx', '--xlsx'])('a report checked as JSON, written as a form with %s, has the same facts', (format) => {
    const checked = gouji('check', join(samples, '003_c7925c89c326f8ac.txt'), '--json').out;
    writeFileSync(join(folder, 'facts.json'), checked);
    expect(gouji('form', '2020', format, '--facts', 'facts.json', '-o', 'filled').code).toBe(0);
    const values = (json: string) => Object.fromEntries(Object.entries<{ value: number | null }>(JSON.parse(json).facts).map(([id, fact]) => [id, fact.value]));
    expect(values(gouji('check', 'filled', '--json').out)).toEqual(values(checked));
  });

  test('a blank form says where it was written', () => {
    expect(gouji('form', '2024', '--xlsx')).toMatchObject({ code: 0, out: '政府信息公开工作年度报告-2024.xlsx\n' });
  });

  test('a year without a form, and facts that do not fit it, are refused', () => {
    expect(gouji('form', '2018')).toMatchObject({ code: 2, err: expect.stringContaining('2019') });
    expect(gouji('form', '2024', '--facts', 'facts.json')).toMatchObject({ code: 2, err: expect.stringContaining('documents.regulations.made') });
  });
});
