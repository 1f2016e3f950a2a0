/** A label as printed, taken apart: its numeral, and its wording without width, spaces, punctuation and bracketed notes. */
export interface LabelText {
  /** `一`, `（一）`, `1`: the numeral in front, as `一、`-, `(一)`- or `1.`-style. */
  readonly numeral: { readonly style: 'heading' | 'bracket' | 'arabic'; readonly value: number } | null;
  readonly body: string;
}

const chinese = '一二三四五六七八九十';
const article = /^第?二十条第?\(?([一二三四五六七八九十])\)?项.{0,3}$/;

const memory = new Map<string, LabelText>();

/** Takes a printed label apart. */
export function labelText(text: string): LabelText {
  const known = memory.get(text);
  if (known) return known;
  const result = takeApart(text);
  // Documents repeat a small set of labels; the bound keeps hostile ones from filling memory.
  if (memory.size > 4000) memory.clear();
  if (text.length < 200) memory.set(text, result);
  return result;
}

function takeApart(text: string): LabelText {
  const flat = text.normalize('NFKC').replace(/[\s\p{Cf}]/gu, '').replace(/[〔【［[{]/g, '(').replace(/[〕】］\]}]/g, ')');
  const heading = article.exec(flat);
  if (heading) return { numeral: null, body: `第二十条第${heading[1]}项` };
  const { numeral, rest } = takeNumeral(flat);
  const bare = plainWords(dropNotes(rest));
  return { numeral, body: bare === '' ? plainWords(rest) : bare };
}

function takeNumeral(flat: string): { numeral: LabelText['numeral']; rest: string } {
  const match = new RegExp(`^(?:\\(([${chinese}]{1,2})\\)[、.,]?|([${chinese}]{1,2})[、.,:]|\\((\\d{1,2})\\)|(\\d{1,2})(?:[、.,:)]|(?=[^\\d.,、%])))`).exec(flat);
  if (!match || match[0].length === flat.length) return { numeral: null, rest: flat };
  const rest = flat.slice(match[0].length);
  const [, bracketed, headed, bracketedArabic, arabic] = match;
  if (bracketed) return { numeral: { style: 'bracket', value: numberOf(bracketed) }, rest };
  if (headed) return { numeral: { style: 'heading', value: numberOf(headed) }, rest };
  return { numeral: { style: 'arabic', value: Number(bracketedArabic ?? arabic) }, rest };
}

/** The value of a Chinese numeral up to 99 (`十二` → 12). */
export function numberOf(numeral: string): number {
  const [tens, ones] = numeral.includes('十') ? numeral.split('十') : ['', numeral];
  const digit = (character: string | undefined) => chinese.indexOf(character ?? '') + 1;
  return (numeral.includes('十') ? (tens === '' ? 10 : digit(tens) * 10) : 0) + (ones === '' ? 0 : digit(ones));
}

function dropNotes(text: string): string {
  let result = text;
  for (let depth = 0; depth < 3; depth++) {
    const shorter = result.replace(/\([^()]*\)/g, '');
    if (shorter === result) break;
    result = shorter;
  }
  // A note whose bracket was never closed runs to the end.
  const open = result.indexOf('(');
  return open > 0 ? result.slice(0, open) : result;
}

function plainWords(text: string): string {
  return text.replace(/[^\p{L}\p{N}]/gu, '');
}
