import type { Format, ReadOutcome } from '@gouji/domain/report';
import { assembleReport } from './assembleReport.js';
import type { Document } from './document.js';
import { readError, Unreadable } from './errors.js';
import { formatOf } from './formatOf.js';
import { decodeText } from './text/decodeText.js';
import { readText } from './text/readText.js';

/**
 * Reads a report from a document of any supported format.
 * @param bytes the file; its format is judged by content.
 * @param options.today decides whether the report's year has ended.
 * @returns the report with its facts and doubts, or why it cannot be read. Bad documents never throw.
 */
export async function readDocument(bytes: Uint8Array, options: { today: Date; filename?: string }): Promise<ReadOutcome> {
  const kind = formatOf(bytes);
  if (!kind.ok) return kind;
  try {
    const current = kind.legacy ? await (await import('./formats/convertLegacy.js')).convertLegacy(bytes, kind.legacy) : bytes;
    const document = await parse(kind.format, current);
    return { ok: true, format: kind.format, report: assembleReport(document, options.today) };
  } catch (error) {
    if (error instanceof Unreadable) return { ok: false, error: readError(error.code) };
    // The stack or an array's length ran out: only nesting or size beyond any report does that.
    if (error instanceof RangeError) return { ok: false, error: readError('too-large') };
    throw error;
  }
}

/** No text or web page of a report is longer. */
const mostText = 16 * 1024 * 1024;

/** Whatever a parser stumbles over in a file is damage to that file. */
async function parse(format: Format, bytes: Uint8Array): Promise<Document> {
  try {
    return await documentOf(format, bytes);
  } catch (error) {
    if (error instanceof Unreadable || error instanceof RangeError) throw error;
    throw new Unreadable('damaged');
  }
}

async function documentOf(format: Format, bytes: Uint8Array): Promise<Document> {
  if ((format === 'txt' || format === 'html') && bytes.length > mostText) throw new Unreadable('too-large');
  switch (format) {
    case 'txt': {
      const text = decodeText(bytes);
      if (text === null) throw new Unreadable('unsupported-type');
      return readText(text);
    }
    case 'docx': return (await import('./formats/readDocx.js')).readDocx(bytes);
    case 'html': return (await import('./formats/readHtml.js')).readHtml(bytes);
    case 'xlsx': return (await import('./formats/readXlsx.js')).readXlsx(bytes);
    case 'pdf': return (await import('./formats/readPdf.js')).readPdf(bytes);
  }
}
