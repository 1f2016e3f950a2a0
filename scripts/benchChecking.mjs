/** `npm run bench:checking`: how fast reports are checked and repairs are found; prints one JSON object. */
import { join } from 'node:path';
import { project, report, run, setUp } from './setUp.mjs';

try {
  const node = await setUp({ tests: true });
  process.exit((await run([node, join(project, 'tests/dist/checking/benchChecking.js')])).code);
} catch (problem) {
  report(problem);
  process.exit(1);
}
