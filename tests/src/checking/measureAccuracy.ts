import { checkReport, checkTables } from '@gouji/domain/check';
import { formById } from '@gouji/domain/forms/catalogue';
import { equationsOf } from '@gouji/domain/forms/form';
import type { FormId } from '@gouji/domain/forms/form';
import { repairOutcome } from '@gouji/domain/repair/repairs';
import type { Repair } from '@gouji/domain/findings';
import type { Facts, Report } from '@gouji/domain/report';
import { reportWith } from '@gouji/domain/testing/reports';
import { randomFrom, soundFacts, withCells } from '@gouji/domain/testing/soundTables';
import type { Corruption } from './corruptions.js';
import { disputeCell, severalCells, singleCell } from './corruptions.js';
import { disputesInProse, figuresInProse, proseOf } from './proseFromTables.js';
import { sampleReports } from './samples.js';

/** Figures of `npm run accuracy`: tables are corrupted thousands of times, and what checking says is compared with the truth. */

interface Base { readonly form: FormId; readonly facts: Facts }

const casesPerKind = 600;

/** Worked out apart from the code that is measured. */
function addsUp({ form, facts }: Base): boolean {
  const sum = (ids: readonly string[]): number => ids.reduce((total, id) => total + (facts[id]?.value ?? Number.NaN), 0);
  return equationsOf(formById(form)).every(({ left, right }) => sum(left) === sum(right));
}

const share = (part: number, whole: number): number | null => (whole === 0 ? null : Number((part / whole).toFixed(4)));

type Offer = (base: Base, wrong: Base) => readonly Repair[];

const fromTablesAlone: Offer = (_, { form, facts }) => repairOutcome(formById(form), facts).repairs;

/** The prose repeats the table as it should be. */
const withProse: Offer = (base, { form, facts }) => checkReport(reportWith(facts, { form, prose: { 4: disputesInProse(base.facts) } }), {}).repairs;

function measure(kind: string, corrupt: Corruption, bases: readonly Base[], offer: Offer) {
  const counts = { cases: 0, breaking: 0, detected: 0, first: 0, among: 0 };
  for (let seed = 0; counts.cases < casesPerKind && seed < casesPerKind * 20; seed += 1) {
    const base = bases[seed % bases.length];
    const changes = base && corrupt(base.facts, randomFrom(seed * 101 + kind.length));
    if (!base || !changes) continue;
    const wrong: Base = { form: base.form, facts: withCells(base.facts, changes) };
    counts.cases += 1;
    // A swap of two columns of parts, say, breaks nothing and cannot be seen; what is measured is what can.
    if (addsUp(wrong)) continue;
    counts.breaking += 1;
    if (checkTables(formById(wrong.form), wrong.facts).length > 0) counts.detected += 1;
    const truth = Object.keys(changes).filter((id) => changes[id] !== base.facts[id]?.value).map((id) => `${id}=${base.facts[id]?.value}`).sort().join(' ');
    const offered = offer(base, wrong).map((repair) => repair.cells.map(({ cell, to }) => `${cell}=${to}`).sort().join(' '));
    if (offered[0] === truth) counts.first += 1;
    if (offered.includes(truth)) counts.among += 1;
  }
  const { cases, breaking, detected, first, among } = counts;
  return { kind, cases, breaking, detected: share(detected, breaking), firstSuggestionRight: share(first, breaking), amongSuggestions: share(among, breaking) };
}

function falseAlarms(reports: readonly Report[]) {
  let [blocking, other] = [0, 0];
  for (const report of reports) {
    const { findings, repairs } = checkReport(report, {});
    blocking += findings.filter((finding) => finding.severity === 'blocking').length + repairs.length;
    other += findings.filter((finding) => finding.severity !== 'blocking').length;
  }
  return { cleanReports: reports.length, blocking, other };
}

/** Prose written from the tables, then with one figure changed. */
function measureProse(bases: readonly Base[]) {
  const counts = { sentences: 0, falseAlarms: 0, changed: 0, found: 0 };
  for (const [index, { form, facts }] of bases.entries()) {
    const random = randomFrom(index + 17);
    const findings = (text: string): number => checkReport(reportWith(facts, { form, prose: { 3: [text], 6: ['本年度未收取信息处理费。'] } }), {}).findings.filter((finding) => finding.rule === 'narrative.figures').length;
    for (const text of proseOf(facts, form, random)) {
      counts.sentences += 1;
      counts.falseAlarms += findings(text);
      const wrong = figuresInProse(text, random);
      if (wrong === null) continue;
      counts.changed += 1;
      if (findings(wrong) > 0) counts.found += 1;
    }
  }
  return { ...counts, foundShare: share(counts.found, counts.changed) };
}

const samples = await sampleReports();
/** The real reports, prose and all; blanks, cut-off totals and the errors of 003 put right by the first repair. */
const real = [...samples.values()].map((report): Report => {
  const [repair] = repairOutcome(formById(report.form), report.facts).repairs;
  return repair ? { ...report, facts: withCells(report.facts, Object.fromEntries(repair.cells.map(({ cell, to }) => [cell, to]))) } : report;
});
if (!real.every(addsUp)) throw new Error('A real report does not add up after its repair.');
const generated = Array.from({ length: 400 }, (_, seed): Base => {
  const form = seed % 2 === 0 ? '2019' : '2021';
  return { form, facts: soundFacts(form, randomFrom(seed)) };
});
const bases: readonly Base[] = [...real, ...generated];
const clean = [...real, ...generated.map(({ form, facts }) => reportWith(facts, { form }))];
const started = performance.now();
const kinds = (group: Readonly<Record<string, Corruption>>, offer = fromTablesAlone) => Object.entries(group).map(([kind, corrupt]) => measure(kind, corrupt, bases, offer));

process.stdout.write(`${JSON.stringify({
  bases: { real: real.length, generated: generated.length },
  oneCellOfTable3: kinds(singleCell),
  severalCellsOfTable3: kinds(severalCells),
  oneCellOfTable4: kinds(disputeCell),
  oneCellOfTable4WhereTheProseRepeatsIt: kinds(disputeCell, withProse),
  falseAlarmsOnCleanReports: falseAlarms(clean),
  prose: measureProse(generated),
  seconds: Number(((performance.now() - started) / 1000).toFixed(1)),
}, null, 2)}\n`);
