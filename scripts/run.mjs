/** `node scripts/run.mjs FILE [ARGUMENT…]`: sets everything up as `npm test` does, then runs a compiled program of the project. */
import { join } from 'node:path';
import { project, report, run, setUp } from './setUp.mjs';

try {
  const node = await setUp({ tests: true });
  const [file, ...args] = process.argv.slice(2);
  process.exit((await run([node, join(project, file ?? ''), ...args])).code);
} catch (problem) {
  report(problem);
  process.exit(1);
}
