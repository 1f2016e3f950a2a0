/** Numbers with a unit in Chinese prose. */

export interface Figure {
  readonly value: number;
  /** What the writing rounds to: 1000 for 1.2万, 0 for a number written out. */
  readonly rounding: number;
  /** Said to be approximate (约, 余, 以上). */
  readonly approximate: boolean;
  readonly unit: string;
  /** Where number and unit stand in the text. */
  readonly start: number;
  readonly end: number;
}

const units = '件次|人次|件|宗|起|例|份|次|个|条|项|万元|亿元|元|人|户|名|家|期|篇|所|处|辆|场|倍|%';
const digits = String.raw`\d{1,3}(?:,\d{3})+(?!\d)|\d{1,3}(?: \d{3})+(?!\d)|\d+`;
const numerals = '零〇一二两三四五六七八九十百千';
const figure = new RegExp(
  String.raw`(?<![\dA-Za-z.〔第])(?:(?<digits>${digits})(?<fraction>\.\d+)?\s?(?<scale>[十百千万亿]?)|(?<![第数几${numerals}])(?<numerals>[${numerals}][${numerals}万]*))(?<more>余|多)?\s?(?<unit>${units})(?<above>以上|以下|左右|以内|上下)?`,
  'gu',
);

/** Words before a number that make it approximate or a bound. */
const vague = /(约|近|逾|超过|超|不少于|不低于|至少|最多|不超过|不足|将近|大约|上)\s?$/;

/** Half-width digits and letters of the same length, so that positions stay those of the text. */
export function plainText(text: string): string {
  return text
    .replace(/(?<=[０-９])[，,．.](?=[０-９])/g, (mark) => (mark === '，' || mark === ',' ? ',' : '.'))
    .replace(/[０-９％]/g, (character) => String.fromCharCode(character.charCodeAt(0) - 0xfee0))
    .replace(/[\u3000\u00a0]/g, ' ');
}

/** @param text as `plainText` gives it */
export function figuresIn(text: string): Figure[] {
  const found: Figure[] = [];
  for (const match of text.matchAll(figure)) {
    const { digits: written, fraction = '', scale = '', numerals: chinese, more, unit = '', above } = match.groups ?? {};
    const before = text.slice(Math.max(0, match.index - 4), match.index);
    const end = match.index + match[0].length;
    if (chinese !== undefined && !isCount(chinese, unit, before)) continue;
    const factor = scaleOf(scale);
    const value = written === undefined ? chineseNumber(chinese ?? '') : Number(written.replace(/[, ]/g, '') + fraction) * factor;
    if (value === null) continue;
    found.push({
      value: Math.round(value * 1e6) / 1e6,
      rounding: factor === 1 ? 0 : factor / 10 ** Math.max(0, fraction.length - 1),
      approximate: more !== undefined || above !== undefined || vague.test(before),
      unit,
      start: match.index,
      end,
    });
  }
  return found;
}

/** 一起 is “together” and 零件 a machine part; a lone numeral counts only with 件 or 宗. */
function isCount(chinese: string, unit: string, before: string): boolean {
  if (chinese === '零') return unit === '件' && /(公开|申请)$/.test(before);
  return chinese.length > 1 || unit === '件' || unit === '宗';
}

function scaleOf(scale: string): number {
  return ({ 十: 10, 百: 100, 千: 1000, 万: 10_000, 亿: 100_000_000 } as Record<string, number>)[scale] ?? 1;
}

/** 二十三 → 23, 一百零五 → 105, 三千二百 → 3200, 一万二千 → 12000; `null` where it is no well-formed number. */
export function chineseNumber(text: string): number | null {
  const values: Record<string, number> = { 零: 0, 〇: 0, 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9 };
  const scales: Record<string, number> = { 十: 10, 百: 100, 千: 1000 };
  if (text.includes('万')) {
    const [high = '', low = ''] = text.split('万');
    const [above, below] = [chineseNumber(high), low === '' ? 0 : chineseNumber(low)];
    return above === null || below === null ? null : above * 10_000 + below;
  }
  let sum = 0;
  let digit: number | null = null;
  let lastScale = Infinity;
  for (const character of text) {
    const scale = scales[character];
    if (scale === undefined) {
      const value = values[character];
      if (value === undefined || digit !== null) return null;
      // A zero only holds the place of what is left out.
      digit = value === 0 ? null : value;
      continue;
    }
    if (scale >= lastScale || (digit === null && (scale !== 10 || sum > 0))) return null;
    sum += (digit ?? 1) * scale;
    lastScale = scale;
    digit = null;
  }
  return text === '' ? null : sum + (digit ?? 0);
}
