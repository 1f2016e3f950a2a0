import { Worker } from 'node:worker_threads';
import type { ReadOutcome } from '@gouji/domain/report';
import { readError } from './errors.js';
import type { ReadRequest, ReadReply } from './readerWorker.js';

export interface ReaderPoolLimits {
  /** Worker threads, kept warm. */
  readonly size: number;
  /** The longest that one document may take; its thread is then stopped and replaced. */
  readonly timeoutMs?: number;
  /** The heap of each thread, in MiB. */
  readonly memoryMb?: number;
}

export interface ReaderPool {
  /**
   * Reads one document in a worker thread. Bad, hostile and oversized documents are answered with an error value.
   * @throws when reading itself is broken (a fault of the reader, worth a retry and a look), or the pool is closed.
   */
  read(bytes: Uint8Array, options: { today: Date; filename?: string }): Promise<ReadOutcome>;
  /** Lets the documents being read finish, refuses the waiting ones and stops all threads. */
  close(): Promise<void>;
}

interface Task {
  readonly request: ReadRequest;
  readonly resolve: (outcome: ReadOutcome) => void;
  readonly reject: (error: Error) => void;
}

interface Thread {
  readonly worker: Worker;
  task: Task | null;
  timer: NodeJS.Timeout | null;
  /** How many documents it has read. */
  read: number;
}

/** A thread is replaced after so many documents, so that nothing a parser keeps can add up. */
const documentsPerThread = 2000;

/**
 * A pool of warm worker threads that read documents off the event loop, each under limits of time and memory, so that
 * no document can stop or bring down the process.
 */
export function createReaderPool({ size, timeoutMs = 10_000, memoryMb = 192 }: ReaderPoolLimits): ReaderPool {
  const threads = new Set<Thread>();
  const waiting: Task[] = [];
  let closed = false;
  let drained: (() => void) | null = null;

  const finish = (thread: Thread): Task | null => {
    const task = thread.task;
    if (thread.timer) clearTimeout(thread.timer);
    thread.task = null;
    thread.timer = null;
    return task;
  };

  const replace = (thread: Thread): void => {
    threads.delete(thread);
    void thread.worker.terminate();
    if (!closed) start();
    else if (![...threads].some((other) => other.task)) drained?.();
  };

  const next = (thread: Thread): void => {
    const task = waiting.shift();
    if (!task) {
      thread.worker.unref();
      if (closed && ![...threads].some((other) => other.task)) drained?.();
      return;
    }
    thread.task = task;
    thread.worker.ref();
    thread.timer = setTimeout(() => {
      finish(thread)?.resolve({ ok: false, error: readError('took-too-long') });
      replace(thread);
    }, timeoutMs);
    thread.worker.postMessage(task.request, [task.request.bytes]);
  };

  const start = (): void => {
    const worker = new Worker(new URL('./readerWorker.js', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: memoryMb, maxYoungGenerationSizeMb: 16 },
    });
    const thread: Thread = { worker, task: null, timer: null, read: 0 };
    threads.add(thread);
    worker.on('message', (reply: ReadReply) => {
      const task = finish(thread);
      if ('outcome' in reply) task?.resolve(reply.outcome);
      else task?.reject(new Error(reply.fault));
      thread.read++;
      if (thread.read >= documentsPerThread && !closed) replace(thread);
      else next(thread);
    });
    worker.on('error', (error: Error & { code?: string }) => {
      const task = finish(thread);
      // V8 ends a thread that has used up its heap; the document is to blame, not the process.
      if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') task?.resolve({ ok: false, error: readError('too-large') });
      else task?.reject(error);
      replace(thread);
    });
    next(thread);
  };

  for (let index = 0; index < size; index++) start();

  return {
    read: (bytes, { today, filename }) => new Promise((resolve, reject) => {
      if (closed) {
        reject(new Error('The reader pool is closed.'));
        return;
      }
      // The copy is handed over whole; the caller keeps its bytes.
      const copy = new ArrayBuffer(bytes.byteLength);
      new Uint8Array(copy).set(bytes);
      waiting.push({ request: { bytes: copy, today: today.getTime(), filename }, resolve, reject });
      const idle = [...threads].find((thread) => !thread.task);
      if (idle) next(idle);
    }),
    close: async () => {
      closed = true;
      for (const task of waiting.splice(0)) task.reject(new Error('The reader pool is closed.'));
      if ([...threads].some((thread) => thread.task)) await new Promise<void>((resolve) => { drained = resolve; });
      await Promise.all([...threads].map((thread) => thread.worker.terminate()));
      threads.clear();
    },
  };
}
