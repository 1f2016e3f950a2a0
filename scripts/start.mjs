/** `npm start`: sets up what is missing, then hands over to local/dist/start.js under the project's own Node. */
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { join } from 'node:path';
import { project, report, setUp } from './setUp.mjs';

try {
  const node = await setUp();
  const program = spawn(node, ['--enable-source-maps', join(project, 'local', 'dist', 'start.js'), ...process.argv.slice(2)], {
    cwd: project,
    // The channel tells the program when this process is gone, however it went.
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => program.kill(signal));
  program.once('exit', (code, signal) => process.exit(code ?? 128 + (constants.signals[signal ?? 'SIGKILL'] ?? 9)));
} catch (problem) {
  report(problem);
  process.exit(1);
}
