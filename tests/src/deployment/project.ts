import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder. */
export const project = fileURLToPath(new URL('../../../', import.meta.url));

/** A file of the project, as text. */
export function textOf(path: string): string {
  return readFileSync(join(project, path), 'utf8');
}

export function isThere(path: string): boolean {
  return existsSync(join(project, path));
}

/** `NAME=value` lines; blank lines and comments count for nothing. */
export function settingsIn(text: string): Record<string, string> {
  const lines = text.split('\n').filter((line) => /^\s*[^#\s]/.test(line));
  return Object.fromEntries(lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]));
}
