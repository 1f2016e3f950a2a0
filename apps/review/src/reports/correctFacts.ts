import { Inject, Injectable } from '@nestjs/common';
import { transitionFor } from '@gouji/domain/approval';
import { checkReport } from '@gouji/domain/check';
import { formById } from '@gouji/domain/forms/catalogue';
import { cellsOf } from '@gouji/domain/forms/form';
import { proseSketch } from '@gouji/domain/narrative/resemblance';
import { roleSentences } from '@gouji/domain/permissions';
import { problem, type Problem } from '@gouji/domain/problems';
import type { Fact, Report } from '@gouji/domain/report';
import type { Caller } from '@gouji/platform/auth/caller';
import { Transactions, type Transaction } from '@gouji/platform/database/transactions';
import { checkContextFor } from '@gouji/platform/reports/checkContext';
import { plainText } from '@gouji/platform/http/plainText';
import { moveReport } from '@gouji/platform/reports/moveReport';
import { z } from 'zod';
import { Reports, rolesOn, type DeskReport } from './reports.js';

/** New values by cell id, `null` for a blank cell. A value may also be given as `{value}`, the shape facts are read in. */
export const correctionSchema = z.object({
  facts: z.record(z.string(), z.union([
    z.number().min(-1e15).max(1e15).nullable(),
    z.object({ value: z.number().min(-1e15).max(1e15).nullable() }).transform((fact) => fact.value),
  ])).refine((facts) => Object.keys(facts).length > 0, 'at least one cell'),
  reason: plainText(2_000).optional(),
});
export type Correction = z.infer<typeof correctionSchema>;

/** Corrects cells. A correction is a new revision, checked at once in the same transaction; the one before stays as it was. */
@Injectable()
export class CorrectFacts {
  constructor(@Inject(Transactions) private readonly transactions: Transactions, @Inject(Reports) private readonly reports: Reports) {}

  /** @param ifMatch the ETag of the revision the correction is based on */
  async correct(caller: Caller, id: string, ifMatch: string | undefined, correction: Correction): Promise<Problem | null> {
    return this.transactions.run(async (tx) => {
      const report = await this.reports.lock(tx, caller, id);
      if (!report) return problem('not-found');
      if (!rolesOn(caller, report).has('editor')) return problem('forbidden', { message: roleSentences.editor });
      if (!report.content) return problem('not-readable-yet');
      if (!transitionFor(report.state, 'edit')) return problem('state-moved-on');
      if (ifMatch === undefined) return problem('revision-required');
      if (ifMatch.trim() !== '*' && revisionOf(ifMatch) !== report.revision) return problem('revision-moved-on');
      const cells = cellsOf(formById(report.content.form));
      const unknown = Object.keys(correction.facts).filter((cell) => !cells.has(cell));
      if (unknown.length > 0) return problem('unknown-cell', { errors: unknown.map((cell) => ({ where: cell, message: 'no such cell in the form' })) });
      return this.#record(tx, caller, report, corrected(report.content, correction), correction);
    });
  }

  async #record(tx: Transaction, caller: Caller, report: DeskReport, content: Report, correction: Correction): Promise<Problem | null> {
    const moved = await moveReport(tx, {
      reportId: report.id, from: report.state, revision: report.revision, action: 'edit', actor: caller.accountId,
      detail: {
        ...(correction.reason === undefined ? {} : { reason: correction.reason }),
        cells: Object.entries(correction.facts).map(([cell, to]) => ({ cell, from: report.content?.facts[cell]?.value ?? null, to })),
      },
    });
    if (moved.outcome === 'moved-on') return problem('state-moved-on');
    const context = await checkContextFor((sql, parameters) => tx.query(sql, parameters), { bodyId: report.body.id, year: content.year, reportId: report.id });
    const result = checkReport(content, context);
    await tx.query(
      `insert into revisions (report_id, number, origin, author_id, object_key, filename, sha256, size, format, content, findings, repairs, rule_set, sketch, repair_note, checked_at)
       values ($1, $2, 'correction', $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, now())`,
      [report.id, moved.revision, caller.accountId, report.source.objectKey, report.source.filename, report.source.sha256, report.source.size, report.source.format,
        JSON.stringify(content), JSON.stringify(result.findings), JSON.stringify(result.repairs), result.ruleSet, proseSketch(content), JSON.stringify(result.repairNote)],
    );
    return null;
  }
}

/** The report with the new values. A corrected cell keeps its place in the source, so that it can still be shown there. */
function corrected(content: Report, correction: Correction): Report {
  const facts = { ...content.facts };
  for (const [cell, value] of Object.entries(correction.facts)) {
    const fact: Fact = { value, raw: value === null ? '' : String(value), at: facts[cell]?.at ?? null };
    facts[cell] = fact;
  }
  // A person has said what stands in these cells: what the reader could not settle there is settled.
  const doubts = content.doubts.filter((doubt) => doubt.cell === undefined || !(doubt.cell in correction.facts));
  return { ...content, facts, doubts };
}

function revisionOf(ifMatch: string): number | null {
  const revision = /^\s*(?:W\/)?"(\d+)"\s*$/.exec(ifMatch)?.[1];
  return revision === undefined ? null : Number(revision);
}
