import { setTimeout as sleep } from 'node:timers/promises';
import { tailOf } from './logs.js';
import { startProcess, type Ending, type ProcessPlan, type RunningProcess } from './processes.js';
import { waitForHttp } from './readiness.js';
import { SetupError } from './setupError.js';

/** What the supervisor tells whoever watches; `pauseMs` is the wait before the next start. */
export type SupervisorEvent =
  | { kind: 'ready'; name: string; afterMs: number; restarts: number }
  | { kind: 'not-started'; name: string; reason: string }
  | { kind: 'ended'; name: string; ending: Ending; pauseMs: number; logFile: string };

export type Supervised = {
  readonly name: string;
  /** The process at this moment; undefined between an end and the next start. */
  pid(): number | undefined;
  /** How many times it was started again. */
  restarts(): number;
  isReady(): boolean;
  logFile(): string | undefined;
  /** Signals the process at this moment and waits until it has ended. The supervisor starts it again. */
  kill(signal?: NodeJS.Signals): Promise<void>;
  /** Drains it and keeps it stopped: SIGTERM, and SIGKILL after `graceMs`. */
  stop(graceMs?: number): Promise<void>;
};

const startsBeforeGivingUp = 3;
/** How long a start may take before it counts as hung, as a cluster's start-up probe would. */
const usuallyReadyWithinMs = 60_000;

export type SupervisedPlan = ProcessPlan & { readyUrl: string; readyWithinMs?: number };

/**
 * Keeps one process running: starts it, waits until it is ready, starts it again when it ends or hangs while starting. One that had been ready comes
 * back at once; one that fails while starting is given longer and longer pauses.
 *
 * @throws SetupError when it does not become ready the first time, with the end of its log.
 */
export async function supervise(plan: SupervisedPlan, watch: (event: SupervisorEvent) => void = () => undefined): Promise<Supervised> {
  let current: RunningProcess | undefined;
  let stopping = false;
  let ready = false;
  let starts = 0;
  let failures = 0;
  const stopped = new AbortController();

  /** One life of the process, from start to end. */
  const live = async (announceReady: () => void): Promise<void> => {
    const begun = Date.now();
    const process = await startProcess(plan);
    current = process;
    starts++;
    if (stopping) process.signal('SIGTERM');
    const over = () => process.ending() !== undefined || stopping;
    ready = await waitForHttp(plan.readyUrl, { timeoutMs: plan.readyWithinMs ?? usuallyReadyWithinMs, until: over });
    if (ready) {
      failures = 0;
      watch({ kind: 'ready', name: plan.name, afterMs: Date.now() - begun, restarts: starts - 1 });
      announceReady();
    } else if (!over()) {
      await process.stop({ graceMs: 2_000 });
    }
    const ending = await process.ended;
    const wasReady = ready;
    ready = false;
    if (stopping) return;
    if (!wasReady) failures++;
    const pauseMs = wasReady ? 100 : Math.min(5_000, 200 * 2 ** failures);
    watch({ kind: 'ended', name: plan.name, ending, pauseMs, logFile: process.logFile });
    await sleep(pauseMs, undefined, { signal: stopped.signal }).catch(() => undefined);
  };

  let keeping = Promise.resolve();
  await new Promise<void>((resolve, reject) => {
    keeping = (async () => {
      let everReady = false;
      while (!stopping) {
        try {
          await live(() => {
            everReady = true;
            resolve();
          });
        } catch (error) {
          // The system had no process to give. Later it may; only at the very start is this final.
          if (!everReady) throw error;
          watch({ kind: 'not-started', name: plan.name, reason: String(error) });
          await sleep(1_000, undefined, { signal: stopped.signal }).catch(() => undefined);
        }
        if (!everReady && failures >= startsBeforeGivingUp) break;
      }
      if (!everReady) reject(notReady(plan.name, current));
    })().catch(reject);
  });

  return {
    name: plan.name,
    pid: () => (current?.ending() === undefined ? current?.pid : undefined),
    restarts: () => starts - 1,
    isReady: () => ready,
    logFile: () => current?.logFile,
    async kill(signal = 'SIGKILL') {
      const process = current;
      process?.signal(signal);
      await process?.ended;
    },
    async stop(graceMs = 20_000) {
      stopping = true;
      stopped.abort();
      await current?.stop({ graceMs });
      await keeping;
    },
  };
}

function notReady(name: string, process: RunningProcess | undefined): SetupError {
  const log = process?.logFile ?? '';
  return new SetupError('app-not-ready', {
    zh: `服务 ${name} 没有启动成功，其日志（${log}）的最后几行是：\n${tailOf(log)}`,
    en: `The ${name} app did not become ready; the end of its log (${log}) is above.`,
  });
}
