import type { Place } from '@gouji/domain/report';
import type { Document, TextBlock } from '../document.js';
import { sectionHeading } from './headings.js';

/** What a report says about itself: its title, whose it is and the years it claims. */
export interface Identity {
  readonly title: string;
  /** Indexes, among the document's blocks, of the title's paragraphs. */
  readonly titleBlocks: readonly number[];
  readonly year: number | null;
  readonly agency: string | null;
  readonly claimedYears: readonly { source: 'title' | 'period' | 'form'; year: number; at: Place | null }[];
}

const digits = '〇○零一二三四五六七八九';
const yearShape = /(?:(?:19|20)\d{2}|[二一][〇○零九][〇○零一二三四五六七八九]{2})\s*年/;
const reportWords = /(?:信息|政务)公开(?:工作)?(?:年度)?(?:工作)?(?:情况)?(?:的)?(?:年度|年)?(?:工作)?(?:报告|年报)/;
const metadata = /^(?:索\s*引\s*号|发布机构|发布日期|发布时间|发文|文\s*号|来\s*源|信息来源|日\s*期|时\s*间|作者|浏览|点击|当前位置|您现在的位置|您当前的位置|首页|字\s*[体号])|\d{4}-\d{1,2}-\d{1,2}/;

/** Finds the title before the first section, or before the first table where there is no section. */
export function identityOf(document: Document): Identity {
  const { blocks } = document;
  const head = headOf(document);
  const inText = findTitle(blocks.slice(0, head).map((block) => (block.kind === 'paragraph' ? block : null)));
  const named: TextBlock[] = document.name && (!inText || yearOf(inText.title) === null) ? [{ kind: 'paragraph', text: document.name.split(/[_|]|\s[-–—]\s/)[0] ?? '', at: null }] : [];
  const byName = findTitle(named);
  const found = byName ? { ...byName, indexes: inText?.indexes ?? [] } : inText;
  const year = found ? yearOf(found.title) : null;
  const claimedYears: { source: 'title' | 'period' | 'form'; year: number; at: Place | null }[] = [];
  if (found && year !== null) claimedYears.push({ source: 'title', year, at: found.at });
  claimedYears.push(...periodYears(document), ...formYears(document));
  return {
    title: found?.title ?? '', titleBlocks: found?.indexes ?? [],
    year: year ?? claimedYears.find((claim) => claim.source === 'period')?.year ?? null,
    agency: found ? agencyIn(found.title) : null,
    claimedYears,
  };
}

function headOf(document: Document): number {
  const first = document.blocks.findIndex((block) => block.kind === 'paragraph' && sectionHeading(block.text)?.how === 'numbered');
  return first < 0 ? document.blocks.length : first;
}

interface FoundTitle { readonly title: string; readonly indexes: readonly number[]; readonly at: Place | null }

/** The title is the first short line that speaks of a disclosure report; its year or body may stand in the lines above. */
function findTitle(lines: readonly (TextBlock | null)[]): FoundTitle | null {
  let fallback: FoundTitle | null = null;
  for (const [index, line] of lines.entries()) {
    if (!line || line.text.length > 90 || /[。；]/.test(line.text)) continue;
    const text = line.text.trim();
    const flat = text.replace(/\s/g, '');
    if (!reportWords.test(flat)) {
      // 年度报告 alone in a line: the rest of the title stands above it.
      if (!/^(?:工作)?(?:年度)?(?:工作)?(?:报告|年报)$/.test(flat)) continue;
    }
    const found = withLinesAbove(lines, index, text, line.at);
    if (yearOf(found.title) !== null && !/[>»›]/.test(found.title)) return found;
    fallback ??= found;
  }
  return fallback;
}

function withLinesAbove(lines: readonly (TextBlock | null)[], index: number, text: string, at: Place | null): FoundTitle {
  const indexes = [index];
  let title = text;
  for (let above = index - 1; above >= Math.max(0, index - 3); above--) {
    const line = lines[above];
    const upper = line?.text.trim() ?? '';
    const complete = yearOf(title) !== null && agencyIn(title) !== null && reportWords.test(title.replace(/\s/g, ''));
    if (!line || complete || upper.length > 40 || metadata.test(upper) || !/[\p{L}\p{N}]$|[)）]$/u.test(upper) || /[，。；：、|>»]/.test(upper)) break;
    title = `${upper}${title}`;
    indexes.unshift(above);
  }
  return { title: title.replace(/(?<=\p{Script=Han})\s+(?=\p{Script=Han})/gu, ' ').trim(), indexes, at: lines[indexes[0] ?? index]?.at ?? at };
}

/** The year a text names, in digits of any width or Chinese ones. */
export function yearOf(text: string): number | null {
  const match = yearShape.exec(text.normalize('NFKC').replace(/(?<=\d)\s+(?=\d|年)/g, ''));
  if (!match) return null;
  const written = match[0].replace(/\s*年$/, '');
  if (/^\d{4}$/.test(written)) return Number(written);
  return Number([...written].map((character) => Math.max(0, digits.indexOf(character) - 2)).join(''));
}

function agencyIn(title: string): string | null {
  const flat = title.normalize('NFKC').replace(/(?<=[\p{Script=Han}\d])\s+|\s+(?=[\p{Script=Han}\d])/gu, '');
  const rest = flat.replace(new RegExp(`${yearShape.source}度?`), '').replace(/^(?:关于|《)/, '');
  const end = rest.search(/(?:政府)?(?:信息|政务)公开/);
  if (end <= 0) return null;
  const name = rest.slice(0, end).replace(/[的()《》:：\s]+$/, '').trim();
  // 某县人民政府信息公开…: the body is the government, whose last word the subject shares.
  return name.length >= 2 ? (/人民$/.test(name) ? `${name}政府` : name) : null;
}

const period = /统计(?:期限|时限|期间|时段|时间|数据)[^。]{0,12}?(\d{4})年/;

function periodYears(document: Document) {
  const found = new Map<number, Place | null>();
  for (const block of document.blocks) {
    if (block.kind !== 'paragraph' || !block.text.includes('统')) continue;
    const match = period.exec(block.text.normalize('NFKC').replace(/\s/g, ''));
    if (match && !found.has(Number(match[1]))) found.set(Number(match[1]), block.at);
  }
  return [...found].map(([year, at]) => ({ source: 'period' as const, year, at }));
}

/** The years that printed forms carry in their notes: 指2020年… is the report's own year, except under 上一年, which is the year before. */
function formYears(document: Document) {
  const found = new Map<number, Place | null>();
  for (const block of document.blocks) {
    if (block.kind !== 'grid') continue;
    for (const cell of block.cells) {
      if (cell.text.length > 200 || !cell.text.includes('指')) continue;
      const flat = cell.text.normalize('NFKC').replace(/\s/g, '');
      const match = /\(指(\d{4})年/.exec(flat);
      if (!match) continue;
      const year = Number(match[1]) + (/^上一?年/.test(flat) ? 1 : 0);
      if (!found.has(year)) found.set(year, cell.at);
    }
  }
  return [...found].map(([year, at]) => ({ source: 'form' as const, year, at }));
}
