/**
 * `npm test`: sets up, runs every test, and prints `N passed, N failed` (`, N skipped`) as its very last line, whatever happens. Tests of single
 * rooms share the cores; those that start whole installations run one after another.
 */
import { spawn } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, relative } from 'node:path';
import { artifacts, project, report, say, setUp } from './setUp.mjs';

const runs = [
  { name: 'rooms', workers: Math.min(4, availableParallelism()), zh: '各部分的测试…', en: 'Tests of each room…' },
  { name: 'whole', workers: 1, zh: '整体的测试（真实的 PostgreSQL、S3、两种队列）…', en: 'Tests of the whole (real PostgreSQL, S3, both queues)…' },
];
const patienceMs = 25 * 60_000;

const total = { passed: 0, failed: 0, skipped: 0 };
const skippedSuites = new Set();
try {
  const node = await setUp({ tests: true });
  for (const part of runs) {
    say(part.zh, part.en);
    await runJest(node, part);
  }
} catch (problem) {
  report(problem);
  total.failed++;
}
for (const suite of skippedSuites) say(`跳过：${suite}`, 'skipped');
process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1;
// Written last and at once: output of the tests that is still on its way must not come after it.
process.stdout.write(`${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ''}\n`);

async function runJest(node, { name, workers }) {
  const file = join(artifacts(), `tests-${name}.json`);
  rmSync(file, { force: true });
  const args = [join(project, 'node_modules/jest/bin/jest.js'), '--selectProjects', name, '--ci', '-w', String(workers), '--forceExit', '--json', `--outputFile=${file}`, '--passWithNoTests'];
  const code = await new Promise((resolve) => {
    const jest = spawn(node, ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', '--enable-source-maps', ...args], {
      cwd: project,
      // The results as JSON on standard output would drown what is told to people, which jest writes to standard error.
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...process.env, PATH: `${join(project, 'node_modules/.bin')}:${process.env.PATH}`, NODE_ENV: 'test' },
    });
    const end = setTimeout(() => jest.kill('SIGKILL'), patienceMs);
    jest.stderr.pipe(process.stdout, { end: false });
    jest.once('error', () => resolve(127));
    jest.once('close', (exit) => {
      clearTimeout(end);
      resolve(exit ?? 1);
    });
  });
  count(file, code);
}

/** Adds up a run. A file that could not be run counts as one failure, and so does a jest that failed without naming a test. */
function count(file, code) {
  let results;
  try {
    results = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    total.failed++;
    return;
  }
  const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
  total.passed += results.numPassedTests;
  total.failed += failed === 0 && code !== 0 ? 1 : failed;
  total.skipped += results.numPendingTests + results.numTodoTests;
  for (const suite of results.testResults) {
    for (const test of suite.assertionResults) {
      if (test.status === 'pending' || test.status === 'todo') skippedSuites.add(`${relative(project, suite.name)} › ${test.ancestorTitles[0] ?? test.title}`);
    }
  }
}
