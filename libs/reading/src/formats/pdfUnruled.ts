import type { Grid, GridCell } from '../document.js';
import { looksLikeFigure } from '../facts/figure.js';
import type { Piece } from './pdfPage.js';

/** Pieces on one baseline, from left to right. */
export interface TextLine { readonly pieces: readonly Piece[]; readonly x: number; readonly y: number; readonly w: number; readonly h: number }

/** Sorts pieces into lines, top to bottom. */
export function linesOfPieces(pieces: readonly Piece[]): TextLine[] {
  const lines: Piece[][] = [];
  for (const piece of [...pieces].sort((a, b) => a.y + a.h - (b.y + b.h) || a.x - b.x)) {
    const line = lines.at(-1);
    const base = line?.[0];
    if (line && base && Math.abs(base.y + base.h - (piece.y + piece.h)) < Math.max(base.h, piece.h) * 0.4) line.push(piece);
    else lines.push([piece]);
  }
  return lines.map((line) => {
    const sorted = line.sort((a, b) => a.x - b.x);
    const x = Math.min(...sorted.map((piece) => piece.x));
    const y = Math.min(...sorted.map((piece) => piece.y));
    return { pieces: sorted, x, y, w: Math.max(...sorted.map((piece) => piece.x + piece.w)) - x, h: Math.max(...sorted.map((piece) => piece.y + piece.h)) - y };
  });
}

/** A line's text: pieces that stand close together belong together. */
export function textOfLine(line: TextLine): string {
  let text = '';
  let right = -Infinity;
  for (const piece of line.pieces) {
    const close = piece.x - right < piece.h * smallGap;
    const chinese = /\p{Script=Han}$/u.test(text) || /^\p{Script=Han}/u.test(piece.text);
    text += text === '' || (close && chinese) ? piece.text : ` ${piece.text}`;
    right = piece.x + piece.w;
  }
  return text;
}

export type UnruledPart = { readonly kind: 'lines'; readonly lines: readonly TextLine[] } | { readonly kind: 'grid'; readonly grid: Grid };

/** Parts lines of text from tables without borders: stretches in which lines hold several pieces, figures among them. */
export function unruledParts(source: readonly TextLine[], page: number): UnruledPart[] {
  const parts: UnruledPart[] = [];
  const lines = source.map(withoutSmallGaps);
  let index = 0;
  let plain: TextLine[] = [];
  while (index < lines.length) {
    const end = tableEnd(lines, index);
    const grid = end > index ? gridOf(lines.slice(index, end), page) : null;
    if (!grid) {
      const line = lines[index];
      if (line) plain.push(line);
      index++;
      continue;
    }
    if (plain.length > 0) parts.push({ kind: 'lines', lines: plain });
    plain = [];
    parts.push({ kind: 'grid', grid });
    index = end;
  }
  if (plain.length > 0) parts.push({ kind: 'lines', lines: plain });
  return parts;
}

/** Whether a line has parts wide apart, as the cells of a table are and the words of a sentence are not. */
function isTabular(line: TextLine): boolean {
  return line.pieces.length > 1 && !line.pieces.some((piece) => isSentence(piece.text));
}

/** In ems: what a space between a word and a figure takes up, and a gap between columns does not. */
const smallGap = 0.75;

/** Joins what only a change between characters and figures parted; a figure at the end of a stretch stays by itself. */
function withoutSmallGaps(line: TextLine): TextLine {
  const pieces: Piece[] = [];
  line.pieces.forEach((piece, index) => {
    const last = pieces.at(-1);
    const next = line.pieces[index + 1];
    const closes = looksLikeFigure(piece.text) && (!next || gapBetween(piece, next) >= piece.h * smallGap);
    if (!last || gapBetween(last, piece) >= piece.h * smallGap || (closes && last.text.length < 40)) pieces.push(piece);
    else pieces[pieces.length - 1] = { ...last, text: last.text + piece.text, w: piece.x + piece.w - last.x };
  });
  return { ...line, pieces };
}

function gapBetween(left: Piece, right: Piece): number {
  return right.x - (left.x + left.w);
}

function isSentence(text: string): boolean {
  const bare = text.replace(/[（(][^（()）]*(?:[)）]|$)/g, '');
  return text.length > 60 || /[。；]/.test(text) || (bare.length > 15 && /[，,]/.test(bare));
}

function figuresIn(line: TextLine): Piece[] {
  return line.pieces.filter((piece) => looksLikeFigure(piece.text));
}

/** Where a table that begins at a line ends: short lines may stand in it (wrapped labels), prose may not. */
function tableEnd(lines: readonly TextLine[], start: number): number {
  const first = lines[start];
  if (!first || !isTabular(first)) return start;
  let end = start;
  let lastTabular = start;
  for (; end < lines.length && end - lastTabular < 4; end++) {
    const line = lines[end];
    if (!line || line.pieces.some((piece) => isSentence(piece.text))) break;
    if (isTabular(line)) lastTabular = end;
  }
  const rows = lines.slice(start, lastTabular + 1).filter((line) => figuresIn(line).length > 0).length;
  return rows >= 2 ? lastTabular + 1 : start;
}

interface Column { from: number; to: number }

/** Columns are where figures stand over each other; a narrow heading over no figure is a column left blank. */
function gridOf(lines: readonly TextLine[], page: number): Grid | null {
  const columns = columnsOf(lines);
  const [first] = columns;
  if (!first || columns.length < 1) return null;
  const cells: GridCell[] = [];
  lines.forEach((line, row) => {
    const labels = line.pieces.filter((piece) => piece.x + piece.w / 2 < first.from - 1 && !(looksLikeFigure(piece.text) && piece.x >= first.from - piece.h));
    labels.forEach((piece, index) => cells.push(cellOf(piece, row, index, 1, page)));
    const shift = Math.max(0, ...lines.map((other) => other.pieces.filter((piece) => piece.x + piece.w / 2 < first.from - 1).length));
    const used = new Set<number>();
    for (const piece of line.pieces.filter((candidate) => !labels.includes(candidate))) {
      const over = columns.flatMap((column, index) => (piece.x < column.to && piece.x + piece.w > column.from ? [index] : []));
      const [from = columns.length, to = from] = [over[0], over.at(-1)];
      for (let index = from; index <= to; index++) used.add(index);
      cells.push(cellOf(piece, row, shift + from, to - from + 1, page));
    }
    if (figuresIn(line).length > 0) {
      columns.forEach((column, index) => {
        if (!used.has(index)) cells.push({ text: '', row, col: shift + index, rowSpan: 1, colSpan: 1, at: { page, x: round(column.from), y: round(line.y), w: round(column.to - column.from), h: round(line.h) } });
      });
    }
  });
  return { kind: 'grid', cells, positions: 'true', blanks: false };
}

function columnsOf(lines: readonly TextLine[]): Column[] {
  const columns: Column[] = [];
  const add = (piece: Piece) => {
    const column = columns.find((candidate) => piece.x < candidate.to && piece.x + piece.w > candidate.from);
    if (column) {
      column.from = Math.min(column.from, piece.x);
      column.to = Math.max(column.to, piece.x + piece.w);
    } else columns.push({ from: piece.x, to: piece.x + piece.w });
  };
  for (const line of lines) figuresIn(line).forEach(add);
  columns.sort((a, b) => a.from - b.from);
  const left = columns[0]?.from ?? 0;
  for (const line of lines) {
    if (figuresIn(line).length > 0) continue;
    for (const piece of line.pieces) {
      const free = columns.every((column) => piece.x >= column.to || piece.x + piece.w <= column.from);
      if (free && piece.x > left && piece.text.length <= 8) columns.push({ from: piece.x, to: piece.x + piece.w });
    }
  }
  return columns.sort((a, b) => a.from - b.from);
}

function cellOf(piece: Piece, row: number, col: number, colSpan: number, page: number): GridCell {
  return { text: piece.text, row, col, rowSpan: 1, colSpan, at: { page, x: round(piece.x), y: round(piece.y), w: round(piece.w), h: round(piece.h) } };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
