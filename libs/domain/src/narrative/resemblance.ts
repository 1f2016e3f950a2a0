import type { Report } from '../report.js';

/**
 * How much two texts resemble each other, from sketches of fixed size (one-permutation MinHash over five-character
 * shingles), so that a report can be compared with thousands without keeping their text at hand.
 */

/** Least hash per bin; -1 for a bin without any. */
export type Sketch = readonly number[];

const bins = 256;
const shingleLength = 5;

/** Fewer shingles than this say nothing: short formulas are the same everywhere. */
const leastShingles = 200;

/**
 * The sketch of a report's prose. Figures, Latin letters and punctuation are left out: a text copied with new numbers is copied.
 * @returns an empty sketch where the prose is too short to be judged
 */
export function proseSketch(report: Pick<Report, 'sections'>): Sketch {
  return textSketch(report.sections.flatMap((section) => section.paragraphs.map((paragraph) => paragraph.text)).join(''));
}

export function textSketch(text: string): Sketch {
  const characters = text.replace(/[^\u4e00-\u9fff]/g, '').replace(/[〇零一二三四五六七八九十百千万亿]/g, '');
  if (characters.length < leastShingles + shingleLength) return [];
  const sketch = new Array<number>(bins).fill(-1);
  for (let start = 0; start + shingleLength <= characters.length; start += 1) {
    let hash = 0x811c9dc5;
    for (let offset = 0; offset < shingleLength; offset += 1) hash = Math.imul(hash ^ characters.charCodeAt(start + offset), 0x01000193);
    hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
    hash = (hash ^ (hash >>> 13)) >>> 0;
    const bin = hash % bins;
    const rank = Math.floor(hash / bins);
    const least = sketch[bin] ?? -1;
    if (least < 0 || rank < least) sketch[bin] = rank;
  }
  return sketch;
}

/** Estimated share of common shingles among all shingles of both (Jaccard), 0 to 1; 0 where either cannot be judged. */
export function resemblance(a: Sketch, b: Sketch): number {
  if (a.length !== b.length || a.length === 0) return 0;
  let common = 0;
  let used = 0;
  for (const [bin, least] of a.entries()) {
    const other = b[bin] ?? -1;
    if (least < 0 && other < 0) continue;
    used += 1;
    if (least === other) common += 1;
  }
  return used === 0 ? 0 : common / used;
}

/** Estimated part of one text that is found in the other, for texts of like length (Dice), 0 to 1. */
export function sharedPart(a: Sketch, b: Sketch): number {
  const jaccard = resemblance(a, b);
  return (2 * jaccard) / (1 + jaccard);
}
