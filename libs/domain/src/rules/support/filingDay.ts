import type { Subject } from '../rule.js';

/** The day a report counts as filed, as yyyy-mm-dd in Beijing: when it was handed in, or else the date under it. */
export function filingDay({ report, context }: Subject): string | null {
  if (!context.filedOn) return report.signature.date;
  // China Standard Time is 8 hours ahead of UTC all year.
  return new Date(context.filedOn.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
}
