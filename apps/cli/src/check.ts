import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { checkReport, type CheckResult } from '@gouji/domain/check';
import { formById } from '@gouji/domain/forms/catalogue';
import type { ReadError, ReadOutcome } from '@gouji/domain/report';
import type { ReaderPool } from '@gouji/reading/readInWorker';
import { filesIn } from './files.js';
import { cellIds, cellText, placeText, severityName, sidesText, type Language } from './wording.js';

interface Checked {
  readonly file: string;
  readonly sha256: string;
  readonly outcome: ReadOutcome;
  readonly result: CheckResult | null;
}

type Read = (bytes: Uint8Array, options: { today: Date; filename: string }) => Promise<ReadOutcome>;

/** Reads and checks files, prints what was found, and gives the exit code. */
export async function check(paths: readonly string[], options: { json: boolean; language: Language }): Promise<number> {
  const files = await filesIn(paths);
  const { read, close, width } = readerFor(files.length);
  let code = 0;
  let done = 0;
  const print = (checked: Checked) => {
    clearProgress();
    process.stdout.write(options.json ? `${JSON.stringify(jsonOf(checked))}\n` : textOf(checked, options.language));
    const blocking = checked.result?.findings.some((finding) => finding.severity === 'blocking') ?? false;
    code = Math.max(code, checked.outcome.ok ? (blocking ? 1 : 0) : 2);
    progress(++done, files.length, options.language);
  };
  await inOrder(files, width, (file) => checkFile(file, read), print);
  clearProgress();
  await close();
  if (files.length === 0) {
    process.stderr.write(options.language === 'zh' ? '没有找到可读取的文件。\n' : 'No file to read was found.\n');
    return 2;
  }
  return code;
}

/** A file beyond this is left to a worker thread, which cannot hang the command or take all memory. */
const smallFile = 2 * 1024 * 1024;

/** Worker threads read the files, several at once. One small file of a simple format is read right here, which starts faster. */
function readerFor(count: number): { read: Read; close: () => Promise<void>; width: number } {
  const size = Math.max(1, Math.min(availableParallelism(), 8, count));
  let pool: Promise<ReaderPool> | null = null;
  const start = async () => (await import('@gouji/reading/readInWorker')).createReaderPool({ size });
  return {
    read: async (bytes, options) => {
      const simple = count === 1 && bytes.length <= smallFile && !Buffer.from(bytes.subarray(0, 1024)).includes('%PDF-');
      if (simple) return (await import('@gouji/reading/readDocument')).readDocument(bytes, options);
      return (await (pool ??= start())).read(bytes, options);
    },
    close: async () => (await pool)?.close(),
    width: size * 2,
  };
}

async function checkFile(file: string, read: Read): Promise<Checked> {
  const bytes = await readFile(file).catch(() => null);
  if (bytes === null) return { file, sha256: '', outcome: { ok: false, error: notFound }, result: null };
  const today = new Date();
  const outcome = await read(bytes, { today, filename: file });
  const result = outcome.ok ? checkReport(outcome.report, { today }) : null;
  return { file, sha256: createHash('sha256').update(bytes).digest('hex'), outcome, result };
}

const notFound: ReadError = {
  code: 'file-not-found',
  message: { zh: '文件不存在或没有读取权限。请检查路径。', en: 'The file does not exist or may not be read. Check the path.' },
};

/** Works on several files at once and hands the results on in the files' own order. */
async function inOrder<T>(files: readonly string[], width: number, work: (file: string) => Promise<T>, take: (result: T) => void): Promise<void> {
  const running: Promise<T>[] = [];
  for (const file of files) {
    running.push(work(file));
    const oldest = running[0];
    if (running.length >= width && oldest) {
      take(await oldest);
      void running.shift();
    }
  }
  for (const rest of running) take(await rest);
}

function jsonOf({ file, sha256, outcome, result }: Checked) {
  if (!outcome.ok) return { file, error: outcome.error };
  const { form, year, agency, facts } = outcome.report;
  return { file, sha256, format: outcome.format, form, year, agency, facts, findings: result?.findings ?? [], repairs: result?.repairs ?? [], repairNote: result?.repairNote ?? null };
}

function textOf({ file, outcome, result }: Checked, language: Language): string {
  const zh = language === 'zh';
  if (!outcome.ok) return `${file}\n  ✗ ${zh ? '无法读取' : 'unreadable'} [${outcome.error.code}] ${outcome.error.message[language]}\n\n`;
  const { report } = outcome;
  const form = formById(report.form);
  const lines = [zh
    ? `${file}\n  ${report.agency ?? '（未写明单位）'} ${report.year}年报告，${report.form}年格式，${Object.keys(report.facts).length}个单元格`
    : `${file}\n  ${report.agency ?? '(no body named)'}, ${report.year}, form of ${report.form}, ${Object.keys(report.facts).length} cells`];
  const findings = result?.findings ?? [];
  if (findings.length === 0) lines.push(zh ? '  ✓ 没有发现问题' : '  ✓ nothing found');
  for (const finding of findings) {
    const mark = finding.severity === 'blocking' ? '✗' : finding.severity === 'explain' ? '!' : '·';
    lines.push(`  ${mark} ${severityName[language][finding.severity]} [${finding.rule}] ${finding.message[language]}`);
    const details = [placeText(finding.at, language), sidesText(finding, language), cellIds(finding.cells)].filter((detail) => detail !== '');
    if (details.length > 0) lines.push(`      ${details.join(' · ')}`);
    if (finding.suggestion !== undefined) lines.push(zh ? `      建议值：${finding.suggestion}` : `      suggested value: ${finding.suggestion}`);
  }
  const [repair] = result?.repairs ?? [];
  if (repair) {
    const changes = repair.cells.map((change) => `${cellText(form, change.cell, language)}: ${change.from ?? (zh ? '空' : 'blank')} → ${change.to}`);
    lines.push(zh ? `  建议的最小改动（请核实后自行更正）：` : '  Smallest change that makes the tables add up (verify before you correct):', ...changes.map((change) => `      ${change}`), `      ${repair.reason[language]}`);
  }
  if (result?.repairNote) lines.push(`  ${result.repairNote[language]}`);
  return `${lines.join('\n')}\n\n`;
}

function progress(done: number, total: number, language: Language): void {
  if (!process.stderr.isTTY || total < 2) return;
  process.stderr.write(`\r${language === 'zh' ? '已核对' : 'checked'} ${done}/${total}`);
}

function clearProgress(): void {
  if (process.stderr.isTTY) process.stderr.write('\r\u001b[K');
}
