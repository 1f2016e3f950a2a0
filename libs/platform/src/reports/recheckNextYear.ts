import type { Transaction } from '../database/transactions.js';

/**
 * Asks for the same body's report of the following year to be checked again, if it is with its editor: its findings
 * compare it with the report that has just become public, or ceased to be.
 */
export async function recheckNextYear(tx: Transaction, reportId: string): Promise<void> {
  const [next] = await tx.query<{ id: string; revision: number }>(
    `select n.id, n.revision from reports r join reports n on n.body_id = r.body_id and n.year = r.year + 1 where r.id = $1 and n.state = 'editing'`,
    [reportId],
  );
  if (next) await tx.ask('check-report', { reportId: next.id, revision: next.revision });
}
