import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { formById } from '@gouji/domain/forms/catalogue';
import { cellsOf } from '@gouji/domain/forms/form';
import type { Report } from '@gouji/domain/report';
import { factRows } from './fixtures/factRows.js';
import { fiveReports, type ExpectedReport } from './fixtures/fiveReports.js';
import { plainHabits, reportParts } from './fixtures/layouts.js';
import { partsOf, renderHtml, type RenderedPart } from './fixtures/renderHtml.js';
import { convert, writeDocx, writeXlsx } from './fixtures/writers.js';
import { convertLegacy, findLibreOffice } from './formats/convertLegacy.js';
import { readDocument } from './readDocument.js';

const today = new Date('2026-02-01T00:00:00Z');

async function read(bytes: Uint8Array): Promise<{ format: string; report: Report }> {
  const outcome = await readDocument(bytes, { today });
  if (!outcome.ok) throw new Error(outcome.error.code);
  return outcome;
}

/** The report as an office prints it, with the form's merged cells. */
async function partsFor(expected: ExpectedReport): Promise<RenderedPart[]> {
  const { report } = await read(await readFile(new URL(`../../../samples/${expected.file}`, import.meta.url)));
  return partsOf(formById(expected.form), report);
}

/**
 * The hand-written rows. A writer that squares its tables prints an empty cell where document 001 has none, so a cell
 * that the text lacks may be blank here; nothing else may differ.
 */
function expectRows(expected: ExpectedReport, report: Report): void {
  const rows = factRows(formById(expected.form), report.facts);
  for (const [name, values] of Object.entries(expected.rows)) {
    if (values.endsWith(' ~') && !values.startsWith('~') && rows[name]?.endsWith(' .')) rows[name] = rows[name].replace(/ \.$/, ' ~');
  }
  expect(rows).toEqual(expected.rows);
  expect(report.doubts).toEqual([]);
  expect(report.sections.map((section) => section.number)).toEqual([1, 2, 3, 4, 5, 6]);
  expect({ year: report.year, agency: report.agency, signature: report.signature }).toEqual({ year: expected.year, agency: expected.agency, signature: expected.signature });
}

describe.each(fiveReports)('$file in other formats', (expected) => {
  test('as a web page with merged cells', async () => {
    const { format, report } = await read(Buffer.from(renderHtml(await partsFor(expected))));
    expect(format).toBe('html');
    expectRows(expected, report);
  });

  test('as a Word document by the docx library', async () => {
    const { format, report } = await read(await writeDocx(await partsFor(expected)));
    expect(format).toBe('docx');
    expectRows(expected, report);
    expect(Object.values(report.facts).every((fact) => fact.at !== null && 'table' in fact.at)).toBe(true);
  });

  test('as an Excel workbook by exceljs', async () => {
    const { format, report } = await read(await writeXlsx(await partsFor(expected)));
    expect(format).toBe('xlsx');
    expectRows(expected, report);
    expect(Object.values(report.facts).every((fact) => fact.at !== null && 'sheet' in fact.at)).toBe(true);
  });
});

const withOffice = findLibreOffice() ? describe : describe.skip;

withOffice('through LibreOffice', () => {
  const page = async (expected: ExpectedReport) => Buffer.from(renderHtml(await partsFor(expected)));
  const toWriter = ['odt', 'writer8', 'HTML (StarWriter)'] as const;

  test.each(fiveReports)('$file as Word, PDF and a web page', async (expected) => {
    const odt = await convert(await page(expected), 'html', [toWriter]);
    for (const [ending, filter] of [['docx', 'MS Word 2007 XML'], ['pdf', 'writer_pdf_Export'], ['html', 'HTML (StarWriter)']] as const) {
      const { format, report } = await read(await convert(odt, 'odt', [[ending, filter]]));
      expect(format).toBe(ending);
      expectRows(expected, report);
      if (ending === 'pdf') expect(Object.values(report.facts).every((fact) => fact.at !== null && 'page' in fact.at && fact.at.w > 0)).toBe(true);
    }
  }, 120_000);

  test.each(fiveReports)('$file, the bare text opened in Word and saved', async (expected) => {
    const text = await readFile(new URL(`../../../samples/${expected.file}`, import.meta.url));
    const { report } = await read(await convert(text, 'txt', [['odt', 'writer8', 'Text (encoded):UTF8'], ['docx', 'MS Word 2007 XML']]));
    expectRows(expected, report);
  }, 120_000);

  test('a PDF without any lines: figures are read beside labels wrapped over several lines', async () => {
    for (const expected of fiveReports.filter((report) => !report.file.startsWith('001'))) {
      const bytes = Buffer.from(renderHtml(await partsFor(expected), false));
      expectRows(expected, (await read(await convert(bytes, 'html', [toWriter, ['pdf', 'writer_pdf_Export']]))).report);
    }
  }, 120_000);

  test('a PDF of random figures, some too wide for their columns: each is the same or doubted', async () => {
    for (const [seed, border] of [[11, true], [23, false]] as const) {
      const form = formById('2021');
      const figure = fc.oneof({ weight: 4, arbitrary: fc.nat(40) }, { weight: 1, arbitrary: fc.nat(99_999) });
      const [values] = fc.sample(fc.record(Object.fromEntries([...cellsOf(form).keys()].map((id) => [id, figure]))), { numRuns: 1, seed });
      if (!values) throw new Error('There must be a sample.');
      const html = Buffer.from(renderHtml(reportParts(form, 2023, values, plainHabits), border));
      const { report } = await read(await convert(html, 'html', [toWriter, ['pdf', 'writer_pdf_Export']]));
      const wrong = Object.entries(report.facts).filter(([id, fact]) => fact.value !== values[id] && !report.doubts.some((doubt) => doubt.cell === id));
      expect(wrong).toEqual([]);
      if (border) expect(Object.keys(report.facts).length).toBeGreaterThan(190);
    }
  }, 120_000);

  test('a PDF under a password, and one that is only pictures, have their own errors', async () => {
    const code = async (bytes: Uint8Array) => { const outcome = await readDocument(bytes, { today }); return outcome.ok ? 'read' : outcome.error.code; };
    const text = Buffer.from('甲县乙局2023年政府信息公开工作年度报告');
    const locked = 'writer_pdf_Export:{"EncryptFile":{"type":"boolean","value":"true"},"DocumentOpenPassword":{"type":"string","value":"x"}}';
    expect(await code(await convert(text, 'txt', [['odt', 'writer8', 'Text (encoded):UTF8'], ['pdf', locked]]))).toBe('encrypted');
    const picture = '<html><body><hr></body></html>';
    expect(await code(await convert(Buffer.from(picture), 'html', [toWriter, ['pdf', 'writer_pdf_Export']]))).toBe('no-text-layer');
  }, 120_000);

  test('older Word and Excel files, which LibreOffice converts first', async () => {
    const expected = fiveReports.find((report) => report.file.startsWith('003')) ?? fiveReports[0];
    if (!expected) throw new Error('There must be a sample.');
    const parts = await partsFor(expected);
    const doc = await read(await convert(await writeDocx(parts), 'docx', [['doc', 'MS Word 97']]));
    const xls = await read(await convert(await writeXlsx(parts), 'xlsx', [['xls', 'MS Excel 97']]));
    expect([doc.format, xls.format]).toEqual(['docx', 'xlsx']);
    for (const { report } of [doc, xls]) expectRows(expected, report);
  }, 120_000);
});

test('without LibreOffice an older file is refused with a sentence that says so', async () => {
  await expect(convertLegacy(new Uint8Array(600), 'doc', null)).rejects.toMatchObject({ code: 'converter-missing' });
});
