import { readFile } from 'node:fs/promises';
import { readDocument } from './readDocument.js';
import { createReaderPool, type ReaderPool } from './readInWorker.js';

const today = new Date('2026-02-01T00:00:00Z');
const sample = (file: string) => readFile(new URL(`../../../samples/${file}`, import.meta.url));

describe('the reader pool', () => {
  let pool: ReaderPool;
  beforeAll(() => { pool = createReaderPool({ size: 2 }); });
  afterAll(() => pool.close());

  test('reads the same as reading without a thread, many at once, and leaves the bytes to the caller', async () => {
    const bytes = await sample('003_c7925c89c326f8ac.txt');
    const alone = await readDocument(bytes, { today });
    const together = await Promise.all(Array.from({ length: 20 }, () => pool.read(bytes, { today })));
    for (const outcome of together) expect(outcome).toEqual(alone);
    expect(bytes.byteLength).toBeGreaterThan(9000);
  });

  test('a bad document is an answer, and the next one is read as ever', async () => {
    expect(await pool.read(new Uint8Array(0), { today })).toMatchObject({ ok: false, error: { code: 'empty' } });
    expect(await pool.read(await sample('004_79fee03082277bb8.txt'), { today })).toMatchObject({ ok: true });
  });
});

test('a document that takes too long is given up, and its thread replaced', async () => {
  const pool = createReaderPool({ size: 1, timeoutMs: 1 });
  const endless = Buffer.from(`一、总体情况\n${'规章\n0 0 0\n第二十条第（一）项\n'.repeat(40_000)}`);
  expect(await pool.read(endless, { today })).toMatchObject({ ok: false, error: { code: 'took-too-long' } });
  await pool.close();
});

test('a closed pool finishes what it reads and refuses more', async () => {
  const pool = createReaderPool({ size: 1 });
  const reading = pool.read(await sample('000_9e7289e58a1cf65b.txt'), { today });
  await pool.close();
  expect(await reading).toMatchObject({ ok: true });
  await expect(pool.read(new Uint8Array(1), { today })).rejects.toThrow('closed');
});
