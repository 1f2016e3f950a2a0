/* oxlint-disable no-restricted-imports -- a program of its own, which reads the samples; no part of the library. */
import { readdir, readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { formById } from '@gouji/domain/forms/catalogue';
import { damage, hostileFiles } from './fixtures/hostile.js';
import { partsOf, renderHtml } from './fixtures/renderHtml.js';
import { writeDocx, writeXlsx } from './fixtures/writers.js';
import { readDocument } from './readDocument.js';
import { createReaderPool } from './readInWorker.js';

/**
 * `npm run fuzz -- [--count N] [--seed N]`: feeds every reader damaged and hostile files through the worker pool and
 * reports how each was answered. Ends with 1 if any file was not answered by a report or an error within the limits.
 */
const { values } = parseArgs({ options: { count: { type: 'string', default: '10000' }, seed: { type: 'string', default: '1' } } });
const root = new URL('../../../', import.meta.url);
const today = new Date('2026-02-01T00:00:00Z');
let state = Number(values.seed) || 1;

/** A repeatable sequence, so that a failure can be run again. */
function pick(below: number): number {
  state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
  return Math.floor((state / 0x7fffffff) * below) % Math.max(1, below);
}

async function originals(): Promise<Record<string, Uint8Array[]>> {
  const names = (await readdir(new URL('samples/', root))).filter((name) => name.endsWith('.txt'));
  const texts = await Promise.all(names.map((name) => readFile(new URL(`samples/${name}`, root))));
  const parts = await Promise.all(texts.map(async (bytes) => {
    const outcome = await readDocument(bytes, { today });
    if (!outcome.ok) throw new Error(outcome.error.code);
    return partsOf(formById(outcome.report.form), outcome.report);
  }));
  return {
    txt: texts, html: parts.map((part) => Buffer.from(renderHtml(part))),
    docx: await Promise.all(parts.map(writeDocx)), xlsx: await Promise.all(parts.map(writeXlsx)),
    pdf: [await readFile(new URL('libs/reading/fixtures/document003.pdf', root))],
  };
}

const pool = createReaderPool({ size: 2, timeoutMs: 10_000 });
let faults = 0;
let mostMemory = 0;

async function answer(name: string, bytes: Uint8Array, tally: Map<string, number>): Promise<void> {
  const outcome = await pool.read(bytes, { today }).catch((error: unknown) => {
    faults++;
    process.stderr.write(`${name}: ${error instanceof Error ? error.message : String(error)}\n`);
    return null;
  });
  const how = outcome === null ? 'FAULT' : outcome.ok ? 'report' : outcome.error.code;
  tally.set(how, (tally.get(how) ?? 0) + 1);
  mostMemory = Math.max(mostMemory, process.memoryUsage.rss());
}

for (const { name, make } of hostileFiles()) {
  const tally = new Map<string, number>();
  const start = performance.now();
  await answer(name, make(), tally);
  process.stdout.write(`${name}: ${[...tally.keys()].join()} in ${Math.round(performance.now() - start)} ms\n`);
}
for (const [format, files] of Object.entries(await originals())) {
  const tally = new Map<string, number>();
  const start = performance.now();
  const running = new Set<Promise<void>>();
  for (let index = 0; index < Number(values.count); index++) {
    const file = files[index % files.length];
    if (!file) continue;
    const work: Promise<void> = answer(`${format} ${index}`, damage(file, pick), tally).finally(() => running.delete(work));
    running.add(work);
    if (running.size >= 4) await Promise.race(running);
  }
  await Promise.all(running);
  process.stdout.write(`${JSON.stringify({ format, files: Number(values.count), seconds: Math.round((performance.now() - start) / 100) / 10, answered: Object.fromEntries(tally), peakRssMb: Math.round(mostMemory / 1048576) })}\n`);
}
await pool.close();
process.exitCode = faults > 0 ? 1 : 0;
