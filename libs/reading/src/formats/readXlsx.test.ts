import exceljs from 'exceljs';
import type { Report } from '@gouji/domain/report';
import { readDocument } from '../readDocument.js';

type Fill = (sheet: exceljs.Worksheet, book: exceljs.Workbook) => void;

async function read(fill: Fill): Promise<Report> {
  const book = new exceljs.Workbook();
  const sheet = book.addWorksheet('报告');
  sheet.addRow(['甲县乙局2023年政府信息公开工作年度报告']);
  sheet.addRow(['一、总体情况']);
  sheet.addRow(['总的说来很好，没有什么要多说的，各项工作都按规定完成了，今后会做得更好。']);
  sheet.addRow(['二、主动公开政府信息情况']);
  fill(sheet, book);
  const outcome = await readDocument(new Uint8Array(await book.xlsx.writeBuffer()), { today: new Date('2026-02-01T00:00:00Z') });
  if (!outcome.ok) throw new Error(outcome.error.code);
  return outcome.report;
}

const head = ['信息内容', '本年制发件数', '本年废止件数', '现行有效件数'];
const values = (report: Report) => ['issued', 'repealed', 'inForce'].map((column) => report.facts[`documents.regulations.${column}`]?.value);

describe('Excel', () => {
  test('cached values of formulas count; a formula without one is a doubt at its cell', async () => {
    const report = await read((sheet) => {
      sheet.addRow(head);
      sheet.addRow(['规章', { formula: '1+2', result: 3 }, { formula: 'B9' }, 7]);
    });
    expect(values(report)).toEqual([3, null, 7]);
    expect(report.doubts).toMatchObject([{ kind: 'cell.unreadable', cell: 'documents.regulations.repealed', at: { sheet: '报告', cell: 'C6' } }]);
  });

  test('several sheets: tables on sheets of their own are found, hidden sheets are not looked at', async () => {
    const report = await read((_sheet, book) => {
      const second = book.addWorksheet('表二');
      second.addRow(head);
      second.addRow(['规章', 1, 2, 3]);
      const hidden = book.addWorksheet('旧', { state: 'hidden' });
      hidden.addRow(head);
      hidden.addRow(['规章', 9, 9, 9]);
    });
    expect(values(report)).toEqual([1, 2, 3]);
    expect(report.facts['documents.regulations.issued']?.at).toEqual({ sheet: '表二', cell: 'B2' });
  });

  test('figures as text, rich text, decimals as they are shown, blank cells', async () => {
    const report = await read((sheet) => {
      sheet.addRow(head);
      sheet.addRow(['规章', ' 1,204 ', { richText: [{ text: '1' }, { text: '7', font: { bold: true } }] }, null]);
      sheet.addRow(['信息内容', '本年收费金额（单位：万元）']);
      sheet.addRow(['行政事业性收费', 6529.91859]);
    });
    expect(values(report)).toEqual([1204, 17, null]);
    expect(report.facts['fees.amount']).toMatchObject({ value: 6529.91859, raw: '6529.91859' });
  });

  test('an error in a cell is a doubt, never a figure', async () => {
    const report = await read((sheet) => {
      sheet.addRow(head);
      sheet.addRow(['规章', { error: '#REF!' }, 2, 3]);
    });
    expect(values(report)).toEqual([null, 2, 3]);
    expect(report.doubts).toMatchObject([{ cell: 'documents.regulations.issued', text: '#REF!' }]);
  });
});
