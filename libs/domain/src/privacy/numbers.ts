/**
 * Personal numbers in running text. A number is named only where its own structure proves it (check digits, prefix,
 * birth date), so that index numbers, amounts and office telephones pass.
 */

export type PersonalNumber = 'identityCard' | 'mobile' | 'bankCard';

export interface PersonalNumberFound {
  readonly kind: PersonalNumber;
  /** With the middle hidden: a finding must not spread what it warns of. */
  readonly masked: string;
  readonly start: number;
}

/** Runs of digits, possibly grouped by single spaces or hyphens, that no further digit or letter touches. */
const runs = /(?<![0-9A-Za-z.])\+?[0-9](?:[ -]?[0-9]){9,21}[Xx]?(?![0-9A-Za-z])/g;

const provinces = new Set('11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83'.split(' '));

/** Finds identity-card (GB 11643), mobile-telephone and bank-card numbers. */
export function personalNumbers(text: string): PersonalNumberFound[] {
  const plain = text.replace(/[０-９Ｘｘ＋－]/g, (character) => String.fromCharCode(character.charCodeAt(0) - 0xfee0)).replace(/[—–−]/g, '-').replace(/\u3000/g, ' ');
  const found: PersonalNumberFound[] = [];
  for (const match of plain.matchAll(runs)) {
    const run = match[0].replace(/[ +-]/g, '').toUpperCase();
    const before = plain.slice(Math.max(0, match.index - 16), match.index);
    const after = plain.slice(match.index + match[0].length, match.index + match[0].length + 2);
    const kind = kindOf(run, match[0], before, after);
    if (kind) found.push({ kind, masked: mask(run), start: match.index });
  }
  return found;
}

function kindOf(run: string, written: string, before: string, after: string): PersonalNumber | null {
  if (/^\s*(万|亿|元|件|条|次|人|户|份|%)/.test(after) || /[￥¥]\s*$/.test(before)) return null;
  if (isIdentityCard(run) || (/身份证/.test(before) && isOldIdentityCard(run))) return 'identityCard';
  if (isMobile(run, written)) return 'mobile';
  const named = /(银行|账号|帐号|账户|卡号|银行卡)/.test(before);
  if (isBankCard(run, named)) return 'bankCard';
  return null;
}

/** 18 characters, of which 17 digits, a province, a real date of birth, and the check digit of GB 11643 (ISO 7064 MOD 11-2). */
export function isIdentityCard(number: string): boolean {
  if (!/^\d{17}[\dX]$/.test(number) || !provinces.has(number.slice(0, 2)) || !isDate(number.slice(6, 14))) return false;
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce((total, weight, index) => total + weight * Number(number[index]), 0);
  return '10X98765432'[sum % 11] === number[17];
}

/** The 15-digit number of before 1999 has no check digit, so it counts only where the text calls it an identity card. */
function isOldIdentityCard(number: string): boolean {
  return /^\d{15}$/.test(number) && provinces.has(number.slice(0, 2)) && isDate(`19${number.slice(6, 12)}`);
}

function isDate(yyyymmdd: string): boolean {
  const [year, month, day] = [Number(yyyymmdd.slice(0, 4)), Number(yyyymmdd.slice(4, 6)), Number(yyyymmdd.slice(6, 8))];
  if (year < 1900 || year > 2100) return false;
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

/** 1[3-9] and nine more digits, with or without +86. Grouping as in 138-0013-8000 is accepted, other grouping is not a telephone number. */
function isMobile(run: string, written: string): boolean {
  const local = /^(?:\+?86[ -]?)?(1[3-9]\d(?:[ -]?\d{4}){2})$/.exec(written);
  return local !== null && /^(86)?1[3-9]\d{9}$/.test(run);
}

/** 16 to 19 digits that satisfy Luhn's check; of UnionPay (62), or of another scheme where the text speaks of an account. */
function isBankCard(number: string, named: boolean): boolean {
  if (!/^\d{16,19}$/.test(number) || !(number.startsWith('62') || named)) return false;
  return passesLuhn(number);
}

export function passesLuhn(number: string): boolean {
  let sum = 0;
  for (const [index, character] of [...number].reverse().entries()) {
    const digit = Number(character);
    const doubled = digit * 2;
    sum += index % 2 === 0 ? digit : doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0 && /[1-9]/.test(number);
}

function mask(number: string): string {
  return `${number.slice(0, 3)}${'*'.repeat(number.length - 7)}${number.slice(-4)}`;
}
