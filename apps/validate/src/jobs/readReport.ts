import { Inject, Injectable } from '@nestjs/common';
import type { State } from '@gouji/domain/approval';
import type { JobPayload } from '@gouji/domain/jobs';
import type { ReadError, Report } from '@gouji/domain/report';
import { Transactions, type Task, type Transaction } from '@gouji/platform/database/transactions';
import type { JobHandler } from '@gouji/platform/queue/jobWorkers';
import { moveReport } from '@gouji/platform/reports/moveReport';
import { ObjectStore } from '@gouji/platform/storage/objectStore';
import { LOGGER, type Logger } from '@gouji/platform/telemetry/log';
import { Metrics } from '@gouji/platform/telemetry/metrics';
import { Reader } from '../reader.js';

interface Waiting { state: State; revision: number; year: number | null; body_id: string; object_key: string; filename: string | null; read: boolean }

/**
 * Job `read-report`: bytes → facts. The report stays `received` until it has been checked too, so that nobody sees a
 * report without its findings. A document that cannot be read is a result: the report becomes `unreadable`.
 */
@Injectable()
export class ReadReport implements JobHandler<'read-report'> {
  readonly job = 'read-report';

  constructor(
    @Inject(Transactions) private readonly transactions: Transactions,
    @Inject(ObjectStore) private readonly store: ObjectStore,
    @Inject(Reader) private readonly reader: Reader,
    @Inject(Metrics) private readonly metrics: Metrics,
    @Inject(LOGGER) private readonly log: Logger,
  ) {}

  async run({ reportId, revision }: JobPayload<'read-report'>, task: Task): Promise<void> {
    const started = performance.now();
    const waiting = await this.#waiting(reportId, revision);
    if (!waiting || waiting.read || waiting.state !== 'received' || waiting.revision !== revision) {
      // Already read, or a newer file has replaced it: nothing is left to do.
      await this.transactions.finish(task, async () => undefined);
      return;
    }
    const bytes = await this.store.get('sources', waiting.object_key);
    const outcome = await this.reader.read(bytes, waiting.filename);
    const refusal = await this.transactions.finish(task, async (tx) => {
      if (!outcome.ok) return this.#refuse(tx, reportId, revision, outcome.error);
      const conflict = await this.#claimYear(tx, reportId, waiting, outcome.report);
      return conflict ? this.#refuse(tx, reportId, revision, conflict) : this.#keep(tx, reportId, revision, outcome.report);
    });
    this.metrics.jobSeconds.observe({ job: this.job, outcome: refusal ? 'unreadable' : 'read' }, (performance.now() - started) / 1000);
    this.log.debug({ reportId, revision, refusal }, 'A report has been read.');
  }

  async #waiting(reportId: string, revision: number): Promise<Waiting | undefined> {
    const [row] = await this.transactions.read<Waiting>(
      `select r.state, r.revision, r.year, r.body_id, v.object_key, v.filename, v.content is not null or v.read_error is not null as read
         from reports r join revisions v on v.report_id = r.id and v.number = $2 where r.id = $1`,
      [reportId, revision],
    );
    if (!row) this.log.warn({ reportId, revision }, 'A report to be read is not there any more.');
    return row;
  }

  /** Gives the report the document's year when the door could not tell it; one report per body and year. */
  async #claimYear(tx: Transaction, reportId: string, waiting: Waiting, report: Report): Promise<ReadError | null> {
    // Bodies file rarely and in their own name: locking the body keeps two files of one year from both passing.
    if (waiting.year === null) await tx.query('select id from bodies where id = $1 for no key update', [waiting.body_id]);
    const [other] = waiting.year !== null ? [] : await tx.query<{ id: string }>('select id from reports where body_id = $1 and year = $2 and id <> $3', [waiting.body_id, report.year, reportId]);
    if (other) {
      return { code: 'already-filed', message: {
        zh: `本机关 ${report.year} 年度的报告已经存在，请在那份报告中上传新文件。`,
        en: `This body already has a report for ${report.year}. Upload the new file to that report.`,
      } };
    }
    if (waiting.year !== null && waiting.year !== report.year) {
      return { code: 'year-mismatch', message: {
        zh: `文件是 ${report.year} 年度的报告，上传时登记的是 ${waiting.year} 年度。请确认文件，或按 ${report.year} 年度重新上传。`,
        en: `The file is a report for ${report.year}, but was filed for ${waiting.year}. Check the file, or upload it for ${report.year}.`,
      } };
    }
    await tx.query('update reports set year = coalesce(year, $2), form = $3 where id = $1', [reportId, report.year, report.form]);
    return null;
  }

  async #keep(tx: Transaction, reportId: string, revision: number, report: Report): Promise<null> {
    await tx.query('update revisions set content = $3 where report_id = $1 and number = $2 and content is null', [reportId, revision, JSON.stringify(report)]);
    await tx.ask('check-report', { reportId, revision });
    return null;
  }

  async #refuse(tx: Transaction, reportId: string, revision: number, error: ReadError): Promise<string> {
    await tx.query('update revisions set read_error = $3 where report_id = $1 and number = $2', [reportId, revision, JSON.stringify(error)]);
    await moveReport(tx, { reportId, from: 'received', revision, action: 'refuse', actor: null, detail: { code: error.code } });
    return error.code;
  }
}
