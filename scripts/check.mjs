/** `npm run check`: types, lint rules, import boundaries, no barrels, no host names in the lock file. Exit 0 when all hold. */
import { readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { project, report, run, say, setUp } from './setUp.mjs';

/** Each check prints its own findings and says whether it holds. */
const checks = [
  ['类型（tsc）', 'Types (tsc)', async (node) => (await run([node, join(project, 'node_modules/typescript/bin/tsc'), '-b'])).code === 0],
  ['规则与导入边界（oxlint）', 'Rules and import boundaries (oxlint)', async (node) => (await run([node, join(project, 'node_modules/oxlint/bin/oxlint'), '--type-aware', '--deny-warnings'])).code === 0],
  ['没有 index.ts 汇总文件', 'No barrels', () => none(sources().filter((path) => /(^|\/)index\.tsx?$/.test(path)), 'is a barrel: name the file for what it does, and import from it.')],
  ['package-lock.json 不含软件源主机名', 'package-lock.json names no registry', () => none(lockedHosts(), 'in package-lock.json names a host: run npm with omit-lockfile-registry-resolved.')],
];

try {
  const node = await setUp({ tests: true });
  let holds = true;
  for (const [zh, en, check] of checks) {
    const passed = await check(node);
    say(`${passed ? '通过' : '未通过'}：${zh}`, `${passed ? 'holds' : 'does not hold'}: ${en}`);
    holds &&= passed;
  }
  process.exit(holds ? 0 : 1);
} catch (problem) {
  report(problem);
  process.exit(1);
}

function none(found, fault) {
  for (const one of found) console.error(`${one} ${fault}`);
  return found.length === 0;
}

function lockedHosts() {
  const { packages } = JSON.parse(readFileSync(join(project, 'package-lock.json'), 'utf8'));
  return Object.entries(packages).flatMap(([path, { resolved }]) => (/^[a-z+]+:/.test(resolved ?? '') ? [path] : []));
}

function sources() {
  const skipped = new Set(['node_modules', 'dist', 'compiled', '.data', '.git']);
  const visit = (folder) =>
    readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return skipped.has(entry.name) ? [] : visit(path);
      return [relative(project, path)];
    });
  return ['libs', 'apps', 'local', 'tests'].flatMap((folder) => visit(join(project, folder)));
}
