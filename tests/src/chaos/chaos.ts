import { parseArgs } from 'node:util';
import { startInstallation } from '@gouji/local/installation';
import { eventually, inDatabase, openOffices } from '../support/offices.js';
import { breakThings } from './breakThings.js';
import { driveReports } from './driveReports.js';
import { inspect } from './inspect.js';

/**
 * `npm run chaos`: the long form of the test beside this file. `--kills 200 --reports 1000 --queue postgres|redis`.
 * Prints what was broken and what was found afterwards; exits 1 when anything is lost, stuck or there twice.
 */
const { values } = parseArgs({ options: { kills: { type: 'string', default: '200' }, reports: { type: 'string', default: '1000' }, queue: { type: 'string', default: 'postgres' } } });
const [kills, reports] = [Number(values.kills), Number(values.reports)];
const installation = await startInstallation({ queue: values.queue === 'redis' ? 'redis' : 'postgres', apps: { validate: 2 }, env: { LOG_LEVEL: 'error', SWEEP_SECONDS: '3' } });
let whole = false;
try {
  const offices = await openOffices(installation, reports);
  const breaking = breakThings(installation, { kills, everyMs: 900 });
  const late = await driveReports(offices, { abreast: 12, timeoutMs: kills * 3_000 + reports * 200 });
  const broken = await breaking.done;
  await installation.whenReady();
  await eventually('no job is waiting', () => inDatabase(installation, async (client) => ((await client.query('select 1 from outbox limit 1')).rowCount === 0 ? true : undefined)), 120_000);
  const found = await inspect(installation);
  process.stdout.write(`${JSON.stringify({ queue: values.queue, ...broken, late: late.length, ...found }, null, 2)}\n`);
  whole = late.length === 0 && found.publishedOnce === reports && found.brokenChains === 0 && found.pagesMissing === 0;
} finally {
  await installation.stop();
}
process.exit(whole ? 0 : 1);
