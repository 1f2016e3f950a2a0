import fc from 'fast-check';
import { claimsIn } from './claims.js';
import { chineseNumber, figuresIn, plainText } from './figures.js';
import { development } from './labelled/development.js';
import { heldBack } from './labelled/heldBack.js';
import type { LabelledSentence } from './labelled/sentence.js';
import { traps } from './labelled/traps.js';

const read = (text: string) => figuresIn(plainText(text)).map(({ value, unit }) => [value, unit]);

describe('numbers', () => {
  test.each([
    ['1,234件', [[1234, '件']]],
    ['1.2万件，答复98件', [[12000, '件'], [98, '件']]],
    ['１，２３４件', [[1234, '件']]],
    ['27件,其中25件', [[27, '件'], [25, '件']]],
    ['二十三件', [[23, '件']]],
    ['我们一起努力，做好三是', []],
    ['第12件，第三件', []],
    ['100%', [[100, '%']]],
    ['1 256件', [[1256, '件']]],
  ])('%s', (text, figures) => {
    expect(read(text)).toEqual(figures);
  });
  test.each([['十', 10], ['十二', 12], ['二十', 20], ['一百零五', 105], ['三千二百', 3200], ['一万二千', 12000], ['两', 2], ['一百一十', 110]])('%s', (text, value) => {
    expect(chineseNumber(text)).toBe(value);
  });
  test.each(['百', '二三', '十十', '万'])('%s is no number', (text) => {
    expect(chineseNumber(text)).toBeNull();
  });
});

/** A number from 1 to 99,999 in Chinese numerals, as one writes it out. */
function inNumerals(value: number): string {
  if (value >= 10_000) {
    const rest = value % 10_000;
    return `${inNumerals(Math.floor(value / 10_000))}万${rest === 0 ? '' : `${rest < 1000 ? '零' : ''}${inNumerals(rest)}`}`;
  }
  let text = '';
  let gap = false;
  for (const [place, unit] of [[1000, '千'], [100, '百'], [10, '十'], [1, '']] as const) {
    const digit = Math.floor(value / place) % 10;
    if (digit === 0) {
      gap = text !== '';
      continue;
    }
    text += `${gap ? '零' : ''}${'零一二三四五六七八九'[digit]}${unit}`;
    gap = false;
  }
  return text.replace(/^一十/, '十');
}

describe('any number', () => {
  test('written out in Chinese numerals, with separators or in full-width digits reads the same', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 99_999 }), (value) => {
      expect(chineseNumber(inNumerals(value))).toBe(value);
      expect(read(`收到${value.toLocaleString('en-US')}件`)).toEqual([[value, '件']]);
      expect(read(`收到${String(value).replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0))}件`)).toEqual([[value, '件']]);
    }));
  });
});

/** Counts over all figures of a labelled part. */
function measured(sentences: readonly LabelledSentence[]) {
  let [right, wrong, missed] = [0, 0, 0];
  const mistakes: string[] = [];
  for (const [section, text, figures] of sentences) {
    const expected = new Set(figures.split(' ').filter((one) => one !== ''));
    const found = new Set(claimsIn(text, { section, year: 2021, agency: '江城区民政局' }).map((claim) => `${claim.measure}=${claim.value}`));
    const extra = [...found].filter((one) => !expected.has(one));
    const lost = [...expected].filter((one) => !found.has(one));
    right += found.size - extra.length;
    wrong += extra.length;
    missed += lost.length;
    if (extra.length + lost.length > 0) mistakes.push(`${text}\n    false: ${extra.join(' ')}  missed: ${lost.join(' ')}`);
  }
  return { precision: right / (right + wrong), recall: right / (right + missed), figures: right + missed, mistakes };
}

describe('hostile text', () => {
  const setting = { section: 3, year: 2021, agency: '江城区民政局' };
  test('a stretch without a full stop that is longer than any sentence is left alone', () => {
    expect(claimsIn('收到政府信息公开申请5件，'.repeat(20_000), setting)).toEqual([]);
  });
  test('words of the trade in any order and number come to an end', () => {
    const words = ['收到', '申请', '共计', '共', '计', '件', '数量', '公开', '政府信息', '依申请公开', '5件', '，', '其中', '办结', '结转', '上年', '未', '复议', '诉讼', '维持', '的', '为', '1,2', '三', '。'];
    fc.assert(fc.property(fc.array(fc.constantFrom(...words), { maxLength: 400 }), fc.constantFrom(...words), (some, repeated) => {
      expect(Array.isArray(claimsIn(`收到申请${repeated.repeat(60)}${some.join('')}x`, setting))).toBe(true);
    }));
  });
});

describe('the labelled sentences', () => {
  test.each([['development', development], ['traps', traps], ['held back', heldBack]])('%s: precision ≥ 0.99 and recall ≥ 0.90', (name, part) => {
    const { precision, recall, figures, mistakes } = measured(part);
    process.stdout.write(`narrative, ${name}: ${part.length} sentences, ${figures} figures, precision ${precision.toFixed(4)}, recall ${recall.toFixed(4)}\n`);
    expect({ precision: precision >= 0.99, recall: recall >= 0.9, mistakes: precision >= 0.99 && recall >= 0.9 ? [] : mistakes }).toEqual({ precision: true, recall: true, mistakes: [] });
  });
  test('there are at least 200, none twice', () => {
    const texts = [...development, ...traps, ...heldBack].map(([, text]) => text);
    expect(texts.length).toBeGreaterThanOrEqual(200);
    expect(new Set(texts).size).toBe(texts.length);
  });
});
