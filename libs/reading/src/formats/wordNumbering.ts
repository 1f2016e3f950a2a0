import { walkXml } from './xml.js';

interface Level { start: number; format: string; text: string }

/** The automatic numbers of a Word document: `next` counts on and gives the number's text, which stands in no run. */
export interface Numbering {
  next(numId: string, level: number): string;
  /** The numbering that a paragraph style brings with it. */
  ofStyle(style: string): { numId: string; level: number } | null;
}

/** Reads `word/numbering.xml` and, for numbers that come with a style, `word/styles.xml`. */
export function readNumbering(numbering: string | null, styles: string | null): Numbering {
  if (numbering === null) return { next: () => '', ofStyle: () => null };
  const { abstracts, nums } = parseNumbering(numbering);
  const byStyle = styles === null ? new Map<string, { numId: string; level: number }>() : parseStyles(styles);
  const counters = new Map<string, number[]>();
  return {
    ofStyle: (style) => byStyle.get(style) ?? null,
    next: (numId, level) => {
      const num = nums.get(numId);
      const levels = num && abstracts.get(num.abstract);
      if (!num || !levels || !levels[level]) return '';
      const own = num.overrides.size > 0 ? numId : num.abstract;
      const counts = counters.get(own) ?? [];
      counters.set(own, counts);
      counts[level] = (counts[level] ?? (num.overrides.get(level) ?? levels[level].start) - 1) + 1;
      counts.length = level + 1;
      return levels[level].text.replace(/%(\d)/g, (_whole, digit: string) => {
        const index = Number(digit) - 1;
        return formatNumber(counts[index] ?? levels[index]?.start ?? 1, levels[index]?.format ?? 'decimal');
      });
    },
  };
}

function parseNumbering(xml: string) {
  const abstracts = new Map<string, Level[]>();
  const nums = new Map<string, { abstract: string; overrides: Map<number, number> }>();
  let abstract = '';
  let num = '';
  let level = 0;
  walkXml(xml, {
    open: (name, attribute) => {
      const value = attribute('val') ?? '';
      if (name === 'abstractNum') abstracts.set(abstract = attribute('abstractNumId') ?? '', []);
      else if (name === 'num') num = attribute('numId') ?? '';
      else if (name === 'abstractNumId' && num !== '') nums.set(num, { abstract: value, overrides: new Map() });
      else if (name === 'lvl' || name === 'lvlOverride') {
        level = Number(attribute('ilvl') ?? 0);
        const levels = abstracts.get(abstract);
        if (name === 'lvl' && num === '' && levels && level >= 0 && level < 9) levels[level] = { start: 1, format: 'decimal', text: '' };
      } else if (name === 'startOverride') nums.get(num)?.overrides.set(level, Number(value) || 1);
      else if (num === '') {
        const current = abstracts.get(abstract)?.[level];
        if (!current) return;
        if (name === 'start') current.start = Number(value) || 0;
        else if (name === 'numFmt') current.format = value;
        else if (name === 'lvlText') current.text = value;
      }
    },
    close: (name) => { if (name === 'num') num = ''; },
    text: () => {},
  });
  return { abstracts, nums };
}

function parseStyles(xml: string): Map<string, { numId: string; level: number }> {
  const styles = new Map<string, { numId: string; level: number }>();
  let style = '';
  let inNumbering = false;
  walkXml(xml, {
    open: (name, attribute) => {
      if (name === 'style') style = attribute('styleId') ?? '';
      else if (name === 'numPr') inNumbering = true;
      else if (inNumbering && style !== '') {
        const known = styles.get(style) ?? { numId: '', level: 0 };
        if (name === 'numId') styles.set(style, { ...known, numId: attribute('val') ?? '' });
        if (name === 'ilvl') styles.set(style, { ...known, level: Number(attribute('val') ?? 0) });
      }
    },
    close: (name) => {
      if (name === 'numPr') inNumbering = false;
      if (name === 'style') style = '';
    },
    text: () => {},
  });
  return styles;
}

function formatNumber(value: number, format: string): string {
  if (/^(?:chinese|japanese|taiwanese|ideographTraditional|ideographDigital|korean)/i.test(format)) return format === 'ideographTraditional' ? '甲乙丙丁戊己庚辛壬癸'.charAt(value - 1) : chinese(value);
  if (format === 'lowerLetter' || format === 'upperLetter') {
    const letter = String.fromCharCode(97 + ((value - 1) % 26 + 26) % 26);
    return format === 'upperLetter' ? letter.toUpperCase() : letter;
  }
  if (format === 'bullet' || format === 'none') return '';
  return String(value);
}

function chinese(value: number): string {
  const digits = '零一二三四五六七八九';
  if (value <= 0 || value > 99) return String(value);
  const tens = Math.floor(value / 10);
  const ones = value % 10;
  if (tens === 0) return digits.charAt(ones);
  return `${tens === 1 ? '' : digits.charAt(tens)}十${ones === 0 ? '' : digits.charAt(ones)}`;
}
