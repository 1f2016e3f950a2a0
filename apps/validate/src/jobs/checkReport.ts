import { Inject, Injectable } from '@nestjs/common';
import type { State } from '@gouji/domain/approval';
import type { JobPayload } from '@gouji/domain/jobs';
import { reportSchema, type Report } from '@gouji/domain/report';
import { Transactions, type Task } from '@gouji/platform/database/transactions';
import type { JobHandler } from '@gouji/platform/queue/jobWorkers';
import { checkContextFor } from '@gouji/platform/reports/checkContext';
import { LOGGER, type Logger } from '@gouji/platform/telemetry/log';
import { Metrics } from '@gouji/platform/telemetry/metrics';
import { Checker } from '../checker.js';

interface ToCheck { state: State; revision: number; year: number; body_id: string; content: Report | null }

/**
 * Job `check-report`: facts → findings, again. A report is checked when it is read and at every correction; it is checked
 * anew when what its findings rest on has changed: last year's report was published or withdrawn, or the rules changed.
 */
@Injectable()
export class CheckReport implements JobHandler<'check-report'> {
  readonly job = 'check-report';

  constructor(
    @Inject(Transactions) private readonly transactions: Transactions,
    @Inject(Checker) private readonly checker: Checker,
    @Inject(Metrics) private readonly metrics: Metrics,
    @Inject(LOGGER) private readonly log: Logger,
  ) {}

  async run({ reportId, revision }: JobPayload<'check-report'>, task: Task): Promise<void> {
    const started = performance.now();
    await this.transactions.finish(task, async (tx) => {
      const [report] = await tx.query<ToCheck>(
        `select r.state, r.revision, r.year, r.body_id, v.content from reports r join revisions v on v.report_id = r.id and v.number = $2
          where r.id = $1 for no key update of r`,
        [reportId, revision],
      );
      // A decision stands on the findings it was made on: a report that has left its editor keeps them.
      if (!report?.content || report.revision !== revision || report.state !== 'editing') return;
      const context = await checkContextFor((sql, parameters) => tx.query(sql, parameters), { bodyId: report.body_id, year: report.year, reportId });
      const result = await this.checker.check(reportSchema.parse(report.content), context);
      await tx.query('update revisions set findings = $3, repairs = $4, rule_set = $5, repair_note = $6, checked_at = now() where report_id = $1 and number = $2',
        [reportId, revision, JSON.stringify(result.findings), JSON.stringify(result.repairs), result.ruleSet, JSON.stringify(result.repairNote)]);
    });
    this.metrics.jobSeconds.observe({ job: this.job, outcome: 'checked' }, (performance.now() - started) / 1000);
    this.log.debug({ reportId, revision }, 'A report has been checked.');
  }
}
