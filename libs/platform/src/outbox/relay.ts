import { Inject, Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { jobNames } from '@gouji/domain/jobs';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { connectionOf, runStatement } from '../database/statements.js';
import { ENVIRONMENT, type Environment } from '../config/environment.js';
import { JobQueues, jobIdOf } from '../queue/jobQueues.js';
import { LOGGER, type Logger } from '../telemetry/log.js';

const BATCH = 500;
const POLL_MS = 1_000;
/** Moves come at most this often: a lone job is moved at once, a stream of them in batches, which cost a fraction each. */
const SPACING_MS = 100;

const claimed = z.array(z.object({ id: z.string(), job: z.enum(jobNames), payload: z.unknown() }));
const delivered = z.array(z.object({ id: z.string(), job: z.enum(jobNames) }));

/**
 * Moves committed outbox rows to the queue.
 *
 * A row is claimed (`delivered_at` set) before it is handed over, in one statement that skips rows other relays hold.
 * If this process dies in between, or the queue is lost afterwards, the sweeper finds a claimed row whose job the queue
 * does not know and clears the claim: a job is delivered at least once, and its handler's effect happens once.
 */
@Injectable()
export class Relay implements OnApplicationBootstrap, BeforeApplicationShutdown {
  #timer: NodeJS.Timeout | undefined;
  #moving: Promise<void> | null = null;
  #again = false;
  #stopped = false;
  #lastMove = 0;
  #lastSweep = Date.now();

  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(JobQueues) private readonly queues: JobQueues,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
    @Inject(LOGGER) private readonly log: Logger,
  ) {}

  onApplicationBootstrap(): void {
    // Rows of processes that died before they could relay are found by this poll, whichever app runs it.
    this.#timer = setInterval(() => this.wake(), POLL_MS);
    this.#timer.unref();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.#stopped = true;
    clearInterval(this.#timer);
    await this.#moving;
  }

  /** Moves what is waiting, soon. Calls while a move is under way lead to one more move. */
  wake(): void {
    if (this.#stopped) return;
    if (this.#moving) {
      this.#again = true;
      return;
    }
    const pause = Math.max(0, this.#lastMove + SPACING_MS - Date.now());
    this.#moving = this.#moveAfter(pause).finally(() => {
      this.#moving = null;
      if (this.#again) {
        this.#again = false;
        this.wake();
      }
    });
  }

  async #moveAfter(pauseMs: number): Promise<void> {
    if (pauseMs > 0) await new Promise((resolve) => { setTimeout(resolve, pauseMs); });
    this.#lastMove = Date.now();
    // Whoever asked during the pause is served by this very move.
    this.#again = false;
    await this.#move();
  }

  async #move(): Promise<void> {
    try {
      while (!this.#stopped && (await this.#moveBatch()) === BATCH);
      if (Date.now() - this.#lastSweep >= this.environment.SWEEP_SECONDS * 1000) {
        this.#lastSweep = Date.now();
        while (!this.#stopped && (await this.#sweepBatch()) === BATCH);
      }
    } catch (error) {
      // The next poll tries again; rows stay where they are until then.
      this.log.warn({ err: error }, 'The relay could not reach the database or the queue; it will try again.');
    }
  }

  async #moveBatch(): Promise<number> {
    const rows = await this.#claim();
    if (rows.length === 0) return 0;
    try {
      await this.queues.add(rows.map((row) => ({ outboxId: row.id, job: row.job, payload: row.payload })));
    } catch (error) {
      await this.#query('update outbox set delivered_at = null where id = any($1::bigint[])', [rows.map((row) => row.id)]);
      throw error;
    }
    return rows.length;
  }

  async #claim(): Promise<z.infer<typeof claimed>> {
    return claimed.parse(await this.#query(
      `update outbox set delivered_at = now()
        where id in (select id from outbox where delivered_at is null order by id limit ${BATCH} for update skip locked)
        returning id, job, payload`,
    ));
  }

  async #query(sql: string, parameters: readonly unknown[] = []): Promise<unknown[]> {
    const runner = this.dataSource.createQueryRunner();
    try {
      return await runStatement<unknown>(await connectionOf(runner), sql, parameters);
    } finally {
      await runner.release();
    }
  }

  /** Looks at rows delivered long ago: a job the queue still knows is left alone, a lost one is delivered again. */
  async #sweepBatch(): Promise<number> {
    const old = delivered.parse(await this.#query(
      `select id, job from outbox where delivered_at < now() - make_interval(secs => $1) order by delivered_at limit ${BATCH}`,
      [this.environment.SWEEP_SECONDS],
    ));
    const known: string[] = [];
    const lost: string[] = [];
    for (const row of old) ((await this.queues.has(row.job, jobIdOf(row.id))) ? known : lost).push(row.id);
    if (known.length > 0) await this.#query('update outbox set delivered_at = now() where id = any($1::bigint[])', [known]);
    if (lost.length > 0) {
      await this.#query('update outbox set delivered_at = null where id = any($1::bigint[])', [lost]);
      this.log.warn({ count: lost.length }, 'The queue had lost jobs; they are asked for again.');
      this.#again = true;
    }
    return old.length;
  }
}
