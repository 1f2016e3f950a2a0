import fc from 'fast-check';
import { randomFrom } from '../testing/soundTables.js';
import { resemblance, sharedPart, textSketch } from './resemblance.js';

/** Sentences of chance: no two share a stretch of five characters but by accident. */
function sentences(seed: number, count: number): string[] {
  const random = randomFrom(seed);
  return Array.from({ length: count }, () => Array.from({ length: 40 }, () => String.fromCharCode(0x4e00 + Math.floor(random() * 3000))).join(''));
}

describe('resemblance', () => {
  test('a text is wholly like itself, figures, Latin letters and punctuation aside', () => {
    const [text] = [sentences(1, 30).join('。')];
    expect(resemblance(textSketch(text ?? ''), textSketch(`2021年ABC${(text ?? '').replaceAll('。', '；')}共12件`.replace('年', '').replace('共', '').replace('件', '')))).toBe(1);
  });

  test('texts without anything in common have none', () => {
    expect(resemblance(textSketch(sentences(1, 40).join('')), textSketch(sentences(2, 40).join('')))).toBeLessThan(0.03);
  });

  test('the shared part of two texts is estimated within fifteen points', () => {
    fc.assert(fc.property(fc.nat(), fc.integer({ min: 0, max: 50 }), (seed, kept) => {
      const own = sentences(seed, 50);
      const copy = [...own.slice(0, kept), ...sentences(seed + 1, 50 - kept)];
      expect(Math.abs(sharedPart(textSketch(own.join('')), textSketch(copy.join(''))) - kept / 50)).toBeLessThan(0.15);
    }), { numRuns: 60 });
  });

  test('a short text is not judged', () => {
    expect(textSketch('无其他需要报告的事项。')).toEqual([]);
    expect(resemblance([], [])).toBe(0);
  });
});
