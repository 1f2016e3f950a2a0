import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { readDocument } from '@gouji/reading/readDocument';
import { z } from 'zod';
import { filesIn } from './files.js';
import { call, connect } from './installation.js';
import type { Language } from './wording.js';

const imported = z.object({ body: z.string(), year: z.int() });

/**
 * `gouji import`: reads reports of earlier years here and records them in an installation as history to compare with.
 * Importing a file again changes nothing. Exit code 0: all were taken; 2: one or more were not, each named with its reason.
 */
export async function importHistory(paths: readonly string[], options: { url: string | undefined; body: string | undefined; language: Language }): Promise<number> {
  const { language } = options;
  const zh = language === 'zh';
  const connection = await connect(options.url, language);
  if (!connection.ok) return refuse(connection.sentence);
  const files = await filesIn(paths);
  let taken = 0;
  for (const [index, file] of files.entries()) {
    if (process.stderr.isTTY) process.stderr.write(`\r${index + 1}/${files.length}`);
    const outcome = await importFile(file);
    if (outcome.ok) taken += 1;
    process.stdout.write(`${outcome.ok ? '✓' : '✗'} ${file}  ${outcome.sentence}\n`);
  }
  process.stdout.write(zh ? `共 ${files.length} 份，导入 ${taken} 份。\n` : `${taken} of ${files.length} imported.\n`);
  return taken === files.length && files.length > 0 ? 0 : 2;

  async function importFile(file: string): Promise<{ ok: boolean; sentence: string }> {
    if (!connection.ok) return { ok: false, sentence: connection.sentence };
    let bytes: Buffer;
    try {
      bytes = await readFile(file);
    } catch {
      return { ok: false, sentence: zh ? '文件打不开。' : 'The file cannot be opened.' };
    }
    const read = await readDocument(bytes, { today: new Date(), filename: file });
    if (!read.ok) return { ok: false, sentence: read.error.message[language] };
    // A past figure that could not be read would be compared with as if the body had reported it.
    if (read.report.doubts.length > 0) return { ok: false, sentence: zh ? `有 ${read.report.doubts.length} 处读不准，请先用 gouji check 核对。` : `${read.report.doubts.length} places could not be read with certainty. Look at them with gouji check first.` };
    const answer = await call(connection.value, 'POST', '/api/history', imported, language, {
      ...(options.body === undefined ? {} : { body: options.body }), sourceSha256: createHash('sha256').update(bytes).digest('hex'), report: read.report,
    });
    return answer.ok ? { ok: true, sentence: `${answer.value.body} ${answer.value.year}` } : { ok: false, sentence: answer.sentence };
  }
}

function refuse(sentence: string): number {
  process.stderr.write(`${sentence}\n`);
  return 2;
}
