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
    const close = piece.x - right < piece.h * 0.75;
    const chinese = /\p{Script=Han}$/u.test(text) || /^\p{Script=Han}/u.test(piece.text);
    text += text === '' || (close && chinese) ? piece.text : ` ${piece.text}`;
    right = piece.x + piece.w;
  }
  return text;
}

