import { setTimeout as sleep } from 'node:timers/promises';
import { endAll, endProcess, isRunning, leftovers, readRecord, removeRecord, startOf, writeRecord } from './processes.js';
import { SetupError } from './setupError.js';

const runner = 'runner';

/** The folders this process itself runs. */
const claimed = new Set<string>();

/**
 * Makes this process the one runner of the data folder `dir`, and ends what a killed runner left there: apps first, so that they
 * still find their services while they drain.
 *
 * @returns a function that gives the folder up.
 * @throws SetupError when another runner is alive in it.
 */
export async function claim(dir: string): Promise<() => void> {
  const other = readRecord(dir, runner);
  if (other !== undefined && (other.pid === process.pid ? claimed.has(dir) : isRunning(other))) {
    throw new SetupError('already-running', {
      zh: `勾稽已经在这个文件夹里运行（进程号 ${other.pid}）。请先在那个终端按 Ctrl-C 停止它。`,
      en: `Gouji already runs in this folder (process ${other.pid}). Stop it with Ctrl-C in its terminal first.`,
    });
  }
  const self = { pid: process.pid, startedAt: startOf(process.pid) ?? 'unknown' };
  writeRecord(dir, runner, self);
  claimed.add(dir);
  const left = leftovers(dir).filter(({ name }) => name !== runner);
  const services = new Set(['postgres', 's3', 'redis']);
  await Promise.all(left.filter(({ name }) => !services.has(name)).map(({ identity }) => endProcess(identity, 'SIGTERM', 5_000)));
  await Promise.all(left.filter(({ name }) => services.has(name)).map(({ name, identity }) => endProcess(identity, name === 'postgres' ? 'SIGINT' : 'SIGTERM', 10_000)));
  // A process that ended has left its sockets to the kernel for a moment.
  if (left.length > 0) await sleep(50);
  return () => {
    claimed.delete(dir);
    removeRecord(dir, runner, self);
  };
}

/**
 * Ends everything in the folder at once, where draining is no longer wanted or not yet possible. Does nothing in a folder that this process
 * does not run: it may be another's, alive and well.
 */
export async function endClaimed(dir: string, graceMs: number): Promise<void> {
  if (claimed.has(dir)) await endAll(dir, graceMs);
}
