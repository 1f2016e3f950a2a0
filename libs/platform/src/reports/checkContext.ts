import type { CheckContext } from '@gouji/domain/check';
import type { FormId } from '@gouji/domain/forms/form';
import type { Facts } from '@gouji/domain/report';
import type { Transaction } from '../database/transactions.js';

interface PastRow { form: FormId; year: number; facts: Facts }

/**
 * What checking needs to know beyond the report: the same body's earlier reports, as signed or published. Read in the
 * transaction that records the findings.
 */
export async function checkContextFor(tx: Transaction, report: { bodyId: string; year: number; reportId: string }): Promise<CheckContext> {
  const past = await tx.query<PastRow>(
    `select r.form, r.year, v.content->'facts' as facts
       from reports r join revisions v on v.report_id = r.id and v.number = r.revision
      where r.body_id = $1 and r.year < $2 and r.state in ('signed', 'published') order by r.year desc limit 5`,
    [report.bodyId, report.year],
  );
  const lastYear = past.find((row) => row.year === report.year - 1);
  return { today: new Date(), ...(lastYear ? { lastYear } : {}), earlierYears: past.filter((row) => row.year < report.year - 1) };
}
