import { strToU8, zipSync } from 'fflate';
import type { Report } from '@gouji/domain/report';
import { readDocument } from '../readDocument.js';

const ns = 'xmlns:w="w" xmlns:mc="mc" xmlns:wps="wps"';

function word(body: string, others: Record<string, string> = {}): Uint8Array {
  const files = { '[Content_Types].xml': '<Types/>', 'word/document.xml': `<?xml version="1.0"?><w:document ${ns}><w:body>${body}</w:body></w:document>`, ...others };
  return zipSync(Object.fromEntries(Object.entries(files).map(([name, content]) => [name, strToU8(content)])));
}

const run = (text: string, properties = '') => `<w:r>${properties === '' ? '' : `<w:rPr>${properties}</w:rPr>`}<w:t xml:space="preserve">${text}</w:t></w:r>`;
const p = (...runs: string[]) => `<w:p>${runs.join('')}</w:p>`;
const line = (text: string) => p(run(text));
const cell = (content: string, properties = '') => `<w:tc><w:tcPr>${properties}</w:tcPr>${content}</w:tc>`;
const row = (...cells: string[]) => `<w:tr>${cells.join('')}</w:tr>`;
const table = (...rows: string[]) => `<w:tbl>${rows.join('')}</w:tbl>`;
const cells = (...texts: string[]) => row(...texts.map((text) => cell(line(text))));

const title = line('甲县乙局2023年政府信息公开工作年度报告');
const documents = (...rows: string[]) => table(cells('信息内容', '本年制发件数', '本年废止件数', '现行有效件数'), ...rows);
/** A small report: what is tried stands in section 二. */
const report = (inside: string) => word(`${title}${line('一、总体情况')}${line('总的说来很好。')}${line('二、主动公开政府信息情况')}${inside}${line('三、收到和处理政府信息公开申请情况')}`);

async function read(bytes: Uint8Array): Promise<Report> {
  const outcome = await readDocument(bytes, { today: new Date('2026-02-01T00:00:00Z') });
  if (!outcome.ok) throw new Error(outcome.error.code);
  return outcome.report;
}

const facts = async (inside: string) => {
  const { facts: found, doubts } = await read(report(inside));
  return { values: Object.fromEntries(Object.entries(found).map(([id, fact]) => [id, fact.value])), doubts };
};
const regulations = (issued: number | null, repealed: number | null, inForce: number | null) => ({
  values: { 'documents.regulations.issued': issued, 'documents.regulations.repealed': repealed, 'documents.regulations.inForce': inForce }, doubts: [],
});

describe('Word', () => {
  test('tracked changes: insertions count, deletions do not', async () => {
    const changed = p('<w:del><w:r><w:delText>3</w:delText></w:r></w:del>', `<w:ins>${run('5')}</w:ins>`);
    expect(await facts(documents(row(cell(line('规章')), cell(changed), cell(line('1')), cell(line('2')))))).toEqual(regulations(5, 1, 2));
  });

  test('a deleted row is not there', async () => {
    const deleted = `<w:tr><w:trPr><w:del w:id="1"/></w:trPr>${['规章', '9', '9', '9'].map((text) => cell(line(text))).join('')}</w:tr>`;
    expect(await facts(documents(deleted, cells('规章', '1', '0', '4')))).toEqual(regulations(1, 0, 4));
  });

  test('hidden text is left out', async () => {
    const hidden = p(run('7', '<w:vanish/>'), run('4'), run('', '<w:vanish w:val="0"/>'));
    expect(await facts(documents(row(cell(line('规章')), cell(hidden), cell(line('1')), cell(line('2')))))).toEqual(regulations(4, 1, 2));
  });

  test('a footnote mark above the line is no digit, and struck text is not there', async () => {
    const { values, doubts } = await facts(documents(row(cell(line('规章')), cell(p(run('5'), run('1', '<w:vertAlign w:val="superscript"/>'))), cell(p(run('8', '<w:strike/>'), run('2'))), cell(line('5①')))));
    expect(values).toEqual({ 'documents.regulations.issued': null, 'documents.regulations.repealed': 2, 'documents.regulations.inForce': null });
    expect(doubts.map((doubt) => doubt.text)).toEqual(['5¹', '5①']);
  });

  test('content controls around a cell, a row and a figure are looked through; an unfilled one is blank', async () => {
    const control = (content: string, properties = '') => `<w:sdt><w:sdtPr>${properties}</w:sdtPr><w:sdtContent>${content}</w:sdtContent></w:sdt>`;
    const filled = control(`<w:tr>${cell(line('规章'))}${control(cell(line('6')))}${cell(`<w:p>${control(run('0'))}</w:p>`)}${cell(`<w:p>${control(run('单击此处输入文字'), '<w:showingPlcHdr/>')}</w:p>`)}</w:tr>`);
    expect(await facts(documents(filled))).toEqual(regulations(6, 0, null));
  });

  test('a figure split over runs, full-width digits and non-breaking blanks', async () => {
    const split = p(run('1'), run('2', '<w:b/>'), run('3'));
    expect(await facts(documents(row(cell(line('规\u00a0章\u3000')), cell(split), cell(line('１，２３４')), cell(line('\u00a02\u00a0')))))).toEqual(regulations(123, 1234, 2));
  });

  test('automatic numbers stand in no run: headings and labels have them all the same', async () => {
    const level = (index: number, format: string, text: string) => `<w:lvl w:ilvl="${index}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/></w:lvl>`;
    const numbering = `<w:numbering ${ns}><w:abstractNum w:abstractNumId="4">${level(0, 'chineseCounting', '%1、')}${level(1, 'decimal', '%2.')}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="4"/></w:num></w:numbering>`;
    const numbered = (text: string, depth = 0) => `<w:p><w:pPr><w:numPr><w:ilvl w:val="${depth}"/><w:numId w:val="1"/></w:numPr></w:pPr>${run(text)}</w:p>`;
    const bytes = word(`${title}${numbered('总体情况')}${line('很好。')}${numbered('主动公开政府信息情况')}${numbered('收到和处理政府信息公开申请情况')}`, { 'word/numbering.xml': numbering });
    expect((await read(bytes)).sections.map((section) => section.title)).toEqual(['一、总体情况', '二、主动公开政府信息情况', '三、收到和处理政府信息公开申请情况']);
  });

  test('text in a text box is read once, not again from its fallback', async () => {
    const box = `<w:r><mc:AlternateContent><mc:Choice><wps:txbx><w:txbxContent>${line('框中的话。')}</w:txbxContent></wps:txbx></mc:Choice><mc:Fallback><w:pict><w:txbxContent>${line('框中的话。')}</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r>`;
    const { sections } = await read(report(p(run('框外的话。'), box)));
    expect(sections[1]?.paragraphs.map((paragraph) => paragraph.text)).toEqual(['框外的话。', '框中的话。']);
  });

  test('a page laid out as a table: the tables inside it are read, and the prose stays in its section', async () => {
    const page = table(row(cell(`${line('二的文字。')}${documents(cells('规章', '1', '2', '3'))}${line('二的结尾。')}`)));
    const read2 = await read(report(page));
    expect(Object.values(read2.facts).map((fact) => fact.value)).toEqual([1, 2, 3]);
    expect(read2.sections[1]?.paragraphs.map((paragraph) => paragraph.text)).toEqual(['二的文字。', '二的结尾。']);
  });

  test('cells merged both ways keep every figure under its heading', async () => {
    const merged = table(
      row(cell(line('第二十条第（五）项'), '<w:gridSpan w:val="3"/>')),
      row(cell(line('信息内容'), '<w:vMerge w:val="restart"/>'), cell(line('本年处理决定数量'), '<w:gridSpan w:val="2"/>')),
      row(cell(p(), '<w:vMerge/>'), cell(line(''), '<w:gridSpan w:val="2"/>')),
      row(cell(line('行政许可')), cell(line('88'), '<w:gridSpan w:val="2"/>')),
    );
    expect((await facts(merged)).values).toEqual({ 'licensing.decisions': 88 });
  });

  test('a cell over two headings is no figure of either', async () => {
    const { values, doubts } = await facts(documents(row(cell(line('规章')), cell(line('5'), '<w:gridSpan w:val="2"/>'), cell(line('2')))));
    expect(values).toEqual({});
    expect(doubts.map((doubt) => doubt.cell)).toEqual(['documents.regulations.issued', 'documents.regulations.repealed', 'documents.regulations.inForce']);
  });

  test('a damaged, an encrypted and a mislabelled file have their own errors', async () => {
    const code = async (bytes: Uint8Array) => { const outcome = await readDocument(bytes, { today: new Date() }); return outcome.ok ? 'read' : outcome.error.code; };
    expect(await code(word('<w:p></w:tbl>'))).toBe('damaged');
    const broken = report('');
    broken.fill(0, broken.length / 3, broken.length / 3 + 8);
    expect(await code(broken)).toBe('damaged');
    expect(await code(zipSync({ 'xl/notes.txt': strToU8('x') }))).toBe('unsupported-type');
    const office = Buffer.alloc(2048);
    Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(office);
    Buffer.from('EncryptedPackage', 'utf16le').copy(office, 1024);
    expect(await code(office)).toBe('encrypted');
  });
});
