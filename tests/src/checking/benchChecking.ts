import { checkReport, checkTables } from '@gouji/domain/check';
import { formById } from '@gouji/domain/forms/catalogue';
import type { FormId } from '@gouji/domain/forms/form';
import { claimsIn } from '@gouji/domain/narrative/claims';
import { repairOutcome } from '@gouji/domain/repair/repairs';
import type { MipSolver } from '@gouji/domain/repair/solver';
import { solverFrom } from '@gouji/domain/repair/solver';
import type { Facts, Report } from '@gouji/domain/report';
import { randomFrom, soundFacts, withCells } from '@gouji/domain/testing/soundTables';
import { sampleReports } from './samples.js';

/**
 * Figures of `npm run bench:checking`, each measured after warming up, on one core. Long runs are measured in processor time,
 * single ones by the clock as the least of three, so that whatever else the machine is doing does not count as ours.
 */

const processorMilliseconds = (): number => {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
};

const forms: readonly FormId[] = ['2019', '2021'];

interface Times { readonly p50: number; readonly p95: number; readonly max: number }

const warmUps = 100;

/** Milliseconds of each run, by the clock: the least of three. */
function timed(runs: number, run: (index: number) => unknown): Times {
  for (let index = 0; index < Math.min(runs, warmUps); index += 1) run(index);
  const once = (index: number): number => {
    const start = performance.now();
    run(index);
    return performance.now() - start;
  };
  const times = Array.from({ length: runs }, (_, index) => Math.min(once(index), once(index), once(index))).sort((a, b) => a - b);
  const at = (share: number): number => Number((times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0).toFixed(4));
  return { p50: at(0.5), p95: at(0.95), max: at(1) };
}

function wrongFacts(form: FormId, count: number, seed: number): Facts {
  const random = randomFrom(seed);
  const facts = soundFacts(form, random);
  const cells = Object.keys(facts).filter((id) => id.startsWith('requests.'));
  const changes: Record<string, number> = {};
  while (Object.keys(changes).length < count) {
    const cell = cells[Math.floor(random() * cells.length)] ?? '';
    changes[cell] = (facts[cell]?.value ?? 0) + 1 + Math.floor(random() * 90);
  }
  return withCells(facts, changes);
}

/** Milliseconds per report of checking many reports in one go, as a worker does. */
function perReport(count: number, tables: readonly { form: FormId; facts: Facts }[]): number {
  const start = processorMilliseconds();
  for (let index = 0; index < count; index += 1) {
    const table = tables[index % tables.length];
    if (table) checkTables(formById(table.form), table.facts);
  }
  return (processorMilliseconds() - start) / count;
}

const samples = [...(await sampleReports()).values()];
const sample = (index: number): Report => {
  const report = samples[index % samples.length];
  if (!report) throw new Error('There are no samples.');
  return report;
};
const tables = Array.from({ length: 500 }, (_, seed) => {
  const form = forms[seed % 2] ?? '2021';
  return { form, facts: soundFacts(form, randomFrom(seed)) };
});
perReport(5_000, tables);

/** Fifty times a thousand reports, and fifty thousand at a stretch. */
const thousand = Array.from({ length: 50 }, () => perReport(1_000, tables)).reduce((sum, one) => sum + one, 0) / 50;
const fiftyThousand = perReport(50_000, tables);
const narrative = (report: Report): number => report.sections.reduce((sum, section) => sum + section.paragraphs.reduce(
  (found, paragraph) => found + claimsIn(paragraph.text, { section: section.number, year: report.year, agency: report.agency }).length, 0), 0);

const repair = (count: number, { runs = 400, solver }: { runs?: number; solver?: MipSolver } = {}) => {
  const wrong = Array.from({ length: runs }, (_, seed) => wrongFacts(forms[seed % 2] ?? '2021', count, seed * 7 + count));
  const repaired = new Set<number>();
  const times = timed(runs, (index) => {
    if (repairOutcome(formById(forms[index % 2] ?? '2021'), wrong[index] ?? {}, { solver }).status === 'repairable') repaired.add(index);
  });
  return { ...times, repairedShare: Number((repaired.size / runs).toFixed(3)) };
};

const highs: { readonly default: unknown } = await import('highs');
if (typeof highs.default !== 'function') throw new Error('The package highs does not export a loader.');
const solver = solverFrom(await highs.default());

process.stdout.write(`${JSON.stringify({
  node: process.version,
  tableRules: {
    microsecondsPerReport: Number((fiftyThousand * 1000).toFixed(2)),
    reportsPerSecond: Math.round(1000 / fiftyThousand),
    growthFrom1000To50000: `${((fiftyThousand / thousand - 1) * 100).toFixed(1)} %`,
  },
  narrativeMillisecondsPerReport: timed(1_000, (index) => narrative(sample(index))),
  wholeCheckOfRealReportsMilliseconds: timed(1_000, (index) => checkReport(sample(index), {})),
  repairMilliseconds: { oneWrongCell: repair(1), twoWrongCells: repair(2), threeWrongCells: repair(3), sixWrongCells: repair(6), twentyWrongCells: repair(20) },
  repairWithSolverMilliseconds: { sixWrongCells: repair(6, { runs: 12, solver }), eightWrongCells: repair(8, { runs: 12, solver }) },
}, null, 2)}\n`);
