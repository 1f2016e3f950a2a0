import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

/**
 * Measures the gzipped script that each page of the built console loads first: the entry and the page's own chunk, with
 * everything they import statically. Exits 1 when a page needs more than the limit.
 */
const LIMIT_KB = 350;
const dist = new URL('./dist/', import.meta.url);
const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', dist), 'utf8'));
const sizes = new Map();
const kb = (bytes) => Math.round(bytes / 102.4) / 10;

const gzipped = (file) => {
  if (!sizes.has(file)) sizes.set(file, gzipSync(readFileSync(new URL(file, dist)), { level: 9 }).length);
  return sizes.get(file);
};

function filesOf(key, seen = new Set()) {
  const chunk = manifest[key];
  if (chunk === undefined || seen.has(chunk.file)) return seen;
  seen.add(chunk.file);
  for (const imported of chunk.imports ?? []) filesOf(imported, seen);
  return seen;
}

const entry = Object.keys(manifest).find((key) => manifest[key].isEntry);
const pages = [entry, ...(manifest[entry].dynamicImports ?? [])].map((page) => {
  const files = page === entry ? filesOf(entry) : filesOf(page, filesOf(entry));
  return { page, kilobytes: kb([...files].filter((file) => file.endsWith('.js')).reduce((sum, file) => sum + gzipped(file), 0)) };
});
process.stdout.write(`${JSON.stringify({ limit: LIMIT_KB, pages }, null, 2)}\n`);
process.exitCode = pages.some((page) => page.kilobytes > LIMIT_KB) ? 1 : 0;
