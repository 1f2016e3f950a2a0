import { identityOf } from './outline/identity.js';
import { decodeText } from './text/decodeText.js';
import { readText } from './text/readText.js';

/**
 * The year a plain-text report is for, by its title or its reporting period, without reading its tables. The same look
 * that `readDocument` takes, so that the two never disagree.
 */
export function textYear(bytes: Uint8Array): number | null {
  const text = decodeText(bytes);
  return text === null ? null : identityOf(readText(text)).year;
}
