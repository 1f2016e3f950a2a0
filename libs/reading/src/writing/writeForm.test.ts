import fc from 'fast-check';
import exceljs from 'exceljs';
import mammoth from 'mammoth';
import { formById, forms } from '@gouji/domain/forms/catalogue';
import { cellsOf, type Form } from '@gouji/domain/forms/form';
import type { Report } from '@gouji/domain/report';
import { convert } from '../fixtures/writers.js';
import { findLibreOffice } from '../formats/convertLegacy.js';
import { readDocument } from '../readDocument.js';
import { formParts } from './formDocument.js';
import { writeExcelForm } from './writeExcelForm.js';
import { writeWordForm } from './writeWordForm.js';

const writers = [['Word', writeWordForm], ['Excel', writeExcelForm]] as const;

async function read(bytes: Uint8Array): Promise<Report> {
  const outcome = await readDocument(bytes, { today: new Date('2026-02-01T00:00:00Z') });
  if (!outcome.ok) throw new Error(outcome.error.code);
  return outcome.report;
}

const required = (form: Form) => [...cellsOf(form).values()].filter((cell) => !cell.optional);

describe.each(forms.map((form) => [form.id, form] as const))('the form of %s', (_id, form) => {
  test.each(writers)('blank in %s, it reads back with every cell there and blank', async (_name, write) => {
    const report = await read(write(formParts(form, form.firstYear, null, {})));
    expect(Object.keys(report.facts)).toEqual(required(form).map((cell) => cell.id));
    expect(Object.values(report.facts).every((fact) => fact.value === null && fact.raw === '')).toBe(true);
    expect(report.doubts).toEqual([]);
    expect(report.sections.map((section) => section.number)).toEqual([1, 2, 3, 4, 5, 6]);
  });

  test.each(writers)('filled in %s, it reads back the same', async (_name, write) => {
    const figures = fc.record(Object.fromEntries([...cellsOf(form).values()].map((cell) => [cell.id,
      cell.kind === 'count' ? fc.nat(3_000_000) : cell.kind === 'change' ? fc.integer({ min: -999, max: 999 }) : fc.nat(1_000_000_000).map((cents) => cents / 100)])));
    await fc.assert(fc.asyncProperty(figures, async (values) => {
      const report = await read(write(formParts(form, form.firstYear, '甲县乙局', values)));
      expect(Object.fromEntries(Object.entries(report.facts).map(([id, fact]) => [id, fact.value]))).toEqual(values);
      expect({ doubts: report.doubts, agency: report.agency, year: report.year }).toEqual({ doubts: [], agency: '甲县乙局', year: form.firstYear });
    }), { numRuns: 15 });
  });
});

test('the files open without a complaint in other programs', async () => {
  const parts = formParts(formById('2021'), 2024, '甲县乙局', {});
  expect((await mammoth.convertToHtml({ buffer: Buffer.from(writeWordForm(parts)) })).value).toContain('<td colspan="5"');
  const book = new exceljs.Workbook();
  await book.xlsx.load(new Uint8Array(writeExcelForm(parts)).buffer);
  expect(book.worksheets[0]?.getCell('A1').text).toContain('2024年政府信息公开工作年度报告');
});

(findLibreOffice() ? test : test.skip)('LibreOffice opens both and keeps every merged cell', async () => {
  const form = formById('2021');
  const values = Object.fromEntries(required(form).map((cell, index) => [cell.id, index]));
  const parts = formParts(form, 2024, '甲县乙局', values);
  const word = await read(await convert(writeWordForm(parts), 'docx', [['odt', 'writer8'], ['docx', 'MS Word 2007 XML']]));
  const excel = await read(await convert(writeExcelForm(parts), 'xlsx', [['ods', 'calc8'], ['xlsx', 'Calc MS Excel 2007 XML']]));
  for (const report of [word, excel]) expect(Object.fromEntries(Object.entries(report.facts).map(([id, fact]) => [id, fact.value]))).toEqual(values);
}, 60_000);
