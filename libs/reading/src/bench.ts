/* oxlint-disable no-restricted-imports -- a program of its own, which reads the samples; no part of the library. */
import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { formById } from '@gouji/domain/forms/catalogue';
import exceljs from 'exceljs';
import mammoth from 'mammoth';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { partsOf, renderHtml } from './fixtures/renderHtml.js';
import { writeDocx, writeXlsx } from './fixtures/writers.js';
import { readDocument } from './readDocument.js';

/**
 * `npm run bench:reading`: warm medians of reading each format, beside the usual library on the same file in the same
 * run; the memory after thousands of files; and one `gouji check` as a whole cold process. Prints one JSON object.
 */
setFlagsFromString('--expose-gc');
globalThis.gc ??= runInNewContext('gc');
const today = new Date('2026-02-01T00:00:00Z');
const root = new URL('../../../', import.meta.url);

/** The median time of a call in ms, after warming up; both sides take turns of ten, so that what slows the machine slows both. */
async function medians(calls: Readonly<Record<string, () => Promise<unknown>>>, rounds: number): Promise<Record<string, number>> {
  const times = new Map(Object.keys(calls).map((name) => [name, new Array<number>()]));
  for (let turn = -3; turn < Math.ceil(rounds / 10); turn++) {
    for (const [name, call] of Object.entries(calls)) {
      // What the other side left behind is cleared away first, so that neither pays for it.
      globalThis.gc?.();
      for (let index = 0; index < 10; index++) {
        const start = performance.now();
        await call();
        if (turn >= 0) times.get(name)?.push(performance.now() - start);
      }
    }
  }
  return Object.fromEntries([...times].map(([name, all]) => [name, Math.round((all.sort((a, b) => a - b)[Math.floor(all.length / 2)] ?? 0) * 100) / 100]));
}

async function pdfText(bytes: Uint8Array): Promise<void> {
  const task = getDocument({ data: new Uint8Array(bytes), verbosity: 0, isEvalSupported: false, disableFontFace: true, useSystemFonts: false });
  const document = await task.promise;
  for (let number = 1; number <= document.numPages; number++) await (await document.getPage(number)).getTextContent();
  await task.destroy();
}

const names = (await readdir(new URL('samples/', root))).filter((name) => name.endsWith('.txt'));
const text = await readFile(new URL(`samples/${names.find((name) => name.startsWith('003')) ?? ''}`, root));
const outcome = await readDocument(text, { today });
if (!outcome.ok) throw new Error(outcome.error.code);
const parts = partsOf(formById(outcome.report.form), outcome.report);
const html = Buffer.from(renderHtml(parts));
const [docx, xlsx] = [await writeDocx(parts), await writeXlsx(parts)];
const pdf = await readFile(new URL('libs/reading/fixtures/document003.pdf', root));
const read = (bytes: Uint8Array) => () => readDocument(bytes, { today });

const result = {
  milliseconds: {
    txt: await medians({ gouji: read(text) }, 200),
    html: await medians({ gouji: read(html) }, 200),
    docx: await medians({ gouji: read(docx), 'mammoth convertToHtml': () => mammoth.convertToHtml({ buffer: Buffer.from(docx) }) }, 60),
    xlsx: await medians({ gouji: read(xlsx), 'exceljs load': () => new exceljs.Workbook().xlsx.load(new Uint8Array(xlsx).buffer) }, 60),
    pdf: await medians({ gouji: read(pdf), 'pdfjs text extraction': () => pdfText(pdf) }, 30),
  },
  times: {} as Record<string, number>,
  memoryMb: {} as Record<string, number>,
  coldCheckMs: 0,
};
const ratio = (format: 'docx' | 'xlsx' | 'pdf', peer: string) => Math.round(((result.milliseconds[format][peer] ?? 0) / (result.milliseconds[format].gouji ?? 1)) * 100) / 100;
result.times = { 'docx faster than mammoth': ratio('docx', 'mammoth convertToHtml'), 'xlsx faster than exceljs': ratio('xlsx', 'exceljs load'), 'pdf to pdfjs text extraction': Math.round(100 / ratio('pdf', 'pdfjs text extraction')) / 100 };

for (let count = 0; count <= 10_000; count++) {
  await readDocument([text, html, docx, xlsx][count % 4] ?? text, { today });
  if (count % 2500 === 0) {
    globalThis.gc?.();
    result.memoryMb[`after ${count} files`] = Math.round(process.memoryUsage.rss() / 1048576);
  }
}

const folder = await mkdtemp(join(tmpdir(), 'gouji-bench-'));
await writeFile(join(folder, 'report.docx'), docx);
const cold = Array.from({ length: 7 }, () => {
  const start = performance.now();
  spawnSync(process.execPath, [fileURLToPath(new URL('apps/cli/bin/gouji.js', root)), 'check', join(folder, 'report.docx'), '--json']);
  return performance.now() - start;
});
result.coldCheckMs = Math.round(cold.sort((a, b) => a - b)[3] ?? 0);
await rm(folder, { recursive: true });
process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
