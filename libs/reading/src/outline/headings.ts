import { sections } from '@gouji/domain/forms/sections';
import { labelText, numberOf } from '../facts/labelText.js';

/** A line that may open a section: the numeral and the subject agree (`sure`), or one of them stands alone. */
export interface SectionHeading {
  readonly number: number;
  /** `numbered`: Chinese numeral and subject; `arabic`: arabic numeral and subject; `wording`: the official wording under another numeral or none. */
  readonly how: 'numbered' | 'arabic' | 'wording';
}

const shape = /^\s*(?:第?([一二三四五六七八九十])(?:部分|章|节)?\s*[、.．。,，:：\s]|第([一二三四五六])部分|([1-9１-９])\s*[、.．,，])\s*(.{2,60})$/u;

/** What section a line could be the heading of, or `null`. Nested headings in brackets （一） and sentences are none. */
export function sectionHeading(line: string): SectionHeading | null {
  const text = line.trim();
  if (text.length > 64 || text.length < 3) return null;
  const match = shape.exec(text);
  const title = match?.[4] ?? text;
  if (/[。；;!！?？]/.test(title.replace(/[。.：:]\s*$/, ''))) return null;
  if (match) {
    const numeral = match[1] ?? match[2];
    const number = numeral ? numberOf(numeral) : Number((match[3] ?? '').normalize('NFKC'));
    const spec = sections.find((section) => section.number === number);
    const plain = title.replace(/\s/g, '');
    if (spec && spec.subject.some((word) => plain.includes(word)) && !looksNested(plain, number)) return { number, how: numeral ? 'numbered' : 'arabic' };
  }
  const worded = byWording(title);
  return worded === null ? null : { number: worded, how: 'wording' };
}

/** A row label of table 3 shares numerals with the sections (四、结转下年度继续办理); its wording tells it apart. */
function looksNested(title: string, number: number): boolean {
  return number <= 4 && /本年新收|上年结转|办理结果|结转下年/.test(title);
}

/** Full wordings that are a section's heading even under a wrong numeral or none. */
const wordings: Readonly<Record<number, readonly string[]>> = {
  1: ['总体情况'],
  2: ['主动公开政府信息情况', '行政机关主动公开政府信息情况', '主动公开政府信息的情况'],
  3: ['收到和处理政府信息公开申请情况', '行政机关收到和处理政府信息公开申请情况', '行政机关收到和处理政府信息公开申请的情况'],
  4: ['因政府信息公开工作被申请行政复议、提起行政诉讼情况', '因政府信息公开工作被申请行政复议、提起行政诉讼的情况', '政府信息公开行政复议、行政诉讼情况'],
  5: ['存在的主要问题及改进情况', '政府信息公开工作存在的主要问题及改进情况', '存在的主要问题和改进情况', '政府信息公开工作存在的问题及改进情况'],
  6: ['其他需要报告的事项', '其他需要报告事项', '需要报告的其他事项'],
};

const official = new Map(sections.flatMap((section) => wordings[section.number]?.map((text) => [labelText(text).body, section.number] as const) ?? []));

function byWording(title: string): number | null {
  return official.get(labelText(title).body) ?? null;
}
