import type { PastReport, Subject } from '../rule.js';

/** The report of the year before, where it is known and really is of the year before. */
export function lastYearOf({ report, context }: Subject): PastReport | null {
  const lastYear = context.lastYear ?? null;
  return lastYear?.year === report.year - 1 ? lastYear : null;
}
