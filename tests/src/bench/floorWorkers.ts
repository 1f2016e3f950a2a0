import { Inject, Injectable, Module } from '@nestjs/common';
import type { JobPayload } from '@gouji/domain/jobs';
import { Transactions, type Task } from '@gouji/platform/database/transactions';
import { startApp } from '@gouji/platform/http/startApp';
import { JOB_HANDLERS, JobWorkers, type JobHandler } from '@gouji/platform/queue/jobWorkers';
import { ObjectStore } from '@gouji/platform/storage/objectStore';

/** The floor's worker: the queue hop, the fetch and the transaction of the real one, and nothing in between. */
@Injectable()
class FloorRead implements JobHandler<'read-report'> {
  readonly job = 'read-report';
  constructor(@Inject(Transactions) private readonly transactions: Transactions, @Inject(ObjectStore) private readonly store: ObjectStore) {}

  async run({ reportId }: JobPayload<'read-report'>, task: Task): Promise<void> {
    await this.store.get('sources', reportId);
    await this.transactions.finish(task, (tx) => tx.query('update floor set done_at = clock_timestamp() where id = $1', [reportId]));
  }
}

@Module({ providers: [FloorRead, JobWorkers, { provide: JOB_HANDLERS, useFactory: (read: FloorRead) => [read], inject: [FloorRead] }] })
class FloorWorkerModule {}

await startApp('validate', FloorWorkerModule);
