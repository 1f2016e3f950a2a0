import type { Form } from '@gouji/domain/forms/form';
import type { Place } from '@gouji/domain/report';
import type { Block, Grid, GridCell, TextBlock } from '../document.js';
import { sectionHeading } from '../outline/headings.js';
import { isRow } from './columns.js';
import { looksLikeFigure } from './figure.js';
import { beginsLabel, matchExactLabel, matchLabel, type LabelMatch } from './labels.js';

/**
 * Tables that a copy or a conversion took apart into paragraphs, one cell (or one row) each, are put together again:
 * the paragraphs are aligned with the form's labels, and the figures between two labels belong to the first of them.
 * So a lost or extra figure leaves its own row uncertain and no other.
 */
export function foldLinearTables(form: Form, blocks: readonly Block[]): Block[] {
  const result: Block[] = [];
  let index = 0;
  while (index < blocks.length) {
    const block = blocks[index];
    if (!block) break;
    if (block.kind === 'grid' || !opens(form, block.text)) {
      result.push(block);
      index++;
      continue;
    }
    const end = regionEnd(form, blocks, index);
    const region = blocks.slice(index, end).filter((candidate): candidate is TextBlock => candidate.kind === 'paragraph');
    const grid = end > index ? gridOf(form, region) : null;
    if (grid) result.push(grid);
    else result.push(...region.slice(0, Math.max(region.length, 1)));
    index = Math.max(end, index + 1);
  }
  return result;
}

type Kind = 'figures' | 'row' | 'label' | 'fragment' | 'other';

const longestLabel = 110;

function kindOf(form: Form, text: string): Kind {
  if (text.length > 400) return 'other';
  const pieces = text.trim().split(/\s+/);
  if (pieces.every(looksLikeFigure)) return 'figures';
  if (sectionHeading(text)) return 'other';
  const firstFigure = pieces.findIndex((piece, index) => index > 0 && pieces.slice(index).every(looksLikeFigure));
  if (firstFigure > 0) return firstFigure <= 8 ? 'row' : 'other';
  if (matchExactLabel(form, text)) return 'label';
  if (text.length <= longestLabel && !/[。；]/.test(text)) {
    if (pieces.length > 1 && pieces.every((piece) => matchExactLabel(form, piece) ?? beginsLabel(form, piece))) return 'label';
    if (matchLabel(form, text)) return 'label';
    // A bracketed note under a heading, such as （指2020年办件量）.
    if (text.length <= 24 || /^[（(].*[)）]$/.test(text.trim())) return 'fragment';
  }
  return 'other';
}

function opens(form: Form, text: string): boolean {
  if (text.length > longestLabel) return false;
  const kind = kindOf(form, text);
  if (kind === 'label') return true;
  if (kind !== 'row') return false;
  const words = text.trim().split(/\s+/).filter((piece) => !looksLikeFigure(piece));
  return matchLabel(form, words.join('')) !== null || words.some((word) => matchExactLabel(form, word) !== null);
}

/** Where the run of labels and figures ends. A paragraph that is neither may stand inside it only right before figures or labels. */
function regionEnd(form: Form, blocks: readonly Block[], start: number): number {
  const kinds: Kind[] = [];
  for (let index = start; index < blocks.length; index++) {
    const block = blocks[index];
    if (!block || block.kind === 'grid') break;
    const kind = kindOf(form, block.text);
    if (kind === 'other') {
      const next = blocks[index + 1];
      const inside = block.text.length <= longestLabel && !/[。；]/.test(block.text) && !sectionHeading(block.text)
        && next?.kind === 'paragraph' && kindOf(form, next.text) === 'figures';
      if (!inside) break;
    }
    kinds.push(kind);
  }
  let end = kinds.length;
  // What follows the last figure is only the table's if it is a label (a row left blank).
  while (end > 0 && kinds[end - 1] === 'fragment') end--;
  return start + end;
}

interface Token { readonly text: string; readonly at: Place | null; readonly match: LabelMatch | null; readonly figure: boolean }
interface Piece { readonly text: string; readonly at: Place | null; readonly paragraph: number; readonly figure: boolean }

function gridOf(form: Form, region: readonly TextBlock[]): Grid | null {
  const tokens = tokensOf(form, region.flatMap((block, paragraph) => piecesOf(block, paragraph)));
  const figures = tokens.filter((token) => token.figure).length;
  const rows = tokens.filter((token) => token.match?.meanings.some(isRow)).length;
  const heads = tokens.filter((token) => token.match?.meanings.some((meaning) => meaning.role === 'column')).length;
  if (figures < 1 || (rows < 1 && heads < 5) || (rows < 2 && heads < 1)) return null;
  const cells: GridCell[] = [];
  let row = 0;
  for (const line of linesFrom(tokens)) {
    line.forEach((token, col) => cells.push({ text: token.text, row, col, rowSpan: 1, colSpan: 1, at: token.at }));
    row++;
  }
  return { kind: 'grid', cells, positions: 'order', blanks: false, from: region };
}

function piecesOf(block: TextBlock, paragraph: number): Piece[] {
  const pieces: Piece[] = [];
  for (const match of block.text.matchAll(/\S+/g)) {
    const at = block.at && 'line' in block.at ? { line: block.at.line, col: block.at.col + match.index } : block.at;
    pieces.push({ text: match[0], at, paragraph, figure: looksLikeFigure(match[0]) });
  }
  return pieces;
}

/** Joins pieces of broken labels: the longest run of pieces that reads as a known label wins. */
function tokensOf(form: Form, pieces: readonly Piece[]): Token[] {
  const tokens: Token[] = [];
  let index = 0;
  while (index < pieces.length) {
    const piece = pieces[index];
    if (!piece) break;
    if (piece.figure) {
      tokens.push({ text: piece.text, at: piece.at, match: null, figure: true });
      index++;
      continue;
    }
    let run = index;
    while (run < pieces.length && run < index + 8 && pieces[run]?.figure === false) run++;
    const taken = longestExact(form, pieces, index, run) ?? sameParagraph(form, pieces, index, run);
    tokens.push({ text: taken.text, at: piece.at, match: taken.match, figure: false });
    index += taken.count;
  }
  return tokens;
}

function longestExact(form: Form, pieces: readonly Piece[], from: number, to: number): { text: string; count: number; match: LabelMatch } | null {
  for (let end = to; end > from; end--) {
    const text = pieces.slice(from, end).map((piece) => piece.text).join('');
    const match = matchExactLabel(form, text);
    if (match) return { text, count: end - from, match };
  }
  return null;
}

function sameParagraph(form: Form, pieces: readonly Piece[], from: number, to: number): { text: string; count: number; match: LabelMatch | null } {
  let end = from + 1;
  while (end < to && pieces[end]?.paragraph === pieces[from]?.paragraph && !longestExact(form, pieces, end, to)) end++;
  const text = pieces.slice(from, end).map((piece) => piece.text).join('');
  const match = matchLabel(form, text);
  if (match && beginsLabel(form, text)) {
    // A label that goes on in the next paragraph: take what completes it.
    for (let more = to; more > end; more--) {
      const longer = pieces.slice(from, more).map((piece) => piece.text).join('');
      const whole = matchLabel(form, longer);
      if (whole && beginsLabel(form, longer) && whole.meanings[0]?.label === match.meanings[0]?.label) return { text: longer, count: more - from, match: whole };
    }
  }
  return { text, count: end - from, match };
}

/** Labels and figures, as the rows of a table: header labels, then one label with its figures. */
function linesFrom(tokens: readonly Token[]): Token[][] {
  const lines: Token[][] = [];
  let labels: Token[] = [];
  let figures: Token[] = [];
  const flush = () => {
    const single = labels.some((token) => token.match?.meanings.some((meaning) => meaning.role === 'column' && meaning.block.naming === 'columnOnly'))
      && !(labels.at(-1) && onlyRow(labels.at(-1)));
    const label = single ? undefined : labels.at(-1);
    let heads: Token[] = [];
    for (const token of single ? labels : labels.slice(0, -1)) {
      if (!onlyRow(token)) {
        heads.push(token);
        continue;
      }
      if (heads.length > 0) lines.push(heads);
      heads = [];
      lines.push([token]);
    }
    if (heads.length > 0) lines.push(heads);
    const row = label ? [label, ...figures] : figures;
    if (row.length > 0) lines.push(row);
    labels = [];
    figures = [];
  };
  for (const token of tokens) {
    if (token.figure) figures.push(token);
    else {
      if (figures.length > 0) flush();
      labels.push(token);
    }
  }
  flush();
  return lines;
}

function onlyRow(token: Token | undefined): boolean {
  const match = token?.match;
  if (!match?.meanings.some(isRow)) return false;
  return match.meanings.every(isRow) || (match.text.numeral !== null && match.text.numeral.style !== 'heading');
}
