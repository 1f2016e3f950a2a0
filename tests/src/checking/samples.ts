import { readdirSync, readFileSync } from 'node:fs';
import type { Report } from '@gouji/domain/report';
import { readDocument } from '@gouji/reading/readDocument';

const folder = new URL('../../../samples/', import.meta.url);

/** The five real reports, read from their documents, by the number their file name begins with. */
export async function sampleReports(): Promise<ReadonlyMap<string, Report>> {
  const reports = new Map<string, Report>();
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.txt')).sort()) {
    const outcome = await readDocument(readFileSync(new URL(name, folder)), { today: new Date('2026-01-01T00:00:00Z') });
    if (!outcome.ok) throw new Error(`${name}: ${outcome.error.message.en}`);
    reports.set(name.slice(0, 3), outcome.report);
  }
  return reports;
}
