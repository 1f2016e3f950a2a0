import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** Runs the command as a user does: a process of its own at the root of the repository. */
function gouji(...args: string[]) {
  const done = spawnSync(process.execPath, ['apps/cli/bin/gouji.js', ...args], { cwd: root, encoding: 'utf8' });
  return { code: done.status, out: done.stdout, err: done.stderr };
}

describe('gouji check', () => {
  test('a report without blocking findings: exit code 0', () => {
    expect(gouji('check', 'samples/004_79fee03082277bb8.txt').code).toBe(0);
  });

  test('document 003: exit code 1, the column that does not add up, and the smallest repair', () => {
    const { code, out } = gouji('check', 'samples/003_c7925c89c326f8ac.txt', '--json');
    expect(code).toBe(1);
    const result: { findings: { rule: string; severity: string; expected: number; actual: number }[]; repairs: { cells: { cell: string; from: number; to: number }[] }[] } & Record<string, unknown> = JSON.parse(out);
    expect(result).toMatchObject({ file: 'samples/003_c7925c89c326f8ac.txt', format: 'txt', form: '2019', year: 2020, agency: '开发区·铁山区' });
    expect(result.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(result.facts).toMatchObject({ 'requests.concluded.natural': { value: 8, raw: '8', at: { line: 350, col: 2 } }, 'procurement.amount': { value: 9882576, raw: '988.2576万' } });
    expect(result.findings).toContainEqual(expect.objectContaining({ rule: 'requests.balance', severity: 'blocking', expected: 4, actual: 8 }));
    expect(result.repairs[0]?.cells).toContainEqual({ cell: 'requests.concluded.natural', from: 8, to: 4 });
  });

  test('a file that cannot be read: exit code 2, with its code and a sentence, and the others are checked all the same', () => {
    const { code, out } = gouji('check', 'package.json', 'samples/004_79fee03082277bb8.txt', 'no-such-file.docx', '--json');
    expect(code).toBe(2);
    const lines = out.trim().split('\n').map((line): Record<string, unknown> => JSON.parse(line));
    expect(lines).toMatchObject([{ file: 'package.json', error: { code: 'not-a-report' } }, { year: 2020, findings: [] }, { error: { code: 'file-not-found' } }]);
  });

  test('a folder is searched, and findings are told in Chinese unless English is asked for', () => {
    const chinese = gouji('check', 'samples');
    expect(chinese.code).toBe(1);
    expect(chinese.out.match(/samples\/00\d_/g)).toHaveLength(5);
    expect(chinese.out).toContain('必须改正');
    expect(gouji('check', 'samples/003_c7925c89c326f8ac.txt', '--lang', 'en').out).toContain('blocking');
  });

  test('a misused command says how it is used: exit code 2', () => {
    expect(gouji('check')).toMatchObject({ code: 2, err: expect.stringContaining('gouji check') });
    expect(gouji('check', '--nonsense').code).toBe(2);
  });
});
