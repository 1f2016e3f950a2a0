import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';

const known = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const patienceMs = 180_000;

/**
 * A Chromium for the browser tests: `CHROMIUM`, else one of the system, else Debian's package where we are root or `sudo`
 * asks no password.
 * @returns its path, or the sentence that says why there is none
 */
export async function findChromium(): Promise<{ path: string } | { unavailable: string }> {
  const named = process.env['CHROMIUM'];
  if (named !== undefined) return existsSync(named) ? { path: named } : { unavailable: `CHROMIUM names ${named}, which does not exist` };
  const found = known.find((path) => existsSync(path));
  if (found !== undefined) return { path: found };
  if (!existsSync('/usr/bin/apt-get')) return { unavailable: 'no chromium on this machine and no apt-get to install one' };
  const isRoot = process.getuid?.() === 0;
  // A failed refresh of the package lists may still leave an older list that serves; the last step decides.
  for (const step of [['update', '-q'], ['install', '-y', '-q', '--no-install-recommends', 'chromium', 'fonts-noto-cjk']]) {
    const [command = '', ...args] = [...(isRoot ? [] : ['sudo', '-n']), '/usr/bin/apt-get', ...step];
    await promisify(execFile)(command, args, { timeout: patienceMs, env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }).catch(() => undefined);
  }
  const installed = known.find((path) => existsSync(path));
  return installed === undefined ? { unavailable: 'no chromium on this machine, and apt-get could not install one' } : { path: installed };
}
