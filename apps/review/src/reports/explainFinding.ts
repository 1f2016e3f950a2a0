import { Inject, Injectable } from '@nestjs/common';
import { transitionFor } from '@gouji/domain/approval';
import { roleSentences } from '@gouji/domain/permissions';
import { problem, type Problem } from '@gouji/domain/problems';
import type { Caller } from '@gouji/platform/auth/caller';
import { Transactions } from '@gouji/platform/database/transactions';
import { moveReport } from '@gouji/platform/reports/moveReport';
import { Reports, rolesOn } from './reports.js';

/** Records an editor's explanation of a finding. It belongs to the finding's fingerprint and so outlives re-checking. */
@Injectable()
export class ExplainFinding {
  constructor(@Inject(Transactions) private readonly transactions: Transactions, @Inject(Reports) private readonly reports: Reports) {}

  async explain(caller: Caller, id: string, fingerprint: string, text: string): Promise<Problem | null> {
    return this.transactions.run(async (tx) => {
      const report = await this.reports.lock(tx, caller, id);
      if (!report) return problem('not-found');
      if (!rolesOn(caller, report).has('editor')) return problem('forbidden', { message: roleSentences.editor });
      if (!transitionFor(report.state, 'explain')) return problem('state-moved-on');
      const finding = report.findings.find((candidate) => candidate.fingerprint === fingerprint);
      if (!finding) return problem('unknown-finding');
      const moved = await moveReport(tx, {
        reportId: report.id, from: report.state, revision: report.revision, action: 'explain', actor: caller.accountId, detail: { finding: fingerprint, rule: finding.rule, text },
      });
      if (moved.outcome === 'moved-on') return problem('state-moved-on');
      await tx.query(
        `insert into explanations (report_id, fingerprint, text, author_id) values ($1, $2, $3, $4)
         on conflict (report_id, fingerprint) do update set text = excluded.text, author_id = excluded.author_id, updated_at = now()`,
        [report.id, fingerprint, text, caller.accountId],
      );
      return null;
    });
  }
}
