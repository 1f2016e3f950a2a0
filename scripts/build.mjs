/** `npm run build`: packages and compiled output, the console included; nothing is done twice. */
import { report, say, setUp } from './setUp.mjs';

try {
  await setUp();
  say('已是最新。', 'Built.');
} catch (problem) {
  report(problem);
  process.exit(1);
}
