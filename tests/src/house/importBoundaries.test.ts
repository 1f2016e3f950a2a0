import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const project = fileURLToPath(new URL('../../../', import.meta.url));
const lintReport = z.object({ number_of_files: z.int(), diagnostics: z.array(z.object({ code: z.string(), filename: z.string(), message: z.string() })) });

/** Lints a folder by the project's own rules. */
function lint(folder: string): z.infer<typeof lintReport> {
  const { stdout } = spawnSync(process.execPath, [join(project, 'node_modules', 'oxlint', 'bin', 'oxlint'), '-f', 'json'], { cwd: folder, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  return lintReport.parse(JSON.parse(stdout));
}

const boundariesCrossed = (folder: string) => lint(folder).diagnostics.filter(({ code }) => code === 'eslint(no-restricted-imports)');

/** The project's rules over one planted file. */
function plant(path: string, source: string): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'gouji-boundaries-'));
  try {
    copyFileSync(join(project, '.oxlintrc.json'), join(folder, '.oxlintrc.json'));
    mkdirSync(join(folder, dirname(path)), { recursive: true });
    writeFileSync(join(folder, path), source);
    return boundariesCrossed(folder).map(({ filename }) => filename);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

describe('The rooms of the house', () => {
  it('import what they may, as they stand', () => {
    const { number_of_files, diagnostics } = lint(project);
    expect(number_of_files).toBeGreaterThan(100);
    expect(diagnostics.filter(({ code }) => code === 'eslint(no-restricted-imports)')).toEqual([]);
  });

  test.each([
    ['libs/domain/src/planted.ts', 'node:fs'],
    ['libs/domain/src/planted.ts', 'fs'],
    ['libs/domain/src/planted.ts', 'pg'],
    ['libs/domain/src/planted.ts', '@gouji/reading/readDocument'],
    ['libs/domain/src/deep/planted.test.ts', '@gouji/platform/database/migrate'],
    ['libs/reading/src/planted.ts', '@gouji/platform/queue/queue'],
    ['libs/reading/src/planted.ts', 'node:http'],
    ['libs/reading/src/deep/planted.ts', 'node:fs/promises'],
    ['libs/reading/src/planted.ts', 'pg'],
    ['libs/reading/src/planted.ts', '@nestjs/common'],
    ['libs/platform/src/planted.ts', '@gouji/reading/readDocument'],
    ['libs/platform/src/planted.ts', '@gouji/review/main'],
    ['libs/platform/src/deep/planted.ts', '../../../../apps/review/src/main.js'],
    ['apps/ingest/src/planted.ts', '@gouji/review/deskModule'],
    ['apps/validate/src/planted.ts', '@gouji/publish/publishModule'],
    ['apps/review/src/planted.ts', '@gouji/local/installation'],
    ['apps/review/src/planted.ts', '../../publish/dist/main.js'],
    ['apps/publish/src/planted.ts', '@gouji/ingest/main'],
    ['apps/cli/src/planted.ts', '@gouji/platform/storage/objectStore'],
    ['apps/console/src/planted.ts', 'node:path'],
    ['apps/console/src/planted.tsx', '@gouji/platform/http/problems'],
    ['local/src/planted.ts', '@gouji/platform/database/migrate'],
    ['local/src/planted.ts', '@gouji/ingest/main'],
  ])('%s may not import %s, nor pass it on', (path, module) => {
    expect(plant(path, `import * as planted from '${module}';\nconsole.log(planted);\n`)).toEqual([path]);
    expect(plant(path, `export { planted } from '${module}';\n`)).toEqual([path]);
  });

  test.each([
    ['libs/domain/src/planted.ts', 'zod'],
    ['libs/domain/src/deep/planted.ts', '../report.js'],
    ['libs/domain/src/planted.test.ts', 'fast-check'],
    ['libs/reading/src/planted.ts', '@gouji/domain/report'],
    ['libs/platform/src/planted.ts', 'typeorm'],
    ['apps/ingest/src/planted.ts', '@gouji/reading/fileKind'],
    ['local/src/planted.ts', '@gouji/domain/problems'],
    ['tests/src/planted.ts', '@gouji/local/installation'],
  ])('%s may import %s', (path, module) => {
    expect(plant(path, `import * as planted from '${module}';\nconsole.log(planted);\n`)).toEqual([]);
  });
});
