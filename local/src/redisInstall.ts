import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { findRedis, findRedisTools, type RedisProgram } from './redis.js';

/** How each system's package manager brings a server without asking anything and without starting a service. */
const managers = [
  { program: '/usr/bin/apt-get', steps: [['update', '-q'], ['install', '-y', '-q', '--no-install-recommends', 'redis-tools']] },
  { program: '/sbin/apk', steps: [['add', '--no-cache', 'redis']] },
  { program: '/usr/bin/dnf', steps: [['install', '-y', '-q', 'valkey']] },
];

const patienceMs = 120_000;

/**
 * A Redis for the tests: the one found, else one installed by the system's package manager where we are root or `sudo` asks no
 * password. Takes at most two minutes.
 *
 * @returns the program, or the sentence that says why there is none.
 */
export async function installRedis(): Promise<RedisProgram | { unavailable: string }> {
  const found = findRedis() ?? findRedisTools();
  if (found !== undefined) return found;
  const manager = managers.find(({ program }) => existsSync(program));
  if (manager === undefined) return { unavailable: 'no redis-server on PATH and no apt-get, apk or dnf to install one' };
  const isRoot = process.getuid?.() === 0;
  const deadline = Date.now() + patienceMs;
  if (!isRoot && !(await succeeds('sudo', ['-n', 'true'], deadline))) {
    return { unavailable: 'no redis-server on PATH, and installing one needs root or sudo without a password' };
  }
  for (const step of manager.steps) {
    const [command, args] = isRoot ? [manager.program, step] : ['sudo', ['-n', manager.program, ...step]];
    // A failed refresh of the package lists may still leave an older list that serves; the last step decides.
    await succeeds(command, args, deadline);
  }
  return findRedis() ?? findRedisTools() ?? { unavailable: `no redis-server on PATH, and ${manager.program} could not install one` };
}

function succeeds(command: string, args: string[], deadline: number): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      stdio: 'ignore',
      timeout: Math.max(1, deadline - Date.now()),
      killSignal: 'SIGKILL',
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
    child.once('error', () => resolve(false));
    child.once('exit', (code) => resolve(code === 0));
  });
}
