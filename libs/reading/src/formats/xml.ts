import { Unreadable } from '../errors.js';

/** Receives the elements of an XML document in order. Names come without their namespace prefix; `attribute` finds a value by its name without prefix. */
export interface XmlHandler {
  open(name: string, attribute: (name: string) => string | undefined): void;
  close(name: string): void;
  text(text: string): void;
}

/** Far deeper than any office program nests. */
const deepest = 400;

/**
 * Walks the XML of an office document. Only what such documents hold is understood: no DTD is read and no entity but the
 * five of XML and character references is resolved, so there is nothing to expand without bound.
 * A scanner of its own because a general parser takes longer over a report's markup than all the rest of reading it.
 * @throws Unreadable `damaged` when elements do not match, `too-large` when they are nested beyond reason.
 */
export function walkXml(xml: string, handler: XmlHandler): void {
  const stack: string[] = [];
  let at = 0;
  while (at < xml.length) {
    const open = xml.indexOf('<', at);
    if (open < 0) break;
    if (open > at && stack.length > 0) handler.text(decodeEntities(xml.slice(at, open)));
    const next = xml.charCodeAt(open + 1);
    if (next === 0x2f) at = closeTag(xml, open, stack, handler);
    else if (next === 0x21 || next === 0x3f) at = skipMarkup(xml, open, handler, stack.length > 0);
    else at = openTag(xml, open, stack, handler);
  }
  if (stack.length > 0) throw new Unreadable('damaged');
}

function closeTag(xml: string, open: number, stack: string[], handler: XmlHandler): number {
  const end = xml.indexOf('>', open);
  if (end < 0) throw new Unreadable('damaged');
  const name = xml.slice(open + 2, end).trimEnd();
  if (stack.pop() !== name) throw new Unreadable('damaged');
  handler.close(localName(name));
  return end + 1;
}

function openTag(xml: string, open: number, stack: string[], handler: XmlHandler): number {
  const end = tagEnd(xml, open);
  const empty = xml.charCodeAt(end - 1) === 0x2f;
  const content = xml.slice(open + 1, empty ? end - 1 : end);
  const space = content.search(/\s/);
  const name = space < 0 ? content : content.slice(0, space);
  if (name === '') throw new Unreadable('damaged');
  const attributes = space < 0 ? '' : content.slice(space);
  const local = localName(name);
  handler.open(local, (wanted) => attributeIn(attributes, wanted));
  if (empty) handler.close(local);
  else {
    stack.push(name);
    if (stack.length > deepest) throw new Unreadable('too-large');
  }
  return end + 1;
}

/** The end of a tag; `>` may stand inside a quoted value. */
function tagEnd(xml: string, open: number): number {
  let end = xml.indexOf('>', open);
  let from = open;
  while (end >= 0) {
    let quote = -1;
    for (let index = from; index < end; index++) {
      const code = xml.charCodeAt(index);
      if (quote < 0 && (code === 0x22 || code === 0x27)) quote = code;
      else if (code === quote) quote = -1;
    }
    if (quote < 0) return end;
    const closing = xml.indexOf(String.fromCharCode(quote), end);
    if (closing < 0) break;
    from = closing + 1;
    end = xml.indexOf('>', from);
  }
  throw new Unreadable('damaged');
}

function skipMarkup(xml: string, open: number, handler: XmlHandler, inside: boolean): number {
  if (xml.startsWith('<!--', open)) return after(xml, '-->', open);
  if (xml.startsWith('<![CDATA[', open)) {
    const end = after(xml, ']]>', open);
    if (inside) handler.text(xml.slice(open + 9, end - 3));
    return end;
  }
  if (xml.startsWith('<!DOCTYPE', open)) {
    const bracket = xml.indexOf('[', open);
    const close = xml.indexOf('>', open);
    return bracket >= 0 && bracket < close ? after(xml, ']>', bracket) : after(xml, '>', open);
  }
  return after(xml, '>', open);
}

function after(xml: string, mark: string, from: number): number {
  const end = xml.indexOf(mark, from);
  if (end < 0) throw new Unreadable('damaged');
  return end + mark.length;
}

function localName(name: string): string {
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(colon + 1);
}

const attributeShape = /([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

function attributeIn(attributes: string, wanted: string): string | undefined {
  const quick = quickAttribute(attributes, wanted);
  if (quick !== null) return quick;
  for (const match of attributes.matchAll(attributeShape)) {
    if (localName(match[1] ?? '') === wanted) return decodeEntities(match[2] ?? match[3] ?? '');
  }
  return undefined;
}

/** The way every office program writes attributes (`name="value"`) without a pattern; `null` where another way is possible. */
function quickAttribute(attributes: string, wanted: string): string | undefined | null {
  if (attributes.includes("'")) return null;
  for (let at = attributes.indexOf(wanted); at >= 0; at = attributes.indexOf(wanted, at + 1)) {
    const before = attributes.charCodeAt(at - 1);
    const after = at + wanted.length;
    if (attributes.charCodeAt(after) !== 0x3d || attributes.charCodeAt(after + 1) !== 0x22) {
      if (/^\s*=/.test(attributes.slice(after, after + 8))) return null;
      continue;
    }
    if (before !== 0x20 && before !== 0x3a && before !== 0x0a && before !== 0x0d && before !== 0x09) continue;
    const end = attributes.indexOf('"', after + 2);
    return end < 0 ? null : decodeEntities(attributes.slice(after + 2, end));
  }
  return undefined;
}

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-fA-F]{1,6})|(\w{1,8}));/g, (whole, decimal: string, hex: string, name: string) => {
    const code = decimal ? Number(decimal) : hex ? parseInt(hex, 16) : null;
    if (code === null) return named[name] ?? whole;
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
  });
}
