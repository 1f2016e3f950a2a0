import type { CellKind } from '@gouji/domain/forms/form';

/** What a cell's text says: nothing, a number, or text that is no number. */
export type Figure = { readonly kind: 'blank' } | { readonly kind: 'number'; readonly value: number } | { readonly kind: 'text' };

const blank: Figure = { kind: 'blank' };
const noNumber: Figure = { kind: 'text' };

/** Marks that offices write for "nothing here"; none of them is a zero. */
const nothing = /^(?:[-‐‑‒–—―─−_/\\*.·]{1,6}|无|空|空白|N\/A|n\/a)$/;
const counters = '件次|人次|件|项|个|条|宗|次|份|部|起|例|人|家|批|笔';
const few = /^\d{1,9}$/;
const grouped = /^\d{1,3}(?:,\d{3})+(?:\.\d+)?$/;
const plain = /^(?:\d+(?:\.\d+)?|\.\d+)$/;
/** Nine cells of ten: nothing to normalise, no unit, small enough to be exact. */
const digitsOnly = /^\d{1,15}$/;
const shape = new RegExp(`^([+-]?)([\\d.,]+)(亿元|万元|亿|万|元)?(?:${counters})?$`);

const exponents: Readonly<Record<string, number>> = { 亿元: 8, 万元: 4, 亿: 8, 万: 4, 元: 0 };

/**
 * Reads a cell's text as a figure of the given kind. Amounts are normalised by moving the decimal point, never by
 * multiplying, so `988.2576万` is exactly 9882576 元.
 * @param heading the column's printed label, which may state the unit (单位：万元).
 */
export function readFigure(raw: string, kind: CellKind, heading = ''): Figure {
  if ((kind === 'count' || kind === 'change') && digitsOnly.test(raw)) return { kind: 'number', value: Number(raw) };
  // Most cells of most reports are a few plain digits.
  if (few.test(raw) && kind !== 'yuan' && kind !== 'wanYuan') return { kind: 'number', value: Number(raw) };
  const text = compact(raw);
  if (text === '' || nothing.test(text)) return blank;
  if (text === '零') return { kind: 'number', value: 0 };
  // 5① is a five with a note, not fifty-one.
  if (/[\p{No}\p{Nl}]/u.test(raw)) return noNumber;
  // Digits apart from each other may be two figures that ran together; joining them would be a guess.
  if (/\d[\s ]+[\d.]/.test(raw.normalize('NFKC').trim())) return noNumber;
  const worded = kind === 'change' ? signFromWords(text) : text;
  const match = shape.exec(worded.replace(/^[−–—‐‑﹣]/, '-').replace(/^¥/, ''));
  if (!match) return noNumber;
  const [, sign = '', digits = '', unit] = match;
  if (!plain.test(digits) && !grouped.test(digits)) return noNumber;
  const shift = exponentOf(kind, unit, heading);
  if (shift === null) return noNumber;
  const value = Number(movePoint(digits.replaceAll(',', ''), shift));
  if (!Number.isFinite(value) || value > Number.MAX_SAFE_INTEGER) return noNumber;
  return { kind: 'number', value: sign === '-' && value !== 0 ? -value : value };
}

/** Whether a text is a figure or a mark for nothing, whatever it may count; empty text is not. */
export function looksLikeFigure(raw: string): boolean {
  if (few.test(raw)) return true;
  if (raw.length > 60) return false;
  if (digitsOnly.test(raw)) return true;
  const text = compact(raw);
  return text !== '' && readFigure(raw, 'change').kind !== 'text';
}

/** How far the decimal point moves so that an amount is in its kind's unit; `null` where the unit makes no sense. */
function exponentOf(kind: CellKind, unit: string | undefined, heading: string): number | null {
  const written = unit === undefined ? null : (exponents[unit] ?? 0);
  if (kind === 'count' || kind === 'change') return unit?.endsWith('元') ? null : (written ?? 0);
  const stated = /亿元/.test(heading) ? 8 : /万元/.test(heading) ? 4 : /元/.test(heading) ? 0 : null;
  if (kind === 'yuan') return written ?? stated ?? 0;
  return (written ?? stated ?? 4) - 4;
}

function movePoint(digits: string, by: number): string {
  if (by === 0) return digits;
  const [whole = '', fraction = ''] = digits.split('.');
  if (by > 0) {
    const padded = fraction.padEnd(by, '0');
    return `${whole}${padded.slice(0, by)}.${padded.slice(by)}`.replace(/\.$/, '');
  }
  const padded = whole.padStart(-by + 1, '0');
  return `${padded.slice(0, by)}.${padded.slice(by)}${fraction}`;
}

function signFromWords(text: string): string {
  return text.replace(/^(?:增加|新增|增)(?=\d)/, '+').replace(/^(?:减少|减)(?=\d)/, '-');
}

function compact(raw: string): string {
  return raw.normalize('NFKC').replace(/[\s\p{Cf}]/gu, '');
}
