import { Inject, Injectable } from '@nestjs/common';
import { failingGuard, guardSentences, personalGuards, transitionFor, type GuardFacts, type PersonAction, type State } from '@gouji/domain/approval';
import { problem, type Problem } from '@gouji/domain/problems';
import { settledByExplanation } from '@gouji/domain/rules/registry';
import type { Caller } from '@gouji/platform/auth/caller';
import { Transactions, type Transaction } from '@gouji/platform/database/transactions';
import { moveReport } from '@gouji/platform/reports/moveReport';
import { rolesForAction, whyNot } from '../reports/presentReport.js';
import { Reports, rolesOn, type DeskReport } from '../reports/reports.js';

export interface Decided { readonly id: string; readonly state: State; readonly revision: number }

/** Takes an action on a report: find and lock, check, act, record. Jobs it asks for start after the commit. */
@Injectable()
export class DecideReport {
  constructor(@Inject(Transactions) private readonly transactions: Transactions, @Inject(Reports) private readonly reports: Reports) {}

  async decide(caller: Caller, id: string, action: PersonAction, reason: string | null): Promise<Decided | Problem> {
    return this.transactions.run(async (tx) => {
      const report = await this.reports.lock(tx, caller, id);
      if (!report) return problem('not-found');
      const roles = rolesOn(caller, report);
      // Who may never take this action is told so, whatever the state; the state is the second question.
      const never = whyNot(rolesForAction(action), roles);
      if (never) return problem('forbidden', { message: never });
      const transition = transitionFor(report.state, action);
      if (!transition) return problem('state-moved-on');
      const forbidden = whyNot(transition.roles, roles);
      if (forbidden) return problem('forbidden', { message: forbidden });
      const failing = failingGuard(transition, await this.#guardFacts(tx, report, caller, reason));
      if (failing) return problem(personalGuards.has(failing) ? 'forbidden' : 'guard-failed', { message: guardSentences[failing] });
      const moved = await moveReport(tx, {
        reportId: report.id, from: report.state, revision: report.revision, action, actor: caller.accountId, detail: reason ? { reason } : {},
      });
      return moved.outcome === 'moved' ? { id: report.id, state: moved.state, revision: moved.revision } : problem('state-moved-on');
    });
  }

  async #guardFacts(tx: Transaction, report: DeskReport, caller: Caller, reason: string | null): Promise<GuardFacts> {
    const acts = await tx.query<{ actor_id: string; action: string }>(
      'select distinct actor_id, action from timeline where report_id = $1 and revision = $2 and actor_id is not null', [report.id, report.revision]);
    const actorsOf = (...actions: string[]): string[] => acts.filter((act) => actions.includes(act.action)).map((act) => act.actor_id);
    const explained = new Set(report.explanations.map((explanation) => explanation.finding));
    return {
      actor: caller.accountId,
      reason,
      blocking: report.findings.filter((finding) => finding.severity === 'blocking' && !(settledByExplanation(finding.rule) && explained.has(finding.fingerprint))).length,
      unexplained: report.findings.filter((finding) => finding.severity === 'explain' && !explained.has(finding.fingerprint)).length,
      editors: actorsOf('upload', 'edit', 'explain', 'submit'),
      reviewers: actorsOf('approve'),
    };
  }
}
