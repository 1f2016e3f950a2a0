/** `npm run accuracy`: corrupts real and generated reports and measures what checking finds; prints one JSON object. */
import { join } from 'node:path';
import { project, report, run, setUp } from './setUp.mjs';

try {
  const node = await setUp({ tests: true });
  process.exit((await run([node, join(project, 'tests/dist/checking/measureAccuracy.js')])).code);
} catch (problem) {
  report(problem);
  process.exit(1);
}
