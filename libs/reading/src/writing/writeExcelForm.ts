import { strToU8, zipSync } from 'fflate';
import { escapeXml, placedRows, type FormPart } from './formDocument.js';

const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
/** Cell formats, by their order in the style sheet. */
const style = { plain: 0, title: 1, heading: 2, cell: 3 } as const;

/** Writes a form as an Excel workbook (.xlsx) of one sheet, with merged header cells; figures are numbers. */
export function writeExcelForm(parts: readonly FormPart[]): Uint8Array {
  const width = Math.max(1, ...parts.map((part) => (part.kind === 'table' ? part.width : 1)));
  const rows: string[] = [];
  const merges: string[] = [];
  for (const part of parts) {
    const top = rows.length;
    if (part.kind !== 'table') {
      rows.push(rowOf(top, [textCell(top, 0, part.text, part.kind === 'line' ? style.plain : style[part.kind])]));
      merges.push(`${reference(top, 0)}:${reference(top, width - 1)}`);
      continue;
    }
    for (const cells of placedRows(part.rows)) {
      const row = rows.length;
      const written: string[] = [];
      for (const cell of cells) {
        for (let col = cell.col; col < cell.col + cell.columns; col++) {
          const first = col === cell.col && !cell.continues;
          written.push(!first || cell.text === '' ? `<c r="${reference(row, col)}" s="${style.cell}"/>` : cell.label ? textCell(row, col, cell.text, style.cell) : numberCell(row, col, cell.text));
        }
        if (!cell.continues && (cell.rows > 1 || cell.columns > 1)) merges.push(`${reference(row, cell.col)}:${reference(row + cell.rows - 1, cell.col + cell.columns - 1)}`);
      }
      rows.push(rowOf(row, written));
    }
  }
  const sheet = `<worksheet ${main}><cols><col min="1" max="${width}" width="14" customWidth="1"/></cols><sheetData>${rows.join('')}</sheetData><mergeCells count="${merges.length}">${merges.map((merge) => `<mergeCell ref="${merge}"/>`).join('')}</mergeCells></worksheet>`;
  return zipSync({
    '[Content_Types].xml': xml('<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>'),
    '_rels/.rels': xml(`<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`),
    'xl/_rels/workbook.xml.rels': xml(`<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${relations}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${relations}/styles" Target="styles.xml"/></Relationships>`),
    'xl/workbook.xml': xml(`<workbook ${main} xmlns:r="${relations}"><sheets><sheet name="年度报告" sheetId="1" r:id="rId1"/></sheets></workbook>`),
    'xl/styles.xml': xml(styles),
    'xl/worksheets/sheet1.xml': xml(sheet),
  });
}

const edge = (name: string) => `<${name} style="thin"><color auto="1"/></${name}>`;
const centred = '<alignment horizontal="center" vertical="center" wrapText="1"/>';
const styles = `<styleSheet ${main}><fonts count="3"><font><sz val="11"/><name val="宋体"/></font><font><b/><sz val="16"/><name val="宋体"/></font><font><b/><sz val="12"/><name val="宋体"/></font></fonts>`
  + '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>'
  + `<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border>${['left', 'right', 'top', 'bottom'].map(edge).join('')}<diagonal/></border></borders>`
  + '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
  + `<cellXfs count="4"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1" applyAlignment="1">${centred}</xf><xf numFmtId="0" fontId="2" fillId="0" borderId="0" xfId="0" applyFont="1"/><xf numFmtId="0" fontId="0" fillId="0" borderId="1" xfId="0" applyBorder="1" applyAlignment="1">${centred}</xf></cellXfs>`
  + '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>';

function rowOf(row: number, cells: readonly string[]): string {
  return `<row r="${row + 1}">${cells.join('')}</row>`;
}

function textCell(row: number, col: number, text: string, look: number): string {
  return `<c r="${reference(row, col)}" s="${look}" t="inlineStr"><is><t xml:space="preserve">${escapeXml(text)}</t></is></c>`;
}

function numberCell(row: number, col: number, text: string): string {
  return `<c r="${reference(row, col)}" s="${style.cell}"><v>${escapeXml(text)}</v></c>`;
}

/** No form has more than 26 columns. */
function reference(row: number, col: number): string {
  return `${String.fromCharCode(65 + col)}${row + 1}`;
}

function xml(content: string): Uint8Array {
  return strToU8(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${content}`);
}
