import type { Installation } from '@gouji/local/installation';
import { brokenAt, timelineOf } from '@gouji/platform/reports/timeline';
import { inDatabase } from '../support/offices.js';

/** What an installation holds after everything that happened to it. */
export interface Inspection {
  readonly reports: number;
  readonly byState: Readonly<Record<string, number>>;
  /** Reports with exactly one record of publication and exactly one `publish` entry in their timeline. */
  readonly publishedOnce: number;
  readonly publishedTwice: number;
  readonly brokenChains: number;
  /** Jobs asked for and not done. */
  readonly outbox: number;
  /** Published reports whose page or data the public site does not serve. */
  readonly pagesMissing: number;
}

export async function inspect(installation: Installation): Promise<Inspection> {
  return inDatabase(installation, async (client) => {
    const query = async <Row>(sql: string, parameters: readonly unknown[] = []): Promise<Row[]> => (await client.query(sql, [...parameters])).rows as Row[];
    const states = await query<{ state: string; count: string }>('select state, count(*) from reports group by state');
    const publications = await query<{ id: string; records: string; entries: string; path: string | null }>(
      `select r.id, (select count(*) from publications p where p.report_id = r.id) as records, (select count(*) from timeline t where t.report_id = r.id and t.action = 'publish') as entries,
              (select max(path) from publications p where p.report_id = r.id) as path from reports r`);
    let brokenChains = 0;
    for (const { id } of publications) if (brokenAt(await timelineOf(query, id)) !== null) brokenChains += 1;
    let pagesMissing = 0;
    for (const { path } of publications) {
      if (path === null) continue;
      for (const file of ['', 'report.json']) {
        const answer = await fetch(new URL(`/${path}${file}`, installation.baseUrl));
        await answer.arrayBuffer();
        if (answer.status !== 200) pagesMissing += 1;
      }
    }
    const [outbox] = await query<{ count: string }>('select count(*) from outbox');
    return {
      reports: publications.length,
      byState: Object.fromEntries(states.map(({ state, count }) => [state, Number(count)])),
      publishedOnce: publications.filter(({ records, entries }) => Number(records) === 1 && Number(entries) === 1).length,
      publishedTwice: publications.filter(({ records, entries }) => Number(records) > 1 || Number(entries) > 1).length,
      brokenChains, outbox: Number(outbox?.count), pagesMissing,
    };
  });
}
