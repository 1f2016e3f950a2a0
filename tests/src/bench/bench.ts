import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { ownPrograms, startInstallation, type Installation } from '@gouji/local/installation';
import { installRedis } from '@gouji/local/redisInstall';
import { inDatabase, openOffices, soundReport } from '../support/offices.js';
import { perReport, processorTime } from './processorTime.js';
import { multipartBody, uploadAll } from './uploads.js';

/**
 * `npm run bench`: how many text reports a second pass from upload to checked, with everything on this machine, beside
 * the floor: the same HTTP, S3, transaction and queue hops with empty handlers, measured in the same run.
 */
const { values } = parseArgs({ options: { reports: { type: 'string', default: '1000,10000' }, queues: { type: 'string', default: 'postgres,redis' }, abreast: { type: 'string', default: '32' } } });
const sizes = values.reports.split(',').map(Number);
const abreast = Number(values.abreast);
const here = (file: string): string => fileURLToPath(new URL(file, import.meta.url));

interface Measured { readonly reportsPerSecond: number; readonly p50Ms: number; readonly p95Ms: number; readonly memoryMb: Readonly<Record<string, number>>; readonly processorMsPerReport: Readonly<Record<string, number>> }

const floorPrograms = { ...ownPrograms, app: (name: string) => (name === 'ingest' ? here('floorIngest.js') : name === 'validate' ? here('floorWorkers.js') : ownPrograms.app(name as 'review')) };

/** When each report was done, in ms since 1970, by id; asked once all are done. */
const done = {
  real: { waiting: "select count(*) as n from reports where state = 'received'", times: "select report_id as id, extract(epoch from at) * 1000 as at from timeline where action = 'read'" },
  floor: { waiting: 'select count(*) as n from floor where done_at is null', times: 'select id, extract(epoch from done_at) * 1000 as at from floor' },
};

async function measure(queue: 'postgres' | 'redis', kind: 'real' | 'floor', reports: number): Promise<Measured> {
  const installation = await startInstallation({ queue, env: { LOG_LEVEL: 'error' }, ...(kind === 'floor' ? { programs: floorPrograms } : {}) });
  try {
    if (kind === 'floor') await inDatabase(installation, (client) => client.query('create table floor (id uuid primary key, done_at timestamptz)'));
    const warmUp = 100;
    const offices = await openOffices(installation, reports + warmUp);
    const files = await Promise.all(offices.map(async (office, index) => ({ token: office.editor.token, body: multipartBody(await soundReport(`第${index}街道办事处`)) })));
    await uploadAll(installation.baseUrl, files.slice(0, warmUp), abreast);
    await allDone(installation, kind);
    const before = processorTime(installation);
    const started = performance.timeOrigin + performance.now();
    const begun = await uploadAll(installation.baseUrl, files.slice(warmUp), abreast);
    await allDone(installation, kind);
    const processorMsPerReport = perReport(before, processorTime(installation), reports);
    const times = await inDatabase(installation, async (client) => (await client.query<{ id: string; at: string }>(done[kind].times)).rows);
    const ended = times.flatMap(({ id, at }) => (begun.has(id) ? [{ took: Number(at) - (begun.get(id) ?? 0), at: Number(at) }] : []));
    if (ended.length !== reports) throw new Error(`${ended.length} of ${reports} reports were done.`);
    const latencies = ended.map(({ took }) => took).sort((a, b) => a - b);
    const last = Math.max(...ended.map(({ at }) => at));
    const percentile = (share: number): number => Math.round(latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] ?? 0);
    return { reportsPerSecond: Math.round((reports / ((last - started) / 1000)) * 10) / 10, p50Ms: percentile(0.5), p95Ms: percentile(0.95), memoryMb: memoryOf(installation), processorMsPerReport };
  } finally {
    await installation.stop();
  }
}

async function allDone(installation: Installation, kind: 'real' | 'floor'): Promise<void> {
  await inDatabase(installation, async (client) => {
    for (;;) {
      const { rows } = await client.query<{ n: string }>(done[kind].waiting);
      if (Number(rows[0]?.n) === 0) return;
      await new Promise((resolve) => { setTimeout(resolve, 100); });
    }
  });
}

/** Resident memory of each app's process, in MB. */
function memoryOf(installation: Installation): Record<string, number> {
  return Object.fromEntries(installation.processes.flatMap((process) => {
    const pid = process.pid();
    if (pid === undefined) return [];
    const kilobytes = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return [[process.name, Math.round(Number(kilobytes) / 1024)]];
  }));
}

const redis = await installRedis();
const queues = values.queues.split(',').filter((queue): queue is 'postgres' | 'redis' => queue === 'postgres' || (queue === 'redis' && !('unavailable' in redis)));
const results: Record<string, Record<string, { gouji: Measured; floor: Measured; shareOfFloor: number }>> = {};
for (const queue of queues) {
  const bySize: (typeof results)[string] = {};
  results[queue] = bySize;
  for (const reports of sizes) {
    process.stderr.write(`${queue} queue, ${reports} reports…\n`);
    const floor = await measure(queue, 'floor', reports);
    const gouji = await measure(queue, 'real', reports);
    bySize[reports] = { gouji, floor, shareOfFloor: Math.round((gouji.reportsPerSecond / floor.reportsPerSecond) * 1000) / 1000 };
  }
}
const growth = Object.fromEntries(Object.entries(results).map(([queue, bySize]) => {
  const [first, last] = [bySize[sizes[0] ?? 0], bySize[sizes.at(-1) ?? 0]];
  return [queue, first && last ? Math.round((first.gouji.reportsPerSecond / last.gouji.reportsPerSecond - 1) * 1000) / 1000 : null];
}));
process.stdout.write(`${JSON.stringify({
  machine: { cpu: cpus()[0]?.model, cores: cpus().length, node: process.version }, abreast, results, costGrowthPerReport: growth,
  ...('unavailable' in redis ? { redisSkipped: redis.unavailable } : {}),
}, null, 2)}\n`);
