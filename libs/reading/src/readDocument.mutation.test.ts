import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import type { Report } from '@gouji/domain/report';
import { fiveReports } from './fixtures/fiveReports.js';
import { mutate, mutationKinds, numberFigures, type MutationKind } from './fixtures/mutations.js';
import { readDocument } from './readDocument.js';

const today = new Date('2026-02-01T00:00:00Z');
const sample = (file: string) => readFile(new URL(`../../../samples/${file}`, import.meta.url), 'utf8');

async function read(text: string): Promise<Report | null> {
  const outcome = await readDocument(Buffer.from(text), { today });
  return outcome.ok ? outcome.report : null;
}

/** Damage after which every cell may still be read as it was: the row is still there, only elsewhere, or the lost line was blank. */
const harmless: readonly MutationKind[] = ['move a row', 'drop a line', 'damage a label'];

describe.each(fiveReports.map((report) => report.file))('damage to %s', (file) => {
  let text = '';
  let whole: Report;
  beforeAll(async () => {
    text = numberFigures(await sample(file));
    const report = await read(text);
    if (!report) throw new Error('The report with its figures numbered must be readable.');
    whole = report;
    expect(report.doubts).toEqual([]);
  });

  test.each(mutationKinds)('%s: no cell ever gets another figure, and what is lost is told', async (kind) => {
    await fc.assert(fc.asyncProperty(fc.infiniteStream(fc.nat(1_000_000)), async (numbers) => {
      const damaged = mutate(text, kind, (below) => (numbers.next().value ?? 0) % below);
      const report = damaged === null ? null : await read(damaged);
      if (report === null) return;
      for (const [id, fact] of Object.entries(report.facts)) {
        if (fact.value !== null && fact.value !== whole.facts[id]?.value) throw new Error(`${id} was read as ${fact.value}, and is ${String(whole.facts[id]?.value)}.`);
      }
      const complete = Object.entries(whole.facts).every(([id, fact]) => report.facts[id]?.value === fact.value);
      if (!harmless.includes(kind)) expect(complete && report.doubts.length === 0).toBe(false);
    }), { numRuns: 40 });
  });
});
