/* oxlint-disable no-restricted-imports -- the one exception of this library: no parser for the old formats is kept well, so their bytes go through LibreOffice, in a folder of their own. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { threadId } from 'node:worker_threads';
import { promisify } from 'node:util';
import { Unreadable } from '../errors.js';

/** Kinds of older files that LibreOffice turns into what the readers read. WPS's .wps and .et are Word's and Excel's old formats. */
export type LegacyKind = 'doc' | 'xls' | 'rtf';

/** Under the limit of the worker pool, so that no LibreOffice outlives the reading it was started for. */
const longest = 9_000;

const places = ['/usr/bin', '/usr/local/bin', '/usr/lib/libreoffice/program', '/opt/libreoffice/program', '/Applications/LibreOffice.app/Contents/MacOS'];

/** Where LibreOffice is installed, or `null`. */
export function findLibreOffice(): string | null {
  const folders = [...(process.env.PATH ?? '').split(delimiter), ...places];
  return folders.flatMap((folder) => ['soffice', 'libreoffice'].map((name) => join(folder, name))).find((path) => existsSync(path)) ?? null;
}

/**
 * Converts an older file to .docx or .xlsx.
 * @throws Unreadable `converter-missing` where there is no LibreOffice, `conversion-failed` where it gives no result in time.
 */
export async function convertLegacy(bytes: Uint8Array, kind: LegacyKind, office: string | null = findLibreOffice()): Promise<Uint8Array> {
  if (office === null) throw new Unreadable('converter-missing');
  const folder = await mkdtemp(join(tmpdir(), 'gouji-legacy-'));
  const target = kind === 'xls' ? 'xlsx' : 'docx';
  // Two LibreOffices cannot share a profile; one that is kept starts faster than a new one.
  const profile = pathToFileURL(join(tmpdir(), `gouji-legacy-profile-${process.pid}-${threadId}`)).href;
  try {
    await writeFile(join(folder, `report.${kind}`), bytes);
    await promisify(execFile)(office, [
      `-env:UserInstallation=${profile}`, '--headless', '--norestore', '--convert-to', kind === 'xls' ? 'xlsx:Calc MS Excel 2007 XML' : 'docx:MS Word 2007 XML',
      '--outdir', folder, join(folder, `report.${kind}`),
    ], { timeout: longest, killSignal: 'SIGKILL' });
    return new Uint8Array(await readFile(join(folder, `report.${target}`)));
  } catch {
    throw new Unreadable('conversion-failed');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
