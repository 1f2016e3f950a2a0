import { Injectable } from '@nestjs/common';
import { checkReport, type CheckContext, type CheckResult } from '@gouji/domain/check';
import { solverFrom, type Highs, type MipSolver } from '@gouji/domain/repair/solver';
import type { Report } from '@gouji/domain/report';

/** Checks reports; calls in the solver for the rare table with more wrong cells than elimination reaches. */
@Injectable()
export class Checker {
  #solver: Promise<MipSolver> | undefined;

  async check(report: Report, context: CheckContext): Promise<CheckResult> {
    const result = checkReport(report, context);
    if (result.repairNote === null) return result;
    this.#solver ??= loadHighs().then((highs) => solverFrom(highs));
    return checkReport(report, { ...context, solver: await this.#solver });
  }
}

/** The package is a CommonJS module whose export is its loader; its types describe another build. */
async function loadHighs(): Promise<Highs> {
  const module: { readonly default: unknown } = await import('highs');
  if (!isLoader(module.default)) throw new Error('The package highs does not export a loader.');
  return module.default();
}

function isLoader(exported: unknown): exported is () => Promise<Highs> {
  return typeof exported === 'function';
}
