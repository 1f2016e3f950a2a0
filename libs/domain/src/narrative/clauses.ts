import type { Figure } from './figures.js';
import { figuresIn } from './figures.js';

/** A stretch of text between two marks, with the figures in it. Positions are those of the paragraph. */
export interface Clause {
  readonly text: string;
  readonly start: number;
  readonly figures: readonly Figure[];
  /** Between brackets: an aside to the clause before. */
  readonly bracketed: boolean;
}

export interface Sentence {
  readonly text: string;
  readonly start: number;
  readonly clauses: readonly Clause[];
  /** The sentence before ended in a semicolon: this one goes on with its subject. */
  readonly continues: boolean;
}

/** Longer stretches without a full stop are no sentences, but tables or lists that lost their lines. */
const longestSentence = 800;

/** @param plain a paragraph as `plainText` gives it */
export function sentencesOf(plain: string): Sentence[] {
  const sentences: Sentence[] = [];
  let continues = false;
  for (const match of plain.matchAll(/[^。；;！!？?\n]+[。；;！!？?\n]?/gu)) {
    const mark = match[0].at(-1) ?? '';
    if (match[0].length > longestSentence) {
      continues = false;
      continue;
    }
    sentences.push({ text: match[0], start: match.index, clauses: clausesOf(match[0], match.index), continues });
    continues = mark === '；' || mark === ';';
  }
  return sentences;
}

/**
 * Commas and brackets end a clause; 、 does so only beside a figure (it also joins words of one name), a colon only where no
 * figure follows (申请数量：24件), and a comma inside a number never.
 */
function clausesOf(sentence: string, offset: number): Clause[] {
  const figures = figuresIn(sentence);
  const clauses: Clause[] = [];
  let start = 0;
  let depth = 0;
  const close = (end: number): void => {
    const text = sentence.slice(start, end);
    if (text.trim() !== '') {
      clauses.push({ text, start: offset + start, bracketed: depth > 0, figures: figures.filter((one) => one.start >= start && one.end <= end).map((one) => ({ ...one, start: one.start - start, end: one.end - start })) });
    }
    start = end + 1;
  };
  for (let at = 0; at < sentence.length; at += 1) {
    const mark = sentence[at] ?? '';
    if (figures.some((one) => at >= one.start && at < one.end)) continue;
    if ('，,。；;！!？?\n'.includes(mark)) close(at);
    else if ('（('.includes(mark)) {
      close(at);
      depth += 1;
    } else if ('）)'.includes(mark)) {
      close(at);
      depth = Math.max(0, depth - 1);
    } else if (mark === '、' && figures.some((one) => one.end === at || one.start === at + 1)) close(at);
    else if ('：:'.includes(mark) && !figures.some((one) => one.start > at && sentence.slice(at + 1, one.start).trim() === '')) close(at);
  }
  close(sentence.length);
  return clauses;
}
