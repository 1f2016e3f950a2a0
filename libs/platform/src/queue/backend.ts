import { Queue, Worker, createPostgresBackend, type Job, type JobsOptions, type Processor, type WorkerOptions } from 'bullmq';
import { Redis } from 'ioredis';
import pg from 'pg';
import type { Environment } from '../config/environment.js';

/** What Gouji uses of a BullMQ queue, on either backend. */
export interface JobQueue {
  add(name: string, data: unknown, opts: JobsOptions): Promise<unknown>;
  addBulk(jobs: { name: string; data: unknown; opts: JobsOptions }[]): Promise<unknown>;
  getJob(id: string): Promise<Job | undefined>;
  getJobCounts(...states: ('waiting' | 'active' | 'delayed' | 'failed')[]): Promise<Record<string, number>>;
  getFailed(start: number, end: number): Promise<Job[]>;
  obliterate(options: { force: boolean }): Promise<void>;
  waitUntilReady(): Promise<unknown>;
  close(): Promise<void>;
  on(event: 'error', listener: (error: Error) => void): unknown;
}

/** What Gouji uses of a BullMQ worker. */
export interface JobWorker {
  waitUntilReady(): Promise<unknown>;
  close(force?: boolean): Promise<void>;
  on(event: 'error', listener: (error: Error) => void): unknown;
  on(event: 'failed', listener: (job: Job | undefined, error: Error) => void): unknown;
}

/** BullMQ on Redis where REDIS_URL is set, else on PostgreSQL. Both give the same queues. */
export interface QueueBackend {
  queue(name: string): JobQueue;
  worker(name: string, processor: Processor, options: Omit<WorkerOptions, 'connection'>): JobWorker;
  /** Makes what the backend needs before its first use (PostgreSQL: BullMQ's schema). */
  prepare(): Promise<void>;
  close(): Promise<void>;
}

type QueueEnvironment = Pick<Environment, 'REDIS_URL' | 'DATABASE_URL'>;

export function queueBackend(environment: QueueEnvironment): QueueBackend {
  return environment.REDIS_URL === undefined ? postgresBackend(environment.DATABASE_URL) : redisBackend(environment.REDIS_URL);
}

function redisBackend(url: string): QueueBackend {
  // Commands wait for a lost Redis rather than fail: workers must outlive its restart.
  const connection = new Redis(url, { maxRetriesPerRequest: null });
  connection.on('error', () => undefined); // Each queue reports the same error; this keeps it from being thrown here as well.
  return {
    queue: (name) => new Queue(name, { connection }),
    worker: (name, processor, options) => new Worker(name, processor, { ...options, connection }),
    prepare: async () => undefined,
    close: async () => connection.disconnect(),
  };
}

function postgresBackend(connectionString: string): QueueBackend {
  // All queues of a process share one small pool; BullMQ leaves the search path of a pool it is given to its owner.
  const pool = new pg.Pool({ connectionString, max: 4, keepAlive: true, options: '-c search_path=bullmq' });
  pool.on('error', () => undefined); // An idle connection that drops is replaced at its next use.
  return {
    queue: (name) => new Queue(name, { connection: pool }, createPostgresBackend),
    worker: (name, processor, options) =>
      new Worker(name, processor, { ...options, connection: { connectionString, max: 3, keepAlive: true } }, createPostgresBackend),
    prepare: async () => {
      const first = new Queue('prepare', { connection: { connectionString, max: 1, migrate: true } }, createPostgresBackend);
      await first.waitUntilReady();
      await first.close();
    },
    close: async () => pool.end(),
  };
}
