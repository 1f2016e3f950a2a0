/**
 * Decodes text of any encoding an office uses: by byte order mark, then UTF-16 by its zero bytes, then UTF-8 if it is
 * valid, then GB18030 (of which GB2312 and GBK are part), then Big5.
 * @returns `null` when the bytes are no text in any of them.
 */
export function decodeText(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return decode('utf-8', bytes.subarray(3), false);
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return checked(decode('utf-16le', bytes.subarray(2), false));
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return checked(decode('utf-16be', bytes.subarray(2), false));
  const wide = wideEncoding(bytes);
  if (wide) {
    const text = decode(wide, bytes, false);
    if (text !== null && isText(text)) return text;
  }
  for (const encoding of ['utf-8', 'gb18030', 'big5'] as const) {
    const text = decode(encoding, bytes, true);
    if (text !== null && isText(text)) return text;
  }
  // A few damaged bytes make no other file of a text; what they stood for is left unread.
  for (const encoding of ['utf-8', 'gb18030'] as const) {
    const text = decode(encoding, bytes, false);
    if (text !== null && isText(text)) return text;
  }
  return null;
}

/** Whether bytes may be text, judged by their beginning alone. */
export function looksLikeText(bytes: Uint8Array): boolean {
  const head = bytes.subarray(0, 64 * 1024);
  const whole = head.length === bytes.length;
  // A character cut in two at the end of the head is no fault of the text.
  const tries = whole ? [0] : [0, 1, 2, 3];
  return tries.some((cut) => decodeText(head.subarray(0, head.length - cut)) !== null);
}

function checked(text: string | null): string | null {
  return text !== null && isText(text) ? text : null;
}

function decode(encoding: 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030' | 'big5', bytes: Uint8Array, strict: boolean): string | null {
  try {
    return new TextDecoder(encoding, { fatal: strict }).decode(bytes);
  } catch {
    return null;
  }
}

/** UTF-16 without a mark: line ends and digits have a zero byte at one side, and few characters have one at the other. */
function wideEncoding(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  if (bytes.length < 4 || bytes.length % 2 !== 0) return null;
  let even = 0;
  let odd = 0;
  const end = Math.min(bytes.length, 4096);
  for (let index = 0; index < end; index++) {
    if (bytes[index] !== 0) continue;
    if (index % 2 === 0) even++;
    else odd++;
  }
  if (even + odd === 0) return null;
  return odd > even ? 'utf-16le' : 'utf-16be';
}

/** Text holds no control characters but blanks, and mostly characters that people write. */
function isText(text: string): boolean {
  let odd = 0;
  let count = 0;
  for (const character of text.length > 200_000 ? text.slice(0, 200_000) : text) {
    const code = character.codePointAt(0) ?? 0;
    count++;
    if (code === 0) return false;
    const control = (code < 32 && code !== 9 && code !== 10 && code !== 13 && code !== 12 && code !== 11) || (code >= 0x7f && code < 0xa0);
    const unassigned = (code >= 0xe000 && code < 0xf900) || (code >= 0xfff0 && code !== 0xfffd && code < 0x10000) || code >= 0x30000;
    if (control || code === 0xfffd) odd += 4;
    else if (unassigned) odd++;
  }
  return odd * 50 <= count;
}
