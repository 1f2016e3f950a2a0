import type { Paragraph, Report, Section } from '@gouji/domain/report';
import type { Block, TextBlock } from '../document.js';
import { isFurniture } from './chrome.js';
import { sectionHeading, type SectionHeading } from './headings.js';

export interface Outline {
  readonly preamble: Paragraph[];
  readonly sections: Section[];
  readonly signature: Report['signature'];
}

interface Found { readonly index: number; readonly heading: SectionHeading; readonly block: TextBlock }

/** Divides a report into its sections by their headings; tables are not part of the prose. */
export function outlineOf(blocks: readonly Block[], titleBlocks: readonly number[]): Outline {
  const headings = chooseHeadings(blocks);
  const first = headings[0]?.index ?? blocks.length;
  const afterTitle = Math.max(-1, ...titleBlocks.filter((index) => index < first)) + 1;
  const preamble = paragraphsOf(blocks.slice(titleBlocks.length > 0 ? afterTitle : first, first));
  const sections = headings.map((found, order): Section => ({
    number: found.heading.number,
    title: tidy(found.block.text),
    at: found.block.at,
    paragraphs: paragraphsOf(blocks.slice(found.index + 1, headings[order + 1]?.index ?? blocks.length)),
  }));
  const last = sections.at(-1);
  const signature = last ? takeSignature(last.paragraphs) : { agency: null, date: null };
  return { preamble, sections, signature };
}

/**
 * Of the lines that may be headings, those that are: a Chinese numeral with its subject wins; arabic numerals and bare
 * wordings count only for a section that has no such heading. A table of contents is passed over.
 */
function chooseHeadings(blocks: readonly Block[]): Found[] {
  const found: Found[] = [];
  blocks.forEach((block, index) => {
    if (block.kind !== 'paragraph') return;
    const heading = sectionHeading(block.text);
    if (heading) found.push({ index, heading, block });
  });
  const body = withoutContents(found);
  const numbered = new Set(body.filter((one) => one.heading.how === 'numbered').map((one) => one.heading.number));
  const kept = body.filter((one) => one.heading.how === 'numbered');
  for (const how of ['arabic', 'wording'] as const) {
    for (const one of body) {
      if (one.heading.how !== how || numbered.has(one.heading.number)) continue;
      if (!inOrder(kept, one)) continue;
      numbered.add(one.heading.number);
      kept.push(one);
    }
  }
  return kept.sort((a, b) => a.index - b.index);
}

/** A weaker heading must stand between the sections before and after it. */
function inOrder(kept: readonly Found[], one: Found): boolean {
  return kept.every((other) => (other.index < one.index) === (other.heading.number < one.heading.number));
}

/** Three or more headings right after each other that all come again later are a table of contents. */
function withoutContents(found: readonly Found[]): Found[] {
  const drop = new Set<Found>();
  let start = 0;
  for (let end = 1; end <= found.length; end++) {
    const adjacent = end < found.length && (found[end]?.index ?? 0) === (found[end - 1]?.index ?? 0) + 1;
    if (adjacent) continue;
    const run = found.slice(start, end);
    const again = run.filter((one) => found.some((other) => other.index > one.index && other.heading.number === one.heading.number));
    if (again.length >= 3) again.forEach((one) => drop.add(one));
    start = end;
  }
  return found.filter((one) => !drop.has(one));
}

function paragraphsOf(blocks: readonly Block[]): Paragraph[] {
  const paragraphs: Paragraph[] = [];
  for (const block of blocks) {
    if (block.kind !== 'paragraph') continue;
    const text = tidy(block.text);
    if (text !== '' && !isFurniture(text) && !/^第二十条第.{1,4}项$/.test(text)) paragraphs.push({ text, at: block.at });
  }
  return paragraphs;
}

/** Text for people: without bookmark artefacts, odd blanks and invisible characters. */
export function tidy(text: string): string {
  return text.replace(/\[bookmark:[^\]]*\]/g, '').replace(/\p{Cf}/gu, '').replace(/[\s\u00a0\u3000]+/g, ' ').trim();
}

const dateShape = /(\d{4})\s*[年.\-/]\s*(\d{1,2})\s*[月.\-/]\s*(\d{1,2})\s*日?$/;
const chineseDate = /([二〇○零一三四五六七八九]{4})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})日$/;

/** Takes body and date off the end of the last section, and whatever a website prints below them. */
function takeSignature(paragraphs: Paragraph[]): Report['signature'] {
  for (let index = paragraphs.length - 1; index >= Math.max(0, paragraphs.length - 8); index--) {
    const text = paragraphs[index]?.text ?? '';
    const dated = dateIn(text);
    if (dated === null || text.length > 60 || /[。，；]/.test(text)) continue;
    const beside = text.replace(dateShape, '').replace(chineseDate, '').trim();
    if (isBody(beside)) {
      paragraphs.splice(index);
      return { agency: beside, date: dated };
    }
    if (beside !== '' && !/^[(（]?(?:日期|时间)?[:：)）]?$/.test(beside)) continue;
    const above = paragraphs[index - 1]?.text ?? '';
    if (isBody(above)) {
      paragraphs.splice(index - 1);
      return { agency: above.replace(/\s+/g, ''), date: dated };
    }
    paragraphs.splice(index);
    return { agency: null, date: dated };
  }
  const last = paragraphs.at(-1)?.text ?? '';
  if (paragraphs.length > 1 && isBody(last) && /(?:政府|办公室|办事处|委员会|局|厅|院|中心|管委会)$/.test(last)) {
    paragraphs.pop();
    return { agency: last.replace(/\s+/g, ''), date: null };
  }
  return { agency: null, date: null };
}

function isBody(text: string): boolean {
  return text.length >= 3 && text.length <= 40 && !/[。，；：！？、]/.test(text) && !/^(?:无|没有|附件|[（(]?[一二三四五六七八九十\d]+[)）、.])/.test(text);
}

function dateIn(text: string): string | null {
  const match = dateShape.exec(text.normalize('NFKC'));
  if (match) return isoDate(Number(match[1]), Number(match[2]), Number(match[3]));
  const chinese = chineseDate.exec(text);
  if (!chinese) return null;
  const year = Number([...(chinese[1] ?? '')].map((character) => Math.max(0, '〇○零一二三四五六七八九'.indexOf(character) - 2)).join(''));
  return isoDate(year, small(chinese[2]), small(chinese[3]));
}

function small(text = ''): number {
  const digit = (character: string | undefined) => '一二三四五六七八九'.indexOf(character ?? '') + 1;
  if (!text.includes('十')) return digit(text);
  const [tens = '', ones = ''] = text.split('十');
  return (tens === '' ? 1 : digit(tens)) * 10 + (ones === '' ? 0 : digit(ones));
}

function isoDate(year: number, month: number, day: number): string | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  const real = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return real ? date.toISOString().slice(0, 10) : null;
}
