import { execFileSync, spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';

/** Who a process is, beyond its number: numbers are given out again, a start time within one boot is not. */
export type ProcessIdentity = z.infer<typeof identity>;

const identity = z.object({ pid: z.int().positive(), startedAt: z.string() });

/** How a process ended. */
export type Ending = { code: number | null; signal: NodeJS.Signals | null };

export type RunningProcess = {
  readonly name: string;
  readonly pid: number;
  readonly logFile: string;
  /** Settles when the process has ended; never rejects. */
  readonly ended: Promise<Ending>;
  /** The ending, once there is one. */
  ending(): Ending | undefined;
  signal(signal: NodeJS.Signals): void;
  /** Asks with `signal`, and after `graceMs` ends the whole process group by SIGKILL. Resolves when it is gone. */
  stop(options?: { signal?: NodeJS.Signals; graceMs?: number }): Promise<Ending>;
};

export type ProcessPlan = {
  name: string;
  command: string;
  args: string[];
  /** The data folder: the record is kept in `run/`, the log in `logs/`. */
  dir: string;
  env: NodeJS.ProcessEnv;
  cwd?: string;
  argv0?: string;
  owner?: { uid: number; gid: number };
  /** Written to the process's standard input, which is then closed: secrets do not belong on a command line. */
  input?: string;
};

const maxLogBytes = 10 * 1024 * 1024;

/**
 * Starts a process in its own process group, so that the terminal's Ctrl-C reaches the runner alone and the runner
 * decides the order. Output goes straight to the log file: the process needs no living parent to keep writing.
 */
export async function startProcess(plan: ProcessPlan): Promise<RunningProcess> {
  if (closedFolders.has(plan.dir)) throw new Error(`${plan.name} was not started: everything under ${plan.dir} is being stopped.`);
  const logFile = openLog(plan);
  const child = spawn(plan.command, plan.args, {
    cwd: plan.cwd,
    env: { ...plan.env, GOUJI_DATA: plan.dir },
    detached: true,
    stdio: [plan.input === undefined ? 'ignore' : 'pipe', logFile.fd, logFile.fd],
    ...(plan.argv0 === undefined ? {} : { argv0: plan.argv0 }),
    ...plan.owner,
  });
  closeSync(logFile.fd);
  let ending: Ending | undefined;
  const ended = new Promise<Ending>((resolve) => {
    child.once('exit', (code, signal) => {
      ending = { code, signal };
      resolve(ending);
    });
  });
  const pid = child.pid;
  if (pid === undefined) throw await new Promise<Error>((resolve) => child.once('error', resolve));
  child.on('error', () => undefined);
  child.stdin?.on('error', () => undefined);
  child.stdin?.end(plan.input);
  const self: ProcessIdentity = { pid, startedAt: startOf(pid) ?? 'ended' };
  writeRecord(plan.dir, plan.name, self);
  void ended.then(() => removeRecord(plan.dir, plan.name, self));

  const signal = (name: NodeJS.Signals) => {
    if (ending === undefined) send(pid, name);
  };
  return {
    name: plan.name,
    pid,
    logFile: logFile.path,
    ended,
    ending: () => ending,
    signal,
    async stop({ signal: first = 'SIGTERM', graceMs = 10_000 } = {}) {
      signal(first);
      const timer = new AbortController();
      await Promise.race([ended, sleep(graceMs, undefined, { signal: timer.signal }).catch(() => undefined)]);
      timer.abort();
      // The group is ended even when its leader went in peace: a helper it forgot must not stay behind.
      send(-pid, 'SIGKILL');
      return ended;
    },
  };
}

/** The processes recorded under `dir` that still run: what a killed runner left behind. */
export function leftovers(dir: string): { name: string; identity: ProcessIdentity }[] {
  const folder = join(dir, 'run');
  let files: string[];
  try {
    files = readdirSync(folder).filter((file) => file.endsWith('.pid.json'));
  } catch {
    return [];
  }
  return files.flatMap((file) => {
    const name = file.slice(0, -'.pid.json'.length);
    const recorded = readRecord(dir, name);
    if (recorded !== undefined && isRunning(recorded)) return [{ name, identity: recorded }];
    rmSync(join(folder, file), { force: true });
    return [];
  });
}

/** Folders whose processes are being ended for good: nothing new starts in them. */
const closedFolders = new Set<string>();

/** Ends everything recorded under `dir`, at most `graceMs` after asking, and lets nothing new start there. The caller itself is spared. */
export async function endAll(dir: string, graceMs: number): Promise<void> {
  closedFolders.add(dir);
  const all = leftovers(dir).filter(({ identity }) => identity.pid !== process.pid);
  await Promise.all(all.map(({ name, identity }) => endProcess(identity, name === 'postgres' ? 'SIGINT' : 'SIGTERM', graceMs)));
}

/** Ends a process that is not this one's child: `signal`, then after `graceMs` SIGKILL to its group. */
export async function endProcess(identity: ProcessIdentity, signal: NodeJS.Signals, graceMs: number): Promise<void> {
  if (!isRunning(identity)) return;
  send(identity.pid, signal);
  const deadline = Date.now() + graceMs;
  while (isRunning(identity) && Date.now() < deadline) await sleep(25);
  if (isRunning(identity)) {
    send(-identity.pid, 'SIGKILL');
    send(identity.pid, 'SIGKILL');
  }
  const last = Date.now() + 5_000;
  while (isRunning(identity) && Date.now() < last) await sleep(25);
}

/** Whether this very process, not a later one with its number, still runs. A zombie does not. */
export function isRunning(identity: ProcessIdentity): boolean {
  return startOf(identity.pid) === identity.startedAt;
}

/** When a process started, as an opaque string unique to it; undefined when there is none (or only a zombie). */
export function startOf(pid: number): string | undefined {
  if (process.platform !== 'linux') return startAsPsTellsIt(pid);
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (fields[0] === 'Z' || fields[0] === 'X') return undefined;
    return `${bootId()}:${fields[19]}`;
  } catch {
    return undefined;
  }
}

/** Keeps who runs under `name`, for whoever starts next. */
export function writeRecord(dir: string, name: string, identity: ProcessIdentity): void {
  mkdirSync(join(dir, 'run'), { recursive: true });
  writeFileSync(recordPath(dir, name), JSON.stringify(identity));
}

export function readRecord(dir: string, name: string): ProcessIdentity | undefined {
  try {
    return identity.parse(JSON.parse(readFileSync(recordPath(dir, name), 'utf8')));
  } catch {
    return undefined;
  }
}

/** Removes the record, unless a newer process has taken the name. */
export function removeRecord(dir: string, name: string, identity: ProcessIdentity): void {
  if (readRecord(dir, name)?.startedAt === identity.startedAt) rmSync(recordPath(dir, name), { force: true });
}

const recordPath = (dir: string, name: string) => join(dir, 'run', `${name}.pid.json`);

function openLog({ dir, name }: ProcessPlan): { fd: number; path: string } {
  const path = join(dir, 'logs', `${name}.log`);
  mkdirSync(join(dir, 'logs'), { recursive: true });
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  if (size > maxLogBytes) renameSync(path, `${path}.1`);
  return { fd: openSync(path, 'a', 0o640), path };
}

/** Sends a signal; that the process is already gone is no error. */
function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    // Not `instanceof Error`: the test runner has an Error of its own.
    const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
    if (code !== 'ESRCH' && code !== 'EPERM') throw error;
  }
}

let knownBootId: string | undefined;
function bootId(): string {
  knownBootId ??= readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  return knownBootId;
}

function startAsPsTellsIt(pid: number): string | undefined {
  try {
    const [state, ...started] = execFileSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim().split(/\s+/);
    return state === undefined || state === '' || state.startsWith('Z') ? undefined : started.join(' ');
  } catch {
    return undefined;
  }
}
