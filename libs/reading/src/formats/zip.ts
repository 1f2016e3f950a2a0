import { crc32, inflateRawSync } from 'node:zlib';
import { Unreadable } from '../errors.js';

/** No report unpacks to more than this; a zip bomb does. */
const mostBytes = 32 * 1024 * 1024;
const mostEntries = 20_000;

/** The entries of a zip by name, unpacked when asked for, within a limit on what they unpack to in all. */
export interface Zip {
  readonly names: readonly string[];
  /** An entry's text, or `null` when there is none of that name. @throws Unreadable `damaged`, `encrypted` or `too-large`. */
  text(name: string): string | null;
}

interface Entry { readonly offset: number; readonly method: number; readonly flags: number; readonly packed: number; readonly crc: number }

/**
 * Opens a zip by its central directory.
 * @throws Unreadable when it is cut off, damaged or beyond any document's size.
 */
export function openZip(bytes: Uint8Array): Zip {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const entries = directoryOf(buffer);
  let left = mostBytes;
  return {
    names: [...entries.keys()],
    text: (name) => {
      const entry = entries.get(name);
      if (!entry) return null;
      const content = unpack(buffer, entry, left);
      left -= content.length;
      return decodeXml(content);
    },
  };
}

function directoryOf(buffer: Buffer): Map<string, Entry> {
  const end = buffer.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  if (end < 0 || end + 22 > buffer.length) throw new Unreadable('truncated');
  const count = buffer.readUInt16LE(end + 10);
  let at = buffer.readUInt32LE(end + 16);
  if (at === 0xffffffff || count > mostEntries) throw new Unreadable('too-large');
  const entries = new Map<string, Entry>();
  for (let index = 0; index < count; index++) {
    if (at + 46 > buffer.length || buffer.readUInt32LE(at) !== 0x02014b50) throw new Unreadable('damaged');
    const nameLength = buffer.readUInt16LE(at + 28);
    const name = buffer.toString('utf8', at + 46, at + 46 + nameLength).replaceAll('\\', '/');
    entries.set(name, {
      flags: buffer.readUInt16LE(at + 8), method: buffer.readUInt16LE(at + 10), crc: buffer.readUInt32LE(at + 16),
      packed: buffer.readUInt32LE(at + 20), offset: buffer.readUInt32LE(at + 42),
    });
    at += 46 + nameLength + buffer.readUInt16LE(at + 30) + buffer.readUInt16LE(at + 32);
  }
  return entries;
}

function unpack(buffer: Buffer, entry: Entry, limit: number): Buffer {
  if (entry.flags & 1) throw new Unreadable('encrypted');
  const { offset } = entry;
  if (offset + 30 > buffer.length || buffer.readUInt32LE(offset) !== 0x04034b50) throw new Unreadable('damaged');
  const start = offset + 30 + buffer.readUInt16LE(offset + 26) + buffer.readUInt16LE(offset + 28);
  const packed = buffer.subarray(start, start + entry.packed);
  if (packed.length < entry.packed) throw new Unreadable('truncated');
  if (entry.method !== 0 && entry.method !== 8) throw new Unreadable('damaged');
  if (entry.method === 0 && packed.length > limit) throw new Unreadable('too-large');
  const content = entry.method === 0 ? packed : inflate(packed, limit);
  if (crc32(content) !== entry.crc) throw new Unreadable('damaged');
  return content;
}

function inflate(packed: Buffer, limit: number): Buffer {
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(limit, 1) });
  } catch (error) {
    throw new Unreadable(error instanceof RangeError ? 'too-large' : 'damaged');
  }
}

function decodeXml(content: Buffer): string {
  if (content[0] === 0xff && content[1] === 0xfe) return new TextDecoder('utf-16le').decode(content);
  if (content[0] === 0xfe && content[1] === 0xff) return new TextDecoder('utf-16be').decode(content);
  return content.toString('utf8', content[0] === 0xef && content[1] === 0xbb ? 3 : 0);
}
