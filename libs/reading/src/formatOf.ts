import type { Format, ReadError } from '@gouji/domain/report';
import { readError } from './errors.js';
import { looksLikeText } from './text/decodeText.js';

/** What kind of file bytes are. `legacy` formats are read after LibreOffice has converted them. */
export type FormatOutcome =
  | { readonly ok: true; readonly format: Format; readonly legacy?: 'doc' | 'xls' | 'rtf' }
  | { readonly ok: false; readonly error: ReadError };

/**
 * Judges a file's type by its content alone, never by its name: quick, synchronous, and without reading more than the
 * signature, the zip directory or the beginning of a text.
 */
export function formatOf(bytes: Uint8Array): FormatOutcome {
  if (bytes.length === 0) return refuse('empty');
  if (startsWith(bytes, [0x50, 0x4b])) return zipFormat(bytes);
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])) return compoundFormat(bytes);
  const head = latin(bytes.subarray(0, 1024));
  const pdf = head.indexOf('%PDF-');
  if (pdf >= 0 && /^[\s\0-\x20]*$/.test(head.slice(0, pdf).replace(/^\xef\xbb\xbf/, ''))) {
    return latin(bytes.subarray(Math.max(0, bytes.length - 2048))).includes('%%EOF') ? { ok: true, format: 'pdf' } : refuse('truncated');
  }
  if (head.startsWith('{\\rtf')) return { ok: true, format: 'docx', legacy: 'rtf' };
  if (!looksLikeText(bytes)) return refuse('unsupported-type');
  if (isBlank(bytes)) return refuse('empty');
  return { ok: true, format: looksLikeHtml(bytes) ? 'html' : 'txt' };
}

function refuse(code: Parameters<typeof readError>[0]): FormatOutcome {
  return { ok: false, error: readError(code) };
}

function startsWith(bytes: Uint8Array, signature: readonly number[]): boolean {
  return signature.every((byte, index) => bytes[index] === byte);
}

function latin(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}

/** A zip is what its directory names; without a directory its end is missing. */
function zipFormat(bytes: Uint8Array): FormatOutcome {
  const known = bytes[2] === 3 && bytes[3] === 4 || bytes[2] === 5 && bytes[3] === 6;
  if (!known) return bytes.length < 4 ? refuse('truncated') : refuse('unsupported-type');
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = buffer.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  if (end < 0 || end + 22 > buffer.length) return refuse('truncated');
  const from = buffer.readUInt32LE(end + 16);
  const size = buffer.readUInt32LE(end + 12);
  if (from !== 0xffffffff && from + size > end) return refuse('truncated');
  const names = from === 0xffffffff ? latin(bytes) : latin(bytes.subarray(from, end));
  if (names.includes('word/document')) return { ok: true, format: 'docx' };
  if (names.includes('xl/workbook')) return { ok: true, format: 'xlsx' };
  return refuse('unsupported-type');
}

/** An OLE compound file: an old Word or Excel file, or a modern one under a password. */
function compoundFormat(bytes: Uint8Array): FormatOutcome {
  if (bytes.length < 512) return refuse('truncated');
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const names = (text: string) => buffer.includes(Buffer.from(text, 'utf16le'));
  if (names('EncryptedPackage') || names('EncryptionInfo')) return refuse('encrypted');
  if (names('WordDocument')) return { ok: true, format: 'docx', legacy: 'doc' };
  if (names('Workbook') || names('Book')) return { ok: true, format: 'xlsx', legacy: 'xls' };
  return refuse('unsupported-type');
}

function isBlank(bytes: Uint8Array): boolean {
  if (bytes.length > 100_000) return false;
  return bytes.every((byte) => byte === 0x20 || (byte >= 9 && byte <= 13) || byte === 0xef || byte === 0xbb || byte === 0xbf || byte === 0xff || byte === 0xfe || byte === 0);
}

function looksLikeHtml(bytes: Uint8Array): boolean {
  // Tags are ASCII in every encoding; UTF-16 shows them with zero bytes between.
  const head = latin(bytes.subarray(0, 16_384)).replaceAll('\0', '').toLowerCase();
  if (/<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]/.test(head)) return true;
  const tags = head.match(/<\/?(?:div|p|table|tr|td|th|tbody|span|meta|br|h[1-6]|section|article|font|strong|ul|li)(?:\s[^<>]*)?\/?>/g);
  return (tags?.length ?? 0) >= 3;
}
