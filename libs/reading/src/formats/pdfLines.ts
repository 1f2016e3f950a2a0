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

/** In ems: what a space between a word and a figure takes up, and a gap between columns does not. */
export const smallGap = 0.75;

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

/** Pieces of a table's lines, those that only a change between characters and figures parted joined again. */
export function piecesOfLine(line: TextLine): Piece[] {
  const pieces: Piece[] = [];
  line.pieces.forEach((piece, index) => {
    const last = pieces.at(-1);
    const next = line.pieces[index + 1];
    const gap = last ? piece.x - (last.x + last.w) : Infinity;
    const closes = looksLikeFigure(piece.text) && (!next || next.x - (piece.x + piece.w) >= piece.h * smallGap);
    const mixed = last !== undefined && /\d$/.test(last.text) !== /^\d/.test(piece.text);
    // A figure right after a label is the row's first; a unit or a word right after a figure belongs to it.
    const numeral = last !== undefined && /^[（(]?[一二三四五六七八九十\d]{1,2}(?:[)）][、.．]?|[、.．])$/.test(last.text);
    if (last && ((mixed && gap < piece.h * 0.3 && !closes) || (numeral && gap < piece.h * 0.5 && !/^[（(]?[一二三四五六七八九十\d]{1,2}[)）、.．]/.test(piece.text)))) pieces[pieces.length - 1] = { ...last, text: last.text + piece.text, w: piece.x + piece.w - last.x };
    else pieces.push(piece);
  });
  return pieces;
}
