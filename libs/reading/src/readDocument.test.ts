import { readFile } from 'node:fs/promises';
import { formById } from '@gouji/domain/forms/catalogue';
import { reportSchema, type Report } from '@gouji/domain/report';
import { factRows } from './fixtures/factRows.js';
import { fiveReports } from './fixtures/fiveReports.js';
import { readDocument } from './readDocument.js';

const today = new Date('2026-02-01T00:00:00Z');

async function report(bytes: Uint8Array): Promise<Report> {
  const outcome = await readDocument(bytes, { today });
  if (!outcome.ok) throw new Error(outcome.error.code);
  return outcome.report;
}

async function errorOf(bytes: Uint8Array | string, now = today): Promise<string> {
  const outcome = await readDocument(typeof bytes === 'string' ? Buffer.from(bytes) : bytes, { today: now });
  return outcome.ok ? 'no error' : outcome.error.code;
}

const sample = (file: string) => readFile(new URL(`../../../samples/${file}`, import.meta.url));

describe.each(fiveReports)('$file', (expected) => {
  let read: Report;
  beforeAll(async () => { read = await report(await sample(expected.file)); });

  test('every figure is exact, blanks are blank and missing cells are absent', () => {
    expect(factRows(formById(expected.form), read.facts)).toEqual(expected.rows);
    expect(read.doubts).toEqual([]);
  });

  test('form, year, body, title and signature', () => {
    expect({ form: read.form, year: read.year, agency: read.agency, title: read.title, signature: read.signature })
      .toEqual({ form: expected.form, year: expected.year, agency: expected.agency, title: expected.title, signature: expected.signature });
    expect(read.claimedYears.map((claim) => `${claim.source} ${claim.year}`)).toEqual(expected.claimedYears);
  });

  test('six sections in order, with their prose and nothing else', () => {
    expect(read.sections.map((section) => section.number)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(read.sections.map((section) => section.paragraphs.length)).toEqual(expected.paragraphs);
  });

  test('every figure stands where its place says', async () => {
    const lines = (await sample(expected.file)).toString('utf8').split(/\r?\n/);
    for (const fact of Object.values(read.facts)) {
      if (!fact.at || !('line' in fact.at)) throw new Error('A text report gives lines.');
      expect(lines[fact.at.line - 1]?.slice(fact.at.col - 1).startsWith(fact.raw)).toBe(true);
    }
  });

  test('what comes out fits the schema that the database and the API use', () => {
    expect(reportSchema.safeParse(read).success).toBe(true);
  });
});

/** Text in GBK, by turning the platform's own decoder around. */
function gbk(text: string): Buffer {
  const codes = new Map<string, number[]>();
  const decoder = new TextDecoder('gb18030');
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) if (trail !== 0x7f) codes.set(decoder.decode(Uint8Array.of(lead, trail)), [lead, trail]);
  }
  // GBK has no non-breaking blank.
  return Buffer.from([...text.replaceAll('\u00a0', ' ')].flatMap((character) => {
    const code = character.charCodeAt(0) < 0x80 ? [character.charCodeAt(0)] : codes.get(character);
    if (!code) throw new Error(`${character} is not in GBK.`);
    return code;
  }));
}

describe('encodings', () => {
  test.each([
    ['UTF-8 with a mark', (text: string) => Buffer.from(`\ufeff${text}`, 'utf8')],
    ['UTF-16 little-endian with a mark', (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['UTF-16 little-endian without a mark', (text: string) => Buffer.from(text, 'utf16le')],
    ['GB18030', gbk],
    ['UTF-16 big-endian with a mark', (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16()],
  ])('%s', async (_name, encode) => {
    const bytes = await sample('003_c7925c89c326f8ac.txt');
    const plain = await report(bytes);
    expect((await report(encode(bytes.toString('utf8')))).facts).toEqual(plain.facts);
  });
});

describe('what is no readable report gets its own error', () => {
  test('an empty file, and one of blanks alone', async () => {
    expect(await errorOf('')).toBe('empty');
    expect(await errorOf(' \r\n\t ')).toBe('empty');
  });

  test('another text', async () => {
    expect(await errorOf('床前明月光，疑是地上霜。\n举头望明月，低头思故乡。\n')).toBe('not-a-report');
  });

  test('a year before 2019, a year that has not ended, no year at all', async () => {
    const text = (await sample('004_79fee03082277bb8.txt')).toString('utf8');
    expect(await errorOf(text.replaceAll('2020', '2018'))).toBe('year-too-early');
    expect(await errorOf(text.replaceAll('2020', '2026'))).toBe('year-not-ended');
    expect(await errorOf(text.replaceAll('2020年', '本年'))).toBe('year-missing');
  });

  test('a year has ended when it is over in Beijing', async () => {
    const text = (await sample('004_79fee03082277bb8.txt')).toString('utf8');
    expect(await errorOf(text, new Date('2020-12-31T15:59:59Z'))).toBe('year-not-ended');
    expect(await errorOf(text, new Date('2020-12-31T16:00:00Z'))).toBe('no error');
  });
});
