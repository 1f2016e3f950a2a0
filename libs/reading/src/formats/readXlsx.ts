import type { Document, Grid, GridCell } from '../document.js';
import { Unreadable } from '../errors.js';
import { superscript } from '../text/superscript.js';
import { mostCells } from './blockSink.js';
import { walkXml } from './xml.js';
import { openZip, type Zip } from './zip.js';

/**
 * Reads an Excel workbook: every visible sheet as one grid, with merged cells and the cached values of formulas.
 * @throws Unreadable when the file is damaged, encrypted or beyond any report's size.
 */
export function readXlsx(bytes: Uint8Array): Document {
  const zip = openZip(bytes);
  const strings = sharedStrings(zip.text('xl/sharedStrings.xml'));
  let left = mostCells;
  const blocks = sheetsOf(zip).flatMap(({ name, path }): Grid[] => {
    const xml = zip.text(path);
    if (xml === null) return [];
    const cells = readSheet(xml, name, strings, left);
    left -= cells.length;
    return cells.length === 0 ? [] : [{ kind: 'grid', cells, positions: 'true', blanks: true }];
  });
  return { blocks };
}

/** The workbook's visible sheets in order, each with the file that holds it. */
function sheetsOf(zip: Zip): { name: string; path: string }[] {
  const workbook = zip.text('xl/workbook.xml');
  if (workbook === null) throw new Unreadable('damaged');
  const targets = new Map<string, string>();
  const relations = zip.text('xl/_rels/workbook.xml.rels');
  if (relations !== null) {
    walkXml(relations, {
      open: (name, attribute) => {
        const target = attribute('Target') ?? '';
        if (name === 'Relationship') targets.set(attribute('Id') ?? '', target.startsWith('/') ? target.slice(1) : `xl/${target}`);
      },
      close: () => {}, text: () => {},
    });
  }
  const sheets: { name: string; path: string }[] = [];
  walkXml(workbook, {
    open: (name, attribute) => {
      if (name !== 'sheet' || /hidden/i.test(attribute('state') ?? '')) return;
      const path = targets.get(attribute('id') ?? '') ?? `xl/worksheets/sheet${sheets.length + 1}.xml`;
      sheets.push({ name: attribute('name') ?? '', path });
    },
    close: () => {}, text: () => {},
  });
  return sheets;
}

function sharedStrings(xml: string | null): string[] {
  const strings: string[] = [];
  if (xml === null) return strings;
  let current = '';
  let inText = false;
  let phonetic = 0;
  let raised = false;
  walkXml(xml, {
    open: (name, attribute) => {
      if (name === 'si') current = '';
      else if (name === 'rPh') phonetic++;
      else if (name === 'r') raised = false;
      else if (name === 'vertAlign') raised = attribute('val') !== 'baseline';
      else if (name === 't') inText = phonetic === 0;
    },
    close: (name) => {
      if (name === 'r') raised = false;
      if (name === 'si') strings.push(current);
      else if (name === 'rPh') phonetic--;
      else if (name === 't') inText = false;
    },
    text: (text) => { if (inText) current += raised ? superscript(text) : text; },
  });
  return strings;
}

interface RawCell { readonly row: number; readonly col: number; text: string }

function readSheet(xml: string, sheet: string, strings: readonly string[], most: number): GridCell[] {
  const found: RawCell[] = [];
  const merges: { row: number; col: number; rowSpan: number; colSpan: number }[] = [];
  let row = -1;
  let col = -1;
  let type = '';
  let value: string | null = null;
  let formula: string | null = null;
  let hiddenRow = false;
  let element = '';
  walkXml(xml, {
    open: (name, attribute) => {
      element = name;
      if (name === 'row') {
        row = Number(attribute('r') ?? row + 2) - 1;
        col = -1;
        hiddenRow = attribute('hidden') === '1' || attribute('hidden') === 'true';
      } else if (name === 'c') {
        col = columnOf(attribute('r')) ?? col + 1;
        type = attribute('t') ?? 'n';
        value = null;
        formula = null;
      } else if (name === 'mergeCell') {
        const merge = rangeOf(attribute('ref') ?? '');
        if (merge) merges.push(merge);
      }
    },
    close: (name) => {
      element = '';
      if (name !== 'c' || hiddenRow) return;
      const text = textOf(type, value, formula, strings);
      if (text === '') return;
      if (found.length >= most || row > 100_000 || col > 2000) throw new Unreadable('too-large');
      found.push({ row, col, text });
    },
    text: (text) => {
      if (element === 'v' || element === 't') value = (value ?? '') + text;
      else if (element === 'f') formula = (formula ?? '') + text;
    },
  });
  return gridCells(found, merges, sheet, most);
}

/** What a cell shows. A formula without a cached value has no result to read: its text says so, and is no number. */
function textOf(type: string, value: string | null, formula: string | null, strings: readonly string[]): string {
  if (value === null) return formula === null ? '' : `=${formula}`;
  if (type === 's') return strings[Number(value)] ?? '';
  if (type === 'n') {
    const number = Number(value);
    return value.trim() === '' || !Number.isFinite(number) ? value : shortest(number);
  }
  if (type === 'b') return value === '1' ? 'TRUE' : 'FALSE';
  return value;
}

/** Excel stores 6529.91859 as 6529.9185900000002; fifteen digits are what it keeps and shows. */
function shortest(number: number): string {
  const text = String(Number(number.toPrecision(15)));
  return text.includes('e') ? number.toLocaleString('en', { useGrouping: false, maximumFractionDigits: 20 }) : text;
}

/** Fills the used rectangle with blank cells where nothing stands, so that a blank cell of a table is there. */
function gridCells(found: readonly RawCell[], merges: readonly { row: number; col: number; rowSpan: number; colSpan: number }[], sheet: string, most: number): GridCell[] {
  const texts = new Map(found.map((cell) => [cell.row * 4096 + cell.col, cell.text]));
  const lastRow = found.reduce((last, cell) => Math.max(last, cell.row), -1);
  const lastCol = found.reduce((last, cell) => Math.max(last, cell.col), -1);
  if ((lastRow + 1) * (lastCol + 1) > most * 4) throw new Unreadable('too-large');
  const covered = new Set<number>();
  const spans = new Map<number, { rowSpan: number; colSpan: number }>();
  for (const merge of merges) {
    if (merge.row > lastRow || merge.col > lastCol) continue;
    spans.set(merge.row * 4096 + merge.col, merge);
    for (let row = merge.row; row < merge.row + merge.rowSpan && row <= lastRow; row++) {
      for (let col = merge.col; col < merge.col + merge.colSpan && col <= lastCol; col++) if (row !== merge.row || col !== merge.col) covered.add(row * 4096 + col);
    }
    if (covered.size > most) throw new Unreadable('too-large');
  }
  const cells: GridCell[] = [];
  for (let row = 0; row <= lastRow; row++) {
    for (let col = 0; col <= lastCol; col++) {
      const key = row * 4096 + col;
      if (covered.has(key)) continue;
      const span = spans.get(key) ?? { rowSpan: 1, colSpan: 1 };
      cells.push({ text: texts.get(key) ?? '', row, col, rowSpan: span.rowSpan, colSpan: span.colSpan, at: { sheet, cell: `${columnName(col)}${row + 1}` } });
    }
  }
  return cells;
}

function columnOf(reference: string | undefined): number | null {
  const letters = reference?.match(/^[A-Z]{1,3}/)?.[0];
  if (!letters) return null;
  return [...letters].reduce((col, letter) => col * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

function columnName(col: number): string {
  let name = '';
  for (let rest = col + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) name = String.fromCharCode(65 + ((rest - 1) % 26)) + name;
  return name;
}

function rangeOf(reference: string): { row: number; col: number; rowSpan: number; colSpan: number } | null {
  const match = /^([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})$/.exec(reference);
  if (!match) return null;
  const [fromCol, toCol] = [columnOf(match[1]) ?? 0, columnOf(match[3]) ?? 0];
  const [fromRow, toRow] = [Number(match[2]) - 1, Number(match[4]) - 1];
  if (toRow < fromRow || toCol < fromCol) return null;
  return { row: fromRow, col: fromCol, rowSpan: toRow - fromRow + 1, colSpan: toCol - fromCol + 1 };
}
