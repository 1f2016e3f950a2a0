import { Inject, Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import type { JobPayload } from '@gouji/domain/jobs';
import { findingSchema } from '@gouji/domain/findings';
import { reportSchema } from '@gouji/domain/report';
import { Transactions, type Task } from '@gouji/platform/database/transactions';
import type { JobHandler } from '@gouji/platform/queue/jobWorkers';
import { moveReport } from '@gouji/platform/reports/moveReport';
import { recheckNextYear } from '@gouji/platform/reports/recheckNextYear';
import { ObjectStore } from '@gouji/platform/storage/objectStore';
import { LOGGER, type Logger } from '@gouji/platform/telemetry/log';
import { Metrics } from '@gouji/platform/telemetry/metrics';
import { z } from 'zod';
import { reportPage } from '../pages/reportPage.js';
import { dataOf } from '../site/dataOf.js';
import { folderOf, type Publication, type PublicFile } from '../site/publication.js';
import { SiteIndex } from '../site/siteIndex.js';

const rowSchema = z.object({
  code: z.string(), name: z.string(), year: z.int(), form: z.enum(['2019', '2021']), content: reportSchema, sha256: z.string(), rule_set: z.string(),
  findings: z.array(findingSchema), signed_at: z.date(), explanations: z.array(z.object({ fingerprint: z.string(), text: z.string() })),
});

/**
 * Job `publish-report`: renders a signed revision into the public bucket, then records the publication. What is written
 * depends on the revision alone, so that a second run writes the same bytes; the record is made once, by state.
 */
@Injectable()
export class PublishReport implements JobHandler<'publish-report'> {
  readonly job = 'publish-report';

  constructor(
    @Inject(Transactions) private readonly transactions: Transactions,
    @Inject(ObjectStore) private readonly store: ObjectStore,
    @Inject(SiteIndex) private readonly index: SiteIndex,
    @Inject(Metrics) private readonly metrics: Metrics,
    @Inject(LOGGER) private readonly log: Logger,
  ) {}

  async run({ reportId, revision }: JobPayload<'publish-report'>, task: Task): Promise<void> {
    const started = performance.now();
    const publication = await this.#signed(reportId, revision);
    if (!publication) {
      // Published already, or no longer signed: nothing is left to do.
      await this.transactions.finish(task, async () => undefined);
      return;
    }
    const files = filesOf(publication);
    // Data before the page: whoever finds the page finds what it links to.
    for (const file of files) await this.store.put('public', file.key, Buffer.from(file.body), Buffer.byteLength(file.body), { 'Content-Type': file.contentType });
    const published = await this.transactions.finish(task, async (tx) => {
      const moved = await moveReport(tx, { reportId, from: 'signed', revision, action: 'publish', actor: null, detail: { path: pathOf(publication) } });
      if (moved.outcome === 'moved-on') return false;
      // A revision is published once; one that was withdrawn and signed again unchanged is public again.
      await tx.query(`insert into publications (report_id, revision, path, published_at, files) values ($1, $2, $3, now(), $4)
                      on conflict (report_id, revision) do update set published_at = excluded.published_at, withdrawn_at = null, files = excluded.files`,
        [reportId, revision, pathOf(publication), JSON.stringify(files.map((file) => ({ key: file.key, sha256: createHash('sha256').update(file.body).digest('hex') })))]);
      await recheckNextYear(tx, reportId);
      return true;
    });
    if (published) this.index.changed();
    this.metrics.jobSeconds.observe({ job: this.job, outcome: 'published' }, (performance.now() - started) / 1000);
    this.log.info({ reportId, revision, path: pathOf(publication) }, 'A report has been published.');
  }

  async #signed(reportId: string, revision: number): Promise<Publication | null> {
    const [row] = await this.transactions.read(
      `select b.code, b.name, r.year, r.form, v.content, v.sha256, v.rule_set, v.findings,
              (select max(t.at) from timeline t where t.report_id = r.id and t.action = 'sign' and t.revision = r.revision) as signed_at,
              coalesce((select jsonb_agg(jsonb_build_object('fingerprint', e.fingerprint, 'text', e.text) order by e.fingerprint) from explanations e where e.report_id = r.id), '[]') as explanations
         from reports r join bodies b on b.id = r.body_id join revisions v on v.report_id = r.id and v.number = r.revision
        where r.id = $1 and r.revision = $2 and r.state = 'signed'`,
      [reportId, revision],
    );
    if (!row) return null;
    const signed = rowSchema.parse(row);
    const textOf = new Map(signed.explanations.map(({ fingerprint, text }) => [fingerprint, text]));
    return {
      reportId, revision, body: { code: signed.code, name: signed.name }, year: signed.year, form: signed.form, report: signed.content,
      sourceSha256: signed.sha256, ruleSet: signed.rule_set, signedAt: signed.signed_at.toISOString(),
      explanations: signed.findings.flatMap((finding) => {
        const text = textOf.get(finding.fingerprint);
        return text === undefined ? [] : [{ rule: finding.rule, cells: finding.cells, text }];
      }),
    };
  }
}

function pathOf(publication: Publication): string {
  return folderOf(publication.body.code, publication.year);
}

function filesOf(publication: Publication): PublicFile[] {
  const folder = pathOf(publication);
  return [
    { key: `${folder}report.json`, contentType: 'application/json; charset=utf-8', body: dataOf(publication) },
    { key: `${folder}index.html`, contentType: 'text/html; charset=utf-8', body: reportPage(publication) },
  ];
}
