import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { formById } from '@gouji/domain/forms/catalogue';
import { damage, hostileFiles } from './fixtures/hostile.js';
import { partsOf, renderHtml } from './fixtures/renderHtml.js';
import { writeDocx, writeXlsx } from './fixtures/writers.js';
import { readDocument } from './readDocument.js';
import { createReaderPool, type ReaderPool } from './readInWorker.js';

const today = new Date('2026-02-01T00:00:00Z');
let pool: ReaderPool;
beforeAll(() => { pool = createReaderPool({ size: 2 }); });
afterAll(() => pool.close());

/** The codes an attack may be answered with; anything else would be an accident. */
const answers = /^(?:too-large|took-too-long|damaged|truncated|not-a-report|no-text-layer|unsupported-type|empty|encrypted|year-\w+(?:-\w+)?)$/;

test.each(hostileFiles())('$name is answered with an error', async ({ make }) => {
  const outcome = await pool.read(make(), { today });
  expect(outcome.ok ? 'a report' : outcome.error.code).toMatch(answers);
}, 20_000);

test('after all that, a report is read as ever', async () => {
  const bytes = await readFile(new URL('../../../samples/004_79fee03082277bb8.txt', import.meta.url));
  expect(await pool.read(bytes, { today })).toMatchObject({ ok: true });
});

describe('randomly damaged files', () => {
  const files: Record<string, Uint8Array> = {};
  beforeAll(async () => {
    files.txt = await readFile(new URL('../../../samples/003_c7925c89c326f8ac.txt', import.meta.url));
    const outcome = await readDocument(files.txt, { today });
    if (!outcome.ok) throw new Error(outcome.error.code);
    const parts = partsOf(formById(outcome.report.form), outcome.report);
    files.html = Buffer.from(renderHtml(parts));
    files.docx = await writeDocx(parts);
    files.xlsx = await writeXlsx(parts);
    files.pdf = await readFile(new URL('../fixtures/document003.pdf', import.meta.url));
  });

  test.each([['txt', 200], ['html', 200], ['docx', 200], ['xlsx', 200], ['pdf', 25]])('%s: every one of %i is answered', async (format, numRuns) => {
    await fc.assert(fc.asyncProperty(fc.infiniteStream(fc.nat(0x7fffffff)), async (numbers) => {
      const bytes = damage(files[format] ?? new Uint8Array(0), (below) => (numbers.next().value ?? 0) % Math.max(1, below));
      const outcome = await pool.read(bytes, { today });
      if (!outcome.ok) expect(outcome.error.code).toMatch(answers);
    }), { numRuns });
  }, 120_000);
});
