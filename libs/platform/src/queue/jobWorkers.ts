import { Inject, Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { jobs, type JobName, type JobPayload } from '@gouji/domain/jobs';
import type { Job } from 'bullmq';
import { z } from 'zod';
import { ENVIRONMENT, type Environment } from '../config/environment.js';
import type { Task } from '../database/transactions.js';
import { LOGGER, type Logger } from '../telemetry/log.js';
import { queueBackend, type JobWorker, type QueueBackend } from './backend.js';

/**
 * One job's handler. `run` must be idempotent and end with `transactions.finish(task, …)`: a job may come twice, late,
 * or after what it was asked for has changed. A bad document is a result, not an exception.
 */
export interface JobHandler<N extends JobName = JobName> {
  readonly job: N;
  run(payload: JobPayload<N>, task: Task): Promise<void>;
}

/** The token under which an app provides its handlers: an array of `JobHandler`. */
export const JOB_HANDLERS = Symbol('job handlers');

const envelope = z.object({ outboxId: z.string(), payload: z.unknown() });

/** Takes jobs from the queues of this app's handlers. Refuses to boot when two handlers claim one job. */
@Injectable()
export class JobWorkers implements OnApplicationBootstrap, BeforeApplicationShutdown, OnApplicationShutdown {
  #workers: JobWorker[] = [];
  #backend: QueueBackend | null = null;

  constructor(
    @Inject(JOB_HANDLERS) private readonly handlers: readonly JobHandler[],
    @Inject(ENVIRONMENT) private readonly environment: Environment,
    @Inject(LOGGER) private readonly log: Logger,
  ) {
    const claimed = handlers.map((handler) => handler.job);
    const twice = claimed.find((job, index) => claimed.indexOf(job) !== index);
    if (twice) throw new Error(`Two handlers claim the job ${twice}.`);
  }

  async onApplicationBootstrap(): Promise<void> {
    const backend = queueBackend(this.environment);
    this.#backend = backend;
    this.#workers = this.handlers.map((handler) => {
      const worker = backend.worker(handler.job, (job) => this.#run(handler, job), {
        concurrency: this.environment.WORKER_CONCURRENCY,
        // A worker that was killed is noticed after 10 s; being killed is seldom the job's fault, so stalls do not fail it:
        // a handler whose work may itself kill the process looks at `task.stalls`.
        lockDuration: 10_000,
        stalledInterval: 5_000,
        maxStalledCount: 1_000,
        // An idle worker looks again after a second, should the word that a job has come have been lost; and after a queue
        // that was not reachable it tries again as soon.
        drainDelay: 1,
        runRetryDelay: 1_000,
      });
      worker.on('error', (error) => this.log.warn({ err: error, job: handler.job }, 'The worker cannot reach the queue.'));
      worker.on('failed', (job, error) => this.#logFailure(handler.job, job, error));
      return worker;
    });
    await Promise.all(this.#workers.map((worker) => worker.waitUntilReady()));
  }

  async #run(handler: JobHandler, job: Job): Promise<void> {
    const { outboxId, payload } = envelope.parse(job.data);
    await handler.run(jobs[handler.job].parse(payload), { outboxId, stalls: job.stalledCounter });
  }

  #logFailure(name: JobName, job: Job | undefined, error: Error): void {
    const parked = job !== undefined && job.attemptsMade >= (job.opts.attempts ?? 1);
    const fields = { err: error, job: name, jobId: job?.id, attempt: job?.attemptsMade, payload: envelope.safeParse(job?.data).data?.payload };
    if (parked) this.log.error(fields, 'A job failed for the last time and is parked for an operator.');
    else this.log.warn(fields, 'A job failed and will be tried again.');
  }

  /** Drains: takes no more jobs and waits for the running ones, as long as the configuration allows. */
  async beforeApplicationShutdown(): Promise<void> {
    const drained = Promise.all(this.#workers.map((worker) => worker.close()));
    const late = new Promise<'late'>((resolve) => { setTimeout(() => resolve('late'), this.environment.DRAIN_SECONDS * 1000).unref(); });
    if ((await Promise.race([drained, late])) === 'late') this.log.warn('Jobs were still running when the time to drain was over; they will be run again elsewhere.');
  }

  async onApplicationShutdown(): Promise<void> {
    await this.#backend?.close();
  }
}
