import { looksLikeFigure } from '../facts/figure.js';
import { sectionHeading } from '../outline/headings.js';
import { smallGap, textOfLine, type TextLine } from './pdfLines.js';
import { unruledGrid, type UnruledGrid } from './pdfUnruledGrid.js';

export type UnruledPart = { readonly kind: 'lines'; readonly lines: readonly TextLine[] } | ({ readonly kind: 'grid' } & UnruledGrid);

/**
 * Parts lines of text from tables without borders: stretches of short lines among which figures stand apart from labels.
 * @param textWidth how wide the page's text runs; what fills more than half of it is prose.
 */
export function unruledParts(lines: readonly TextLine[], page: number, textWidth: number): UnruledPart[] {
  const parts: UnruledPart[] = [];
  let plain: TextLine[] = [];
  let index = 0;
  while (index < lines.length) {
    const end = tableEnd(lines, index, textWidth);
    const grid = end > index ? unruledGrid(lines.slice(index, end), page) : null;
    if (!grid) {
      const line = lines[index];
      if (line) plain.push(line);
      index++;
      continue;
    }
    if (plain.length > 0) parts.push({ kind: 'lines', lines: plain });
    plain = [];
    parts.push({ kind: 'grid', ...grid });
    index = end;
  }
  if (plain.length > 0) parts.push({ kind: 'lines', lines: plain });
  return parts;
}

/** The stretches of a line that stand apart from each other. */
function stretches(line: TextLine): { readonly text: string; readonly w: number }[] {
  const found: { text: string; x: number; right: number }[] = [];
  for (const piece of line.pieces) {
    const last = found.at(-1);
    if (last && piece.x - last.right < piece.h * smallGap) {
      last.text += piece.text;
      last.right = piece.x + piece.w;
    } else found.push({ text: piece.text, x: piece.x, right: piece.x + piece.w });
  }
  return found.map(({ text, x, right }) => ({ text, w: right - x }));
}

function isProse(line: TextLine, textWidth: number): boolean {
  return sectionHeading(textOfLine(line)) !== null || stretches(line).some((stretch) => /[。；]/.test(stretch.text) || stretch.w > textWidth * 0.55);
}

/** How many figures of a line stand by themselves: nothing follows them closely. */
function figuresIn(line: TextLine): number {
  return line.pieces.filter((piece, index) => {
    const after = line.pieces[index + 1];
    return looksLikeFigure(piece.text) && (!after || looksLikeFigure(after.text) || after.x - (piece.x + piece.w) >= piece.h * smallGap);
  }).length;
}

/** Where a table that begins at a line ends: wrapped labels may stand between its rows, prose may not. */
function tableEnd(lines: readonly TextLine[], start: number, textWidth: number): number {
  let lastFigures = -1;
  let rows = 0;
  let figures = 0;
  let end = start;
  for (; end < lines.length; end++) {
    const line = lines[end];
    if (!line || isProse(line, textWidth) || end - Math.max(lastFigures, start) > 8) break;
    const count = figuresIn(line);
    if (count > 0) {
      lastFigures = end;
      rows++;
      figures += count;
    }
  }
  const wide = lines.slice(start, lastFigures + 1).some((line) => stretches(line).length > 1);
  if ((rows < 2 && figures < 4) || !wide) return start;
  // The last row's label may go on below its figures.
  let last = lastFigures + 1;
  while (last < end && last < lastFigures + 4 && (lines[last]?.y ?? 0) - ((lines[last - 1]?.y ?? 0) + (lines[last - 1]?.h ?? 0)) < (lines[last]?.h ?? 0) * 0.6) last++;
  return last;
}
