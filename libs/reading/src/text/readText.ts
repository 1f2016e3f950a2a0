import { forms } from '@gouji/domain/forms/catalogue';
import type { Block, Document, GridCell, TextBlock } from '../document.js';
import { looksLikeFigure } from '../facts/figure.js';
import { matchExactLabel } from '../facts/labels.js';
import { labelText } from '../facts/labelText.js';
import { sectionHeading } from '../outline/headings.js';

/** Plain text as one paragraph a line, blank ones included: they part the rows of tables copied from Word. */
export function readText(text: string): Document {
  const lines = text.split(/\r\n|\r|\n|\f|\v|\u0085|\u2028|\u2029/);
  return { blocks: lines.map((line, index) => ({ kind: 'paragraph', text: line, at: { line: index + 1, col: 1 } })) };
}

/**
 * Finds tables that are laid out as text, in plain text or in the paragraphs of any other format, and puts them back
 * into rows. Three layouts are known: one cell per line, each line led by a tab and rows parted by blank lines (a copy
 * from Word); rows of cells parted by tabs (a copy from Excel or a browser); rows of cells between bars. All else is
 * paragraphs, in which tables of one cell a paragraph are looked for later.
 */
export function foldTextLayouts(blocks: readonly Block[]): Block[] {
  const result: Block[] = [];
  let run: TextBlock[] = [];
  for (const block of blocks) {
    if (block.kind === 'paragraph') run.push(block);
    else {
      foldRun(run, result);
      run = [];
      result.push(block);
    }
  }
  foldRun(run, result);
  return result;
}

function foldRun(run: readonly TextBlock[], blocks: Block[]): void {
  const lines = run.map((block) => block.text);
  const attempt: Attempt = { finish: (rows) => pushGrid(run, rows, blocks), refusedUntil: 0 };
  let index = 0;
  while (index < lines.length) {
    const line = lines[index] ?? '';
    const next = index >= attempt.refusedUntil && /[\t|｜│┃║]/.test(line)
      ? tabLedRows(lines, index, attempt) ?? tabbedRows(lines, index, attempt) ?? barredRows(lines, index, attempt) : null;
    if (next !== null) {
      index = next;
      continue;
    }
    if (line.trim() !== '') blocks.push({ kind: 'paragraph', text: line.replaceAll('\t', ' ').trim(), at: placeOf(run[index], startOf(line)) });
    index++;
  }
}

/** What a layout's reader does with its rows. Lines that were looked at in vain are not looked at again, or a long list would take for ever. */
interface Attempt { readonly finish: (rows: readonly (readonly TextCell[])[]) => void; refusedUntil: number }

function refuse(attempt: Attempt, until: number): null {
  attempt.refusedUntil = Math.max(attempt.refusedUntil, until);
  return null;
}

interface TextCell { text: string; readonly line: number; readonly col: number }

/** The place of a character of a line: exact in plain text, the paragraph elsewhere. */
function placeOf(block: TextBlock | undefined, col: number): TextBlock['at'] {
  const at = block?.at ?? null;
  return at && 'line' in at ? { line: at.line, col: at.col + col - 1 } : at;
}

/** The column (from 1) at which a line's text begins. */
function startOf(line: string): number {
  return line.length - line.trimStart().length + 1;
}

function pushGrid(run: readonly TextBlock[], rows: readonly (readonly TextCell[])[], blocks: Block[]): void {
  const cells: GridCell[] = rows.flatMap((row, rowIndex) => row.map((cell, col) => ({
    text: cell.text, row: rowIndex, col, rowSpan: 1, colSpan: 1, at: placeOf(run[cell.line], cell.col),
  })));
  blocks.push({ kind: 'grid', cells, positions: 'order', blanks: true });
}

const tabLed = /^\t[^\t]*$/;

/** Rows of which each cell is a line led by a tab; a line without a tab goes on with the cell above. */
function tabLedRows(lines: readonly string[], start: number, attempt: Attempt): number | null {
  if (!tabLed.test(lines[start] ?? '')) return null;
  const rows: TextCell[][] = [];
  let row: TextCell[] = [];
  let index = start;
  for (; index < lines.length; index++) {
    const line = lines[index] ?? '';
    if (tabLed.test(line)) row.push({ text: line.trim(), line: index, col: startOf(line) });
    else if (line.trim() === '' && !line.includes('\t')) {
      if (row.length > 0) rows.push(row);
      row = [];
      // Blank cells may have become blank lines on the way.
      let next = index + 1;
      while (next < index + 12 && lines[next] === '') next++;
      if (!tabLed.test(lines[next] ?? '')) break;
    } else {
      const cell = row.at(-1);
      if (!cell || line.includes('\t') || sectionHeading(line)) break;
      cell.text += `\n${line.trim()}`;
    }
  }
  if (row.length > 0) rows.push(row);
  if (!isTable(rows)) return refuse(attempt, index);
  attempt.finish(rows.flatMap(splitRunOn));
  return index;
}

/** Without blank lines between rows, all cells run on: a new row begins at each label that follows figures. */
function splitRunOn(row: TextCell[]): TextCell[][] {
  if (row.length <= 24) return [row];
  const rows: TextCell[][] = [];
  let current: TextCell[] = [];
  for (const cell of row) {
    const figures = current.some((earlier) => looksLikeFigure(earlier.text));
    if (figures && cell.text.trim() !== '' && !looksLikeFigure(cell.text)) {
      rows.push(current);
      current = [];
    }
    current.push(cell);
  }
  rows.push(current);
  return rows;
}

/** Indented prose is no table: one has figures, and cells that are not sentences. */
function isTable(rows: readonly (readonly TextCell[])[]): boolean {
  const cells = rows.flat();
  const figures = cells.filter((cell) => looksLikeFigure(cell.text)).length;
  const sentences = cells.filter((cell) => /。$/.test(cell.text.trim())).length;
  const labels = cells.filter((cell) => forms.some((form) => matchExactLabel(form, cell.text))).length;
  return cells.length >= 2 && (figures >= 1 || labels >= 2) && sentences <= figures;
}

function tabbedRows(lines: readonly string[], start: number, attempt: Attempt): number | null {
  if (!/\t/.test((lines[start] ?? '').trim()) && !/\S\t{2,}$/.test(lines[start] ?? '')) return null;
  const rows: TextCell[][] = [];
  let index = start;
  while (index < lines.length) {
    const { text, count } = quotedLines(lines, index);
    // The heading of a block spans the table, so a copy shows it without any tab.
    if (!text.includes('\t') && !(/^第二十条/.test(labelText(text).body) && (lines[index + 1] ?? '').includes('\t'))) break;
    rows.push(splitCells(text, '\t', index));
    index += count;
    // A blank line between rows is a matter of how it was copied.
    while (index + 1 < lines.length && (lines[index] ?? '') === '' && (lines[index + 1] ?? '').includes('\t') && !tabLed.test(lines[index + 1] ?? '')) index++;
  }
  if (!isTable(rows)) return refuse(attempt, index);
  attempt.finish(rows);
  return index;
}

/** A cell copied from Excel that holds line ends is quoted; its lines belong together. */
function quotedLines(lines: readonly string[], start: number): { text: string; count: number } {
  let text = lines[start] ?? '';
  let count = 1;
  const open = () => (text.match(/(?:^|\t)"[^"\t]*$/) ?? []).length > 0;
  while (open() && count < 6 && start + count < lines.length) {
    text += `\n${lines[start + count] ?? ''}`;
    count++;
  }
  return open() ? { text: lines[start] ?? '', count: 1 } : { text, count };
}

function splitCells(text: string, separator: string, line: number): TextCell[] {
  const cells: TextCell[] = [];
  let from = 0;
  for (const piece of text.split(separator)) {
    const quoted = /^"([\s\S]*)"$/.exec(piece);
    const content = quoted?.[1] !== undefined ? quoted[1].replaceAll('""', '"') : piece;
    cells.push({ text: content.trim(), line, col: from + startOf(piece) });
    from += piece.length + separator.length;
  }
  return cells;
}

const bars = /[|｜│┃║]/;
const rule = /^[\s|｜│┃║\-—―─━═+:┌┬┐├┼┤└┴┘┏┳┓┣╋┫┗┻┛╔╦╗╠╬╣╚╩╝]*$/;

function barredRows(lines: readonly string[], start: number, attempt: Attempt): number | null {
  const rows: TextCell[][] = [];
  let index = start;
  for (; index < lines.length; index++) {
    const line = lines[index] ?? '';
    if (rule.test(line) && line.trim() !== '') continue;
    if ((line.match(new RegExp(bars, 'g')) ?? []).length < 1) break;
    const unified = line.replace(new RegExp(bars, 'g'), '|');
    const lead = /^\s*\|/.exec(unified)?.[0].length ?? 0;
    const inner = unified.slice(lead).replace(/\|\s*$/, '');
    rows.push(splitCells(inner, '|', index).map((cell) => ({ ...cell, col: cell.col + lead })));
  }
  if (rows.length < 1 || !isTable(rows)) return refuse(attempt, index);
  attempt.finish(rows);
  return index;
}
