import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { getDocument, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { Block, Document, Grid } from '../document.js';
import { Unreadable } from '../errors.js';
import { looksLikeFigure } from '../facts/figure.js';
import { sectionHeading } from '../outline/headings.js';
import { readMarks, type PageMarks, type Piece } from './pdfPage.js';
import { addPage, beginTable, continues, type GrowingTable } from './pdfPagesOfTable.js';
import { ruledTables, type RuledTable } from './pdfRuled.js';
import { linesOfPieces, textOfLine, type TextLine } from './pdfLines.js';
import { unruledParts } from './pdfUnruled.js';
import { withUnsureEnd } from './pdfUnruledGrid.js';

const mostPages = 300;
const assets = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));

/**
 * Reads a PDF: tables by their ruled lines, tables without lines by the columns their figures stand in, and all else as
 * paragraphs. A table that goes on over a page break is one table.
 * @throws Unreadable when it is damaged, encrypted or holds no text.
 */
export async function readPdf(bytes: Uint8Array): Promise<Document> {
  const document = await openPdf(bytes);
  try {
    const parts: PagePart[] = [];
    let pieces = 0;
    for (let number = 1; number <= Math.min(document.numPages, mostPages); number++) {
      const marks = await readMarks(await document.getPage(number));
      pieces += marks.pieces.length;
      parts.push(...partsOf(marks, number));
    }
    if (pieces === 0) throw new Unreadable('no-text-layer');
    return { blocks: blocksFrom(parts) };
  } finally {
    await document.loadingTask.destroy();
  }
}

async function openPdf(bytes: Uint8Array): Promise<PDFDocumentProxy> {
  // The parser takes the array over, so it gets its own copy.
  const task = getDocument({
    data: new Uint8Array(bytes), verbosity: 0, isEvalSupported: false, disableFontFace: true, useSystemFonts: false, fontExtraProperties: false,
    cMapUrl: `${join(assets, 'cmaps')}/`, cMapPacked: true, standardFontDataUrl: `${join(assets, 'standard_fonts')}/`,
  });
  try {
    return await task.promise;
  } catch (error) {
    // What a failed parser holds on to is only let go by destroying it.
    await task.destroy();
    throw new Unreadable(error instanceof Error && error.name === 'PasswordException' ? 'encrypted' : 'damaged');
  }
}

/** What a page holds, from top to bottom. */
type PagePart =
  | { readonly kind: 'lines'; readonly page: number; readonly left: number; readonly right: number; readonly lines: readonly TextLine[] }
  | { readonly kind: 'ruled'; readonly page: number; readonly table: RuledTable }
  | { readonly kind: 'grid'; readonly page: number; readonly grid: Grid; readonly goesOn: boolean };

function partsOf(marks: PageMarks, page: number): PagePart[] {
  const tables = ruledTables(marks.rulings, marks.pieces);
  const inTable = new Set(tables.flatMap((table) => table.cells.flatMap((cell) => cell.pieces)));
  const outside = marks.pieces.filter((piece) => !inTable.has(piece) && !isPageNumber(piece, marks, page));
  const left = Math.min(...outside.map((piece) => piece.x));
  const right = Math.max(...marks.pieces.map((piece) => piece.x + piece.w));
  const parts: PagePart[] = [];
  let from = -Infinity;
  for (const table of [...tables, null]) {
    const to = table ? table.y + table.h / 2 : Infinity;
    const between = outside.filter((piece) => piece.y >= from && piece.y < to);
    for (const part of unruledParts(linesOfPieces(between), page, right - left)) {
      parts.push(part.kind === 'grid' ? { ...part, page } : { kind: 'lines', page, left, right, lines: part.lines });
    }
    if (table) parts.push({ kind: 'ruled', page, table });
    from = to;
  }
  return parts;
}

/** A page's number in its margin, alone on its line. A bare number counts only if it is this page's own, so that no figure is taken for one. */
function isPageNumber(piece: Piece, marks: PageMarks, page: number): boolean {
  const edge = piece.y < marks.height * 0.07 || piece.y + piece.h > marks.height * 0.93;
  if (!edge || marks.pieces.some((other) => other !== piece && Math.abs(other.y + other.h - piece.y - piece.h) < piece.h)) return false;
  const bare = /^\d{1,3}$/.test(piece.text);
  if (bare) return Number(piece.text) === page && Math.abs(piece.x + piece.w / 2 - marks.width / 2) < marks.width * 0.1;
  return /^(?:[-—–－·]\s*\d{1,3}\s*[-—–－·]|第\s*\d{1,3}\s*页.*|\d{1,3}\s*\/\s*\d{1,3})$/.test(piece.text);
}

function blocksFrom(parts: readonly PagePart[]): Block[] {
  const blocks: Block[] = [];
  const paragraphs = new ParagraphJoiner(blocks);
  const right = Math.max(...parts.map((part) => (part.kind === 'lines' ? part.right : 0)));
  let previous: GrowingTable | null = null;
  for (const part of parts) {
    if (part.kind === 'lines') {
      for (const line of part.lines) paragraphs.add(line, part.page, part.left, right);
      if (part.lines.length > 0) previous = null;
    } else if (part.kind === 'grid') {
      paragraphs.end();
      const last = blocks.at(-1);
      if (part.goesOn && last?.kind === 'grid' && !last.blanks) blocks[blocks.length - 1] = withUnsureEnd(last);
      blocks.push(part.grid);
      previous = null;
    } else {
      if (previous && continues(previous, part.table)) addPage(previous, part.table, part.page);
      else {
        paragraphs.end();
        previous = beginTable(part.table, part.page);
        blocks.push({ kind: 'grid', cells: previous.cells, positions: 'true', blanks: true });
      }
    }
  }
  paragraphs.end();
  return blocks;
}

/** Puts lines back together into the paragraphs they were wrapped from. */
class ParagraphJoiner {
  private text = '';
  private box: { page: number; x: number; y: number; w: number; h: number } | null = null;
  private last: { line: TextLine; right: number } | null = null;

  constructor(private readonly blocks: Block[]) {}

  add(line: TextLine, page: number, left: number, right: number): void {
    const text = textOfLine(line);
    const { last } = this;
    const indented = line.x - left > line.h * 1.2;
    const full = last !== null && last.right - (last.line.x + last.line.w) < line.h * 2;
    const close = this.box?.page !== page || line.y - (last ? last.line.y + last.line.h : 0) < line.h * 1.6;
    const figure = looksLikeFigure(text) || (this.text.length < 12 && looksLikeFigure(this.text));
    const goesOn = last !== null && full && !figure && !indented && close && Math.abs(last.line.h - line.h) < 1.5
      && !sectionHeading(text) && !(sectionHeading(this.text) && !/[，、]$/.test(this.text) && this.text.length < 40);
    if (!goesOn) this.end();
    this.text += /[\w.]$/.test(this.text) && /^\w/.test(text) && this.text !== '' && !/\d$/.test(this.text) ? ` ${text}` : text;
    this.box = this.box && this.box.page === page ? cover(this.box, line) : (this.box ?? { page, x: line.x, y: line.y, w: line.w, h: line.h });
    this.last = { line, right };
  }

  end(): void {
    if (this.text !== '') this.blocks.push({ kind: 'paragraph', text: this.text, at: this.box ? { page: this.box.page, x: round(this.box.x), y: round(this.box.y), w: round(this.box.w), h: round(this.box.h) } : null });
    this.text = '';
    this.box = null;
    this.last = null;
  }
}

function cover(box: { page: number; x: number; y: number; w: number; h: number }, line: TextLine) {
  const [x, y] = [Math.min(box.x, line.x), Math.min(box.y, line.y)];
  return { page: box.page, x, y, w: Math.max(box.x + box.w, line.x + line.w) - x, h: Math.max(box.y + box.h, line.y + line.h) - y };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
