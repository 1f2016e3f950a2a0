import { startInstallation, type Installation } from '@gouji/local/installation';
import { describeOnEachQueue } from '@gouji/local/testing/onEachQueue';
import { eventually, inDatabase, openOffices } from '../support/offices.js';
import { breakThings } from './breakThings.js';
import { driveReports } from './driveReports.js';
import { inspect } from './inspect.js';

const REPORTS = 200;
const KILLS = 20;

/** Two hundred reports pass through while processes die, the queue is wiped and the database restarts. */
await describeOnEachQueue('killed at random, it loses nothing', (queue) => {
  let installation: Installation;
  beforeAll(async () => {
    installation = await startInstallation({ queue, apps: { validate: 2 }, env: { LOG_LEVEL: 'error', SWEEP_SECONDS: '3' } });
  }, 120_000);
  afterAll(() => installation?.stop(), 60_000);

  test(`${REPORTS} reports, ${KILLS} kills, one wiped queue, one restarted database`, async () => {
    const offices = await openOffices(installation, REPORTS);
    const breaking = breakThings(installation, { kills: KILLS, everyMs: 900 });
    const late = await driveReports(offices, { abreast: 12, timeoutMs: 150_000 });
    const broken = await breaking.done;
    await installation.whenReady();
    await eventually('no job is waiting', () => inDatabase(installation, async (client) => ((await client.query('select 1 from outbox limit 1')).rowCount === 0 ? true : undefined)), 60_000);
    const found = await inspect(installation);
    process.stdout.write(`${queue} queue: ${JSON.stringify({ ...broken, late: late.length, ...found })}\n`);
    expect(broken).toEqual({ kills: KILLS, wipes: 1, restarts: 1 });
    expect(found).toEqual({ reports: REPORTS, byState: { published: REPORTS }, publishedOnce: REPORTS, publishedTwice: 0, brokenChains: 0, outbox: 0, pagesMissing: 0 });
    expect(late).toEqual([]);
  }, 240_000);
});
