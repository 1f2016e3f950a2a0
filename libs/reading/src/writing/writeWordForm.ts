import { strToU8, zipSync } from 'fflate';
import { escapeXml, placedRows, type FormPart, type PlacedCell } from './formDocument.js';

const w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
/** The width of an A4 page between its margins, in twentieths of a point. */
const pageWidth = 9070;

/** Writes a form as a Word document (.docx) with merged header cells and borders. */
export function writeWordForm(parts: readonly FormPart[]): Uint8Array {
  const body = parts.map((part) => (part.kind === 'table' ? table(part.rows.length === 0 ? [] : placedRows(part.rows), part.width) : paragraph(part.text, part.kind)));
  const document = `<w:document ${w}><w:body>${body.join('')}<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1418" w:bottom="1440" w:left="1418" w:header="720" w:footer="720" w:gutter="0"/></w:sectPr></w:body></w:document>`;
  return zipSync({
    '[Content_Types].xml': xml('<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/></Types>'),
    '_rels/.rels': xml('<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>'),
    'word/_rels/document.xml.rels': xml('<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>'),
    'word/styles.xml': xml(`<w:styles ${w}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="宋体"/><w:sz w:val="24"/></w:rPr></w:rPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style></w:styles>`),
    'word/document.xml': xml(document),
  });
}

function paragraph(text: string, kind: 'title' | 'heading' | 'line'): string {
  const look = { title: ['<w:jc w:val="center"/>', '<w:b/><w:sz w:val="36"/>'], heading: ['<w:spacing w:before="240" w:after="120"/>', '<w:b/><w:sz w:val="28"/>'], line: ['', ''] }[kind];
  return `<w:p><w:pPr>${look[0]}</w:pPr>${run(text, look[1] ?? '')}</w:p>`;
}

function run(text: string, properties: string): string {
  return text === '' ? '' : `<w:r><w:rPr>${properties}</w:rPr><w:t xml:space="preserve">${escapeXml(text)}</w:t></w:r>`;
}

function table(rows: readonly (readonly PlacedCell[])[], columns: number): string {
  const width = Math.floor(pageWidth / Math.max(1, columns));
  const edges = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV'].map((edge) => `<w:${edge} w:val="single" w:sz="4" w:space="0" w:color="auto"/>`).join('');
  const grid = Array.from({ length: columns }, () => `<w:gridCol w:w="${width}"/>`).join('');
  return `<w:tbl><w:tblPr><w:tblW w:w="${width * columns}" w:type="dxa"/><w:tblBorders>${edges}</w:tblBorders></w:tblPr><w:tblGrid>${grid}</w:tblGrid>${rows.map((row) => `<w:tr>${row.map((cell) => tableCell(cell, width)).join('')}</w:tr>`).join('')}</w:tbl><w:p/>`;
}

function tableCell(cell: PlacedCell, width: number): string {
  const span = cell.columns > 1 ? `<w:gridSpan w:val="${cell.columns}"/>` : '';
  const merge = cell.continues ? '<w:vMerge/>' : cell.rows > 1 ? '<w:vMerge w:val="restart"/>' : '';
  return `<w:tc><w:tcPr><w:tcW w:w="${width * cell.columns}" w:type="dxa"/>${span}${merge}<w:vAlign w:val="center"/></w:tcPr><w:p><w:pPr><w:jc w:val="center"/></w:pPr>${run(cell.text, '<w:sz w:val="18"/>')}</w:p></w:tc>`;
}

function xml(content: string): Uint8Array {
  return strToU8(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${content}`);
}
