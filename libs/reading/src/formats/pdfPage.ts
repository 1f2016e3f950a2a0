import { OPS, type PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** A stretch of text on a line: page coordinates in points from the top left; `y` is the top, `x + w` the right end. */
export interface Piece { readonly text: string; readonly x: number; readonly y: number; readonly w: number; readonly h: number; readonly upright: boolean }

/** A straight line of a table's border. */
export interface Ruling { readonly vertical: boolean; readonly at: number; readonly from: number; readonly to: number }

export interface PageMarks { readonly width: number; readonly height: number; readonly pieces: Piece[]; readonly rulings: Ruling[] }

type Matrix = readonly [number, number, number, number, number, number];

const identity: Matrix = [1, 0, 0, 1, 0, 0];

function multiply(a: Matrix, b: Matrix): Matrix {
  return [
    a[0] * b[0] + a[2] * b[1], a[1] * b[0] + a[3] * b[1], a[0] * b[2] + a[2] * b[3], a[1] * b[2] + a[3] * b[3],
    a[0] * b[4] + a[2] * b[5] + a[4], a[1] * b[4] + a[3] * b[5] + a[5],
  ];
}

function apply(m: Matrix, x: number, y: number): readonly [number, number] {
  return [m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]];
}

interface Char { text: string; x: number; y: number; w: number; h: number; upright: boolean }

interface State { matrix: Matrix; size: number; charSpacing: number; wordSpacing: number; scale: number; leading: number; rise: number }

/**
 * What a page shows: its text in pieces and its ruled lines. Both are taken from the page's drawing operators in one
 * pass, which costs no more than extracting the text alone and keeps the borders that tell a table's cells apart.
 */
export async function readMarks(page: PDFPageProxy): Promise<PageMarks> {
  const viewport = page.getViewport({ scale: 1 });
  const { fnArray, argsArray } = await page.getOperatorList();
  const pen = new Pen(matrixOf(viewport.transform));
  for (let index = 0; index < fnArray.length; index++) {
    const args: unknown = argsArray[index];
    pen.draw(fnArray[index] ?? 0, Array.isArray(args) ? args : []);
  }
  page.cleanup();
  return { width: viewport.width, height: viewport.height, pieces: piecesFrom(pen.chars, pen.rulings), rulings: pen.rulings };
}

class Pen {
  readonly chars: Char[] = [];
  readonly rulings: Ruling[] = [];
  private state: State;
  private readonly stack: State[] = [];
  private text: Matrix = identity;
  private line: Matrix = identity;

  constructor(matrix: Matrix) {
    this.state = { matrix, size: 1, charSpacing: 0, wordSpacing: 0, scale: 1, leading: 0, rise: 0 };
  }

  draw(operator: number, args: readonly unknown[]): void {
    const number = (index: number) => (typeof args[index] === 'number' ? args[index] : 0);
    switch (operator) {
      case OPS.save: if (this.stack.length < 500) this.stack.push({ ...this.state }); break;
      case OPS.restore: this.state = this.stack.pop() ?? this.state; break;
      case OPS.transform: this.state.matrix = multiply(this.state.matrix, matrixOf(args)); break;
      case OPS.paintFormXObjectBegin:
        this.stack.push({ ...this.state });
        if (isNumbers(args[0])) this.state.matrix = multiply(this.state.matrix, matrixOf(args[0]));
        break;
      case OPS.paintFormXObjectEnd: this.state = this.stack.pop() ?? this.state; break;
      case OPS.beginText: this.text = this.line = identity; break;
      case OPS.setFont: this.state.size = number(1); break;
      case OPS.setCharSpacing: this.state.charSpacing = number(0); break;
      case OPS.setWordSpacing: this.state.wordSpacing = number(0); break;
      case OPS.setHScale: this.state.scale = number(0) / 100; break;
      case OPS.setLeading: this.state.leading = -number(0); break;
      case OPS.setTextRise: this.state.rise = number(0); break;
      case OPS.setTextMatrix: this.text = this.line = matrixOf(isNumbers(args[0]) ? args[0] : args); break;
      case OPS.moveText: this.moveLine(number(0), number(1)); break;
      case OPS.setLeadingMoveText: this.state.leading = number(1); this.moveLine(number(0), number(1)); break;
      case OPS.nextLine: this.moveLine(0, this.state.leading); break;
      case OPS.showText: case OPS.showSpacedText: this.show(args[0]); break;
      case OPS.nextLineShowText: this.moveLine(0, this.state.leading); this.show(args[0]); break;
      case OPS.constructPath: this.path(number(0), args[1]); break;
      default:
    }
  }

  private moveLine(x: number, y: number): void {
    this.line = multiply(this.line, [1, 0, 0, 1, x, y]);
    this.text = this.line;
  }

  private show(glyphs: unknown): void {
    if (!Array.isArray(glyphs)) return;
    const { size, scale, charSpacing, wordSpacing, rise } = this.state;
    for (const glyph of glyphs) {
      if (typeof glyph === 'number') {
        this.text = multiply(this.text, [1, 0, 0, 1, (-glyph / 1000) * size * scale, 0]);
        continue;
      }
      if (!isGlyph(glyph)) continue;
      const width = (glyph.width / 1000) * size;
      const placed = multiply(this.state.matrix, multiply(this.text, [scale, 0, 0, 1, 0, rise]));
      this.place(glyph.unicode, placed, width, size);
      const spacing = charSpacing + (glyph.isSpace ? wordSpacing : 0);
      this.text = multiply(this.text, glyph.vmetric ? [1, 0, 0, 1, 0, ((glyph.vmetric[0] ?? -1000) / 1000) * size - spacing] : [1, 0, 0, 1, (width + spacing) * scale, 0]);
    }
  }

  private place(text: string, matrix: Matrix, width: number, size: number): void {
    if (text === '' || this.chars.length > 500_000) return;
    const [x0, y0] = apply(matrix, 0, 0);
    const [x1, y1] = apply(matrix, width, size);
    const upright = Math.abs(matrix[0]) >= Math.abs(matrix[1]);
    // Fonts for printing sometimes map characters to radicals that only look like them.
    const plain = /[\u2e80-\u2fdf\uf900-\ufaff]/.test(text) ? text.normalize('NFKC') : text;
    this.chars.push({ text: plain, x: Math.min(x0, x1), y: Math.min(y0, y1), w: Math.abs(x1 - x0), h: Math.abs(y1 - y0), upright });
  }

  private path(operator: number, data: unknown): void {
    const painted = operator >= OPS.stroke && operator <= OPS.closeEOFillStroke;
    const coordinates: unknown = Array.isArray(data) ? data[0] : data;
    if (!painted || !isNumbers(coordinates) || this.rulings.length > 100_000) return;
    const stroked = operator !== OPS.fill && operator !== OPS.eoFill;
    for (const shape of shapesIn(coordinates, this.state.matrix)) this.rulings.push(...rulingsOf(shape, stroked));
  }
}

type Point = readonly [number, number];

/** The corners of each part of a path. Codes: 0 move, 1 line, 2 curve, 3 quadratic curve, 4 close. */
function shapesIn(data: ArrayLike<number>, matrix: Matrix): Point[][] {
  const shapes: Point[][] = [];
  let shape: Point[] = [];
  const at = (index: number): Point => apply(matrix, data[index] ?? 0, data[index + 1] ?? 0);
  for (let index = 0; index < data.length;) {
    const code = data[index];
    if (code === 0) {
      if (shape.length > 1) shapes.push(shape);
      shape = [at(index + 1)];
      index += 3;
    } else if (code === 1) {
      shape.push(at(index + 1));
      index += 3;
    } else if (code === 2) {
      shape.push(at(index + 5));
      index += 7;
    } else if (code === 3) {
      shape.push(at(index + 3));
      index += 5;
    } else {
      if (shape[0]) shape.push(shape[0]);
      index += 1;
    }
  }
  if (shape.length > 1) shapes.push(shape);
  return shapes;
}

const thin = 3;

function rulingsOf(shape: readonly Point[], stroked: boolean): Ruling[] {
  const xs = shape.map(([x]) => x);
  const ys = shape.map(([, y]) => y);
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  if (!stroked || (shape.length > 3 && Math.min(right - left, bottom - top) < thin)) {
    // A border drawn as a thin filled box, as Word does.
    if (bottom - top < thin && right - left > thin) return [{ vertical: false, at: (top + bottom) / 2, from: left, to: right }];
    if (right - left < thin && bottom - top > thin) return [{ vertical: true, at: (left + right) / 2, from: top, to: bottom }];
    return [];
  }
  return shape.slice(1).flatMap(([x, y], index): Ruling[] => {
    const [px, py] = shape[index] ?? [x, y];
    if (Math.abs(y - py) < 1 && Math.abs(x - px) > thin) return [{ vertical: false, at: (y + py) / 2, from: Math.min(x, px), to: Math.max(x, px) }];
    if (Math.abs(x - px) < 1 && Math.abs(y - py) > thin) return [{ vertical: true, at: (x + px) / 2, from: Math.min(y, py), to: Math.max(y, py) }];
    return [];
  });
}

/**
 * Characters that stand on one line without a gap make a piece. A gap of more than half a character parts pieces, a
 * smaller one parts words from figures, and a ruled line always does.
 */
function piecesFrom(chars: readonly Char[], rulings: readonly Ruling[]): Piece[] {
  const borders = rulings.filter((ruling) => ruling.vertical).sort((a, b) => a.at - b.at);
  const pieces: Piece[] = [];
  let current: Char | null = null;
  for (const char of chars) {
    if (char.text.trim() === '') continue;
    if (current && joins(current, char) && !borderBetween(borders, current, char)) {
      const gap = char.x - (current.x + current.w);
      const spaced = gap > char.h * 0.15 && !/\p{Script=Han}$/u.test(current.text) && !/^\p{Script=Han}/u.test(char.text);
      const right = Math.max(current.x + current.w, char.x + char.w);
      const bottom = Math.max(current.y + current.h, char.y + char.h);
      current.text += (spaced ? ' ' : '') + char.text;
      current.y = Math.min(current.y, char.y);
      current.h = bottom - current.y;
      current.w = right - current.x;
    } else {
      if (current) pieces.push(current);
      current = { ...char };
    }
  }
  if (current) pieces.push(current);
  return pieces;
}

function joins(current: Char, char: Char): boolean {
  if (!current.upright || !char.upright) return false;
  const em = Math.max(char.h, current.h);
  // A smaller character is a note's mark, not a digit of the figure before it.
  if (/^\d$/.test(char.text) && char.h < current.h * 0.8) return false;
  if (Math.abs(char.y + char.h - (current.y + current.h)) >= em * 0.3) return false;
  const gap = char.x - (current.x + current.w);
  // Chinese characters stand without gaps, and so do figures; only words of letters have blanks between them.
  const words = (/[A-Za-z]$/.test(current.text) && /^[A-Za-z]/.test(char.text)) || (/\d$/.test(current.text) && /^[万亿元件项个条次份%]/.test(char.text));
  // A label may run right up to the figure beside it; whether they belong together is decided with the whole line in view.
  if (/\p{Script=Han}$/u.test(current.text) && /^\d/.test(char.text)) return false;
  return gap > -em * 0.5 && gap < em * (words ? 0.5 : 0.18);
}

/** Whether a vertical line stands between the end of a piece and the next character. */
function borderBetween(borders: readonly Ruling[], current: Char, char: Char): boolean {
  const [from, to] = [current.x + current.w - char.h * 0.4, char.x + char.w * 0.5];
  let low = 0;
  let high = borders.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((borders[middle]?.at ?? 0) < from) low = middle + 1;
    else high = middle;
  }
  const y = char.y + char.h / 2;
  for (let index = low; index < borders.length; index++) {
    const border = borders[index];
    if (!border || border.at > to) return false;
    if (border.from <= y && border.to >= y) return true;
  }
  return false;
}

interface Glyph { readonly unicode: string; readonly width: number; readonly isSpace: boolean; readonly vmetric?: readonly number[] | null }

function isGlyph(value: unknown): value is Glyph {
  return typeof value === 'object' && value !== null && 'unicode' in value && typeof value.unicode === 'string' && 'width' in value && typeof value.width === 'number';
}

/** Numbers in an array of any kind; not by its class, which differs between realms. */
function isNumbers(value: unknown): value is ArrayLike<number> {
  if (ArrayBuffer.isView(value)) return !(value instanceof DataView);
  return Array.isArray(value) && value.every((item) => typeof item === 'number');
}

function matrixOf(values: ArrayLike<unknown>): Matrix {
  const at = (index: number, otherwise: number) => (typeof values[index] === 'number' ? values[index] : otherwise);
  return [at(0, 1), at(1, 0), at(2, 0), at(3, 1), at(4, 0), at(5, 0)];
}
