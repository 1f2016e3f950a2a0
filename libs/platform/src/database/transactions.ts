import { Inject, Injectable } from '@nestjs/common';
import type { JobName, JobPayload } from '@gouji/domain/jobs';
import { DataSource, type QueryRunner } from 'typeorm';
import { Relay } from '../outbox/relay.js';
import { connectionOf, runStatement, type Connection } from './statements.js';

/** The outbox row a job came from. The handler's transaction takes the row away, so that a job's effect and its end are one. */
export interface Task {
  readonly outboxId: string;
  /** How often a process died, or hung, while it worked on this very job. */
  readonly stalls: number;
}

/** One open transaction: queries go through it, jobs asked for in it exist only if it commits. */
export class Transaction {
  #asked = 0;

  constructor(private readonly connection: Connection) {}

  /** Runs one statement; `Row` is what the statement returns, as PostgreSQL sends it (bigint and numeric as strings). */
  async query<Row = unknown>(sql: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    return runStatement<Row>(this.connection, sql, parameters);
  }

  /** Asks for a job. It reaches the queue after the commit, and again if the queue loses it before it has been done. */
  async ask<N extends JobName>(job: N, payload: JobPayload<N>): Promise<void> {
    await this.query('insert into outbox (job, payload) values ($1, $2)', [job, JSON.stringify(payload)]);
    this.#asked += 1;
  }

  /** Says that a statement of this transaction has itself written an outbox row. */
  askedInStatement(): void {
    this.#asked += 1;
  }

  /** How many jobs were asked for in this transaction. */
  get asked(): number {
    return this.#asked;
  }
}

/** Runs transactions, and wakes the relay when one of them asked for jobs. */
@Injectable()
export class Transactions {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource, @Inject(Relay) private readonly relay: Relay) {}

  /** Runs `work` in a transaction of its own: all of it is committed, or nothing. */
  async run<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    let asked = 0;
    const result = await this.#withRunner(async (runner) => {
      await runner.startTransaction();
      try {
        const tx = new Transaction(await connectionOf(runner));
        const value = await work(tx);
        await runner.commitTransaction();
        asked = tx.asked;
        return value;
      } catch (error) {
        // A connection that is gone has rolled back by itself; the first error is the one to tell.
        await runner.rollbackTransaction().catch(() => undefined);
        throw error;
      }
    });
    if (asked > 0) this.relay.wake();
    return result;
  }

  /**
   * As `run`, for a job's handler: the job's outbox row goes with the same commit. The row is taken first: of two
   * deliveries of one job the second waits for the first, then finds the row gone and does nothing.
   * @returns what `work` gave, or `undefined` when the job had been done already
   */
  async finish<T>(task: Task, work: (tx: Transaction) => Promise<T>): Promise<T | undefined> {
    return this.run(async (tx) => {
      const taken = await tx.query('delete from outbox where id = $1 returning id', [task.outboxId]);
      return taken.length === 0 ? undefined : work(tx);
    });
  }

  /** A single read outside any transaction. */
  async read<Row>(sql: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    return this.#withRunner(async (runner) => runStatement<Row>(await connectionOf(runner), sql, parameters));
  }

  async #withRunner<T>(work: (runner: QueryRunner) => Promise<T>): Promise<T> {
    const runner = this.dataSource.createQueryRunner();
    try {
      return await work(runner);
    } finally {
      await runner.release();
    }
  }
}
