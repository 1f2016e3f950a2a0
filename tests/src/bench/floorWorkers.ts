import { Inject, Injectable, Module } from '@nestjs/common';
import type { JobPayload } from '@gouji/domain/jobs';
import { Transactions, type Task } from '@gouji/platform/database/transactions';
import { startApp } from '@gouji/platform/http/startApp';
import { JOB_HANDLERS, JobWorkers, type JobHandler } from '@gouji/platform/queue/jobWorkers';
import { ObjectStore } from '@gouji/platform/storage/objectStore';

/** The floor's workers: each job takes its queue hop, fetches what the real one fetches, and commits one transaction. */
@Injectable()
class FloorRead implements JobHandler<'read-report'> {
  readonly job = 'read-report';
  constructor(@Inject(Transactions) private readonly transactions: Transactions, @Inject(ObjectStore) private readonly store: ObjectStore) {}

  async run({ reportId, revision }: JobPayload<'read-report'>, task: Task): Promise<void> {
    await this.store.get('sources', reportId);
    await this.transactions.finish(task, (tx) => tx.ask('check-report', { reportId, revision }));
  }
}

@Injectable()
class FloorCheck implements JobHandler<'check-report'> {
  readonly job = 'check-report';
  constructor(@Inject(Transactions) private readonly transactions: Transactions) {}

  async run({ reportId }: JobPayload<'check-report'>, task: Task): Promise<void> {
    await this.transactions.finish(task, (tx) => tx.query('update floor set done_at = clock_timestamp() where id = $1', [reportId]));
  }
}

@Module({
  providers: [FloorRead, FloorCheck, JobWorkers, { provide: JOB_HANDLERS, useFactory: (read: FloorRead, check: FloorCheck) => [read, check], inject: [FloorRead, FloorCheck] }],
})
class FloorWorkerModule {}

await startApp('validate', FloorWorkerModule);
