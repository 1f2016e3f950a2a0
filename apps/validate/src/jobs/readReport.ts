import { Inject, Injectable } from '@nestjs/common';
import type { State } from '@gouji/domain/approval';
import type { JobPayload } from '@gouji/domain/jobs';
import { proseSketch } from '@gouji/domain/narrative/resemblance';
import type { ReadError, ReadOutcome, Report } from '@gouji/domain/report';
import { Transactions, type Task, type Transaction } from '@gouji/platform/database/transactions';
import type { JobHandler } from '@gouji/platform/queue/jobWorkers';
import { checkContextFor } from '@gouji/platform/reports/checkContext';
import { moveReport } from '@gouji/platform/reports/moveReport';
import type { LastEntry } from '@gouji/platform/reports/timeline';
import { ObjectStore } from '@gouji/platform/storage/objectStore';
import { LOGGER, type Logger } from '@gouji/platform/telemetry/log';
import { Metrics } from '@gouji/platform/telemetry/metrics';
import { Checker } from '../checker.js';
import { Reader } from '../reader.js';

interface Waiting { state: State; revision: number; year: number | null; body_id: string; object_key: string; filename: string | null; last: LastEntry }

/**
 * A process may be killed for any reason; one that dies this often over the same document dies of the document, and would
 * take every other report's reading with it for ever.
 */
const MOST_CRASHES = 5;
const readerCrashed: ReadError = { code: 'reader-crashed', message: {
  zh: '读取这份文件时程序多次异常中止。请将文件另存为 Word 或网页格式后重新上传。',
  en: 'Reading this file has ended the reader several times. Save it anew as Word or as a web page, and upload it again.',
} };

/**
 * Job `read-report`: bytes → facts → findings. Facts are checked at once, in the transaction that records them: a report
 * is never seen without its findings. A document that cannot be read is a result: the report becomes `unreadable`.
 */
@Injectable()
export class ReadReport implements JobHandler<'read-report'> {
  readonly job = 'read-report';

  constructor(
    @Inject(Transactions) private readonly transactions: Transactions,
    @Inject(ObjectStore) private readonly store: ObjectStore,
    @Inject(Reader) private readonly reader: Reader,
    @Inject(Checker) private readonly checker: Checker,
    @Inject(Metrics) private readonly metrics: Metrics,
    @Inject(LOGGER) private readonly log: Logger,
  ) {}

  async run({ reportId, revision }: JobPayload<'read-report'>, task: Task): Promise<void> {
    const started = performance.now();
    const waiting = await this.#waiting(reportId, revision);
    if (!waiting || waiting.state !== 'received' || waiting.revision !== revision) {
      // Already read, or a newer file has replaced it: nothing is left to do.
      await this.transactions.finish(task, async () => undefined);
      return;
    }
    const outcome = await this.#outcome(waiting, task);
    const refusal = await this.transactions.finish(task, async (tx) => {
      const error = outcome.ok ? await this.#conflict(tx, reportId, waiting, outcome.report) : outcome.error;
      if (error) await this.#refuse(tx, reportId, revision, waiting.last, error);
      else if (outcome.ok) await this.#keep(tx, reportId, waiting, outcome.report);
      return error?.code ?? null;
    });
    this.metrics.jobSeconds.observe({ job: this.job, outcome: refusal ? 'unreadable' : 'read' }, (performance.now() - started) / 1000);
    this.log.debug({ reportId, revision, refusal }, 'A report has been read.');
  }

  async #outcome(waiting: Waiting, task: Task): Promise<ReadOutcome> {
    if (task.stalls >= MOST_CRASHES) return { ok: false, error: readerCrashed };
    const bytes = await this.store.get('sources', waiting.object_key);
    return this.reader.read(bytes, waiting.filename);
  }

  async #waiting(reportId: string, revision: number): Promise<Waiting | undefined> {
    const [row] = await this.transactions.read<Waiting>(
      `select r.state, r.revision, r.year, r.body_id, v.object_key, v.filename,
              (select jsonb_build_object('seq', t.seq, 'hash', t.hash) from timeline t where t.report_id = r.id order by t.seq desc limit 1) as last
         from reports r join revisions v on v.report_id = r.id and v.number = $2 where r.id = $1`,
      [reportId, revision],
    );
    if (!row) this.log.warn({ reportId, revision }, 'A report to be read is not there any more.');
    return row;
  }

  /** Why the document cannot stand for this report although it could be read: it is for another year, or the year is taken. */
  async #conflict(tx: Transaction, reportId: string, waiting: Waiting, report: Report): Promise<ReadError | null> {
    if (waiting.year === null) {
      // Bodies file rarely and in their own name: locking the body keeps two files of one year from both passing.
      await tx.query('select id from bodies where id = $1 for no key update', [waiting.body_id]);
      const [other] = await tx.query<{ id: string }>('select id from reports where body_id = $1 and year = $2 and id <> $3', [waiting.body_id, report.year, reportId]);
      return other ? { code: 'already-filed', message: {
        zh: `本机关 ${report.year} 年度的报告已经存在，请在那份报告中上传新文件。`,
        en: `This body already has a report for ${report.year}. Upload the new file to that report.`,
      } } : null;
    }
    return waiting.year === report.year ? null : { code: 'year-mismatch', message: {
      zh: `文件是 ${report.year} 年度的报告，上传时登记的是 ${waiting.year} 年度。请确认文件，或按 ${report.year} 年度重新上传。`,
      en: `The file is a report for ${report.year}, but was filed for ${waiting.year}. Check the file, or upload it for ${report.year}.`,
    } };
  }

  async #keep(tx: Transaction, reportId: string, waiting: Waiting, report: Report): Promise<void> {
    const { revision } = waiting;
    const context = await checkContextFor((sql, parameters) => tx.query(sql, parameters), { bodyId: waiting.body_id, year: report.year, reportId });
    const { findings, repairs, repairNote, ruleSet } = await this.checker.check(report, context);
    const blocking = findings.filter((finding) => finding.severity === 'blocking').length;
    const moved = await moveReport(tx, { reportId, from: 'received', revision, action: 'read', actor: null, detail: { findings: findings.length, blocking } }, waiting.last);
    if (moved.outcome === 'moved-on') return;
    await tx.query(
      `with named as (update reports set year = coalesce(year, $2), form = $3 where id = $1 and (year is null or form is distinct from $3))
       update revisions set content = $5, findings = $6, repairs = $7, rule_set = $8, sketch = $9, repair_note = $10, checked_at = now() where report_id = $1 and number = $4`,
      [reportId, report.year, report.form, revision, JSON.stringify(report), JSON.stringify(findings), JSON.stringify(repairs), ruleSet, proseSketch(report), JSON.stringify(repairNote)],
    );
  }

  async #refuse(tx: Transaction, reportId: string, revision: number, last: LastEntry, error: ReadError): Promise<void> {
    const moved = await moveReport(tx, { reportId, from: 'received', revision, action: 'refuse', actor: null, detail: { code: error.code } }, last);
    if (moved.outcome === 'moved-on') return;
    await tx.query('update revisions set read_error = $3 where report_id = $1 and number = $2', [reportId, revision, JSON.stringify(error)]);
  }
}
