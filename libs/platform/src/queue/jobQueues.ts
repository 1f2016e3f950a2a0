import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { jobNames, type JobName } from '@gouji/domain/jobs';
import { ENVIRONMENT, type Environment } from '../config/environment.js';
import { LOGGER, type Logger } from '../telemetry/log.js';
import { queueBackend, type JobQueue, type QueueBackend } from './backend.js';

/** What travels through the queue: the outbox row it came from, and ids. */
export interface QueuedJob { readonly outboxId: string; readonly job: JobName; readonly payload: unknown }

/**
 * Up to this many jobs are added one by one. BullMQ's bulk call on PostgreSQL makes temporary tables, about 15 ms however
 * few the jobs, where a single one takes about 1 ms.
 */
const SINGLY = 16;

/** A BullMQ job id may not be all digits nor hold a colon. */
export function jobIdOf(outboxId: string): string {
  return `outbox-${outboxId}`;
}

/** The queues, one a job; each job's queue bears its name. */
@Injectable()
export class JobQueues implements OnApplicationShutdown {
  readonly #backend: QueueBackend;
  readonly #queues: ReadonlyMap<JobName, JobQueue>;

  constructor(@Inject(ENVIRONMENT) environment: Environment, @Inject(LOGGER) log: Logger) {
    this.#backend = queueBackend(environment);
    this.#queues = new Map(jobNames.map((job) => {
      const queue = this.#backend.queue(job);
      queue.on('error', (error) => log.warn({ err: error, job }, 'The queue is not reachable.'));
      return [job, queue];
    }));
  }

  /**
   * Adds jobs, grouped by queue. Adding a job the queue already holds changes nothing. A completed job leaves no trace,
   * so that its id can be asked for again; a failed one stays, parked, until an operator runs it again.
   */
  async add(queued: readonly QueuedJob[]): Promise<void> {
    for (const job of jobNames) {
      const mine = queued.filter((candidate) => candidate.job === job);
      if (mine.length === 0) continue;
      const added = mine.map(({ outboxId, payload }) => ({
        name: job,
        data: { outboxId, payload },
        opts: { jobId: jobIdOf(outboxId), attempts: 8, backoff: { type: 'exponential' as const, delay: 500, jitter: 0.5 }, removeOnComplete: true, removeOnFail: false },
      }));
      if (added.length > SINGLY) await this.of(job).addBulk(added);
      else await Promise.all(added.map(({ name, data, opts }) => this.of(job).add(name, data, opts)));
    }
  }

  async has(job: JobName, jobId: string): Promise<boolean> {
    return (await this.of(job).getJob(jobId)) !== undefined;
  }

  of(job: JobName): JobQueue {
    const queue = this.#queues.get(job);
    if (!queue) throw new Error(`There is no queue for ${job}.`);
    return queue;
  }

  async ready(): Promise<void> {
    await Promise.all([...this.#queues.values()].map((queue) => queue.waitUntilReady()));
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all([...this.#queues.values()].map((queue) => queue.close()));
    await this.#backend.close();
  }
}
