import { Inject, Injectable } from '@nestjs/common';
import type { JobPayload } from '@gouji/domain/jobs';
import { Transactions, type Task } from '@gouji/platform/database/transactions';
import type { JobHandler } from '@gouji/platform/queue/jobWorkers';
import { recheckNextYear } from '@gouji/platform/reports/recheckNextYear';
import { ObjectStore } from '@gouji/platform/storage/objectStore';
import { LOGGER, type Logger } from '@gouji/platform/telemetry/log';
import { withdrawnPage } from '../pages/withdrawnPage.js';
import { folderOf } from '../site/publication.js';
import { SiteIndex } from '../site/siteIndex.js';

/** Job `withdraw-report`: takes a withdrawn report's files away and leaves a notice in the page's place. */
@Injectable()
export class WithdrawReport implements JobHandler<'withdraw-report'> {
  readonly job = 'withdraw-report';

  constructor(
    @Inject(Transactions) private readonly transactions: Transactions,
    @Inject(ObjectStore) private readonly store: ObjectStore,
    @Inject(SiteIndex) private readonly index: SiteIndex,
    @Inject(LOGGER) private readonly log: Logger,
  ) {}

  async run({ reportId, revision }: JobPayload<'withdraw-report'>, task: Task): Promise<void> {
    const [report] = await this.transactions.read<{ code: string; name: string; year: number }>(
      "select b.code, b.name, r.year from reports r join bodies b on b.id = r.body_id where r.id = $1 and r.revision = $2 and r.state = 'withdrawn'",
      [reportId, revision],
    );
    if (report) {
      const folder = folderOf(report.code, report.year);
      const notice = Buffer.from(withdrawnPage(report.name, report.year));
      await this.store.put('public', `${folder}index.html`, notice, notice.length, { 'Content-Type': 'text/html; charset=utf-8' });
      const others = (await this.store.list('public', folder)).filter((key) => key !== `${folder}index.html`);
      await this.store.remove('public', others);
    }
    await this.transactions.finish(task, async (tx) => {
      if (!report) return;
      await tx.query('update publications set withdrawn_at = coalesce(withdrawn_at, now()) where report_id = $1', [reportId]);
      await recheckNextYear(tx, reportId);
    });
    this.index.changed();
    this.log.info({ reportId, revision }, 'A report has been withdrawn from the public site.');
  }
}
