import { readdir, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';

/** Endings of files that are looked at inside folders; a file named by itself is read whatever it is called. */
const endings = new Set(['.txt', '.docx', '.docm', '.doc', '.wps', '.rtf', '.html', '.htm', '.xlsx', '.xlsm', '.xls', '.et', '.pdf']);

/** The files that arguments name, folders searched through, in the order given and by name inside folders. */
export async function filesIn(paths: readonly string[]): Promise<string[]> {
  const files: string[] = [];
  for (const path of paths) {
    const isFolder = await stat(path).then((found) => found.isDirectory(), () => false);
    if (!isFolder) {
      files.push(path);
      continue;
    }
    const entries = await readdir(path, { recursive: true, withFileTypes: true });
    const inside = entries.filter((entry) => entry.isFile() && endings.has(extname(entry.name).toLowerCase()) && !entry.name.startsWith('~$'));
    files.push(...inside.map((entry) => join(entry.parentPath, entry.name)).sort());
  }
  return files;
}
