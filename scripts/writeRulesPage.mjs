/** `npm run docs:rules`: writes docs/rules.md from the registry of rules. A test checks that it is current. */
import { join } from 'node:path';
import { project, report, run, setUp } from './setUp.mjs';

try {
  const node = await setUp({ tests: true });
  process.exit((await run([node, join(project, 'tests/dist/checking/writeRulesPage.js')])).code);
} catch (problem) {
  report(problem);
  process.exit(1);
}
