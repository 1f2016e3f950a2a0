import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { basename } from 'node:path';

/** The last lines of a log, for a message about the process that wrote it. */
export function tailOf(file: string, lines = 15): string {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  return readFrom(file, Math.max(0, size - 16_384)).text.trimEnd().split('\n').slice(-lines).join('\n');
}

/**
 * Follows log files and hands on what deserves a person's eye: structured lines of level error and above, and plain
 * text that names an error. The processes write their logs themselves; following costs them nothing.
 *
 * @returns a function that reads once more and stops.
 */
export function followErrors(files: () => string[], show: (line: string) => void): () => void {
  const positions = new Map<string, number>();
  const starting = Date.now();
  const readAll = () => {
    for (const file of files()) {
      const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
      // Lines written before we began were shown, or were not ours to show, the last time.
      const from = positions.get(file) ?? (Date.now() - starting < 1_000 ? size : 0);
      const { text, end } = readFrom(file, size < from ? 0 : from);
      const whole = text.slice(0, text.lastIndexOf('\n') + 1);
      positions.set(file, end - Buffer.byteLength(text.slice(whole.length)));
      const name = basename(file, '.log');
      for (const line of whole.split('\n')) {
        const sentence = errorSentence(line);
        if (sentence !== undefined) show(`[${name}] ${sentence}`);
      }
    }
  };
  readAll();
  const timer = setInterval(readAll, 300);
  timer.unref();
  return () => {
    clearInterval(timer);
    readAll();
  };
}

/** Log levels that deserve a person's eye. */
const errorLevels = new Set(['error', 'fatal']);

/** What a log line says, when it tells of an error; undefined otherwise. */
export function errorSentence(line: string): string | undefined {
  if (line.startsWith('{')) {
    try {
      const entry: unknown = JSON.parse(line);
      if (typeof entry !== 'object' || entry === null || !('level' in entry) || !errorLevels.has(String(entry.level))) return undefined;
      const message = 'msg' in entry ? String(entry.msg) : line;
      const cause = 'err' in entry && typeof entry.err === 'object' && entry.err !== null && 'message' in entry.err ? `: ${String(entry.err.message)}` : '';
      return message + cause;
    } catch {
      return undefined;
    }
  }
  return /^\s*(\w*Error\b|FATAL|PANIC|Uncaught)|\b(FATAL|PANIC):/.test(line) ? line.trim() : undefined;
}

function readFrom(file: string, start: number): { text: string; end: number } {
  let fd: number;
  try {
    fd = openSync(file, 'r');
  } catch {
    return { text: '', end: 0 };
  }
  try {
    const chunks: Buffer[] = [];
    let position = start;
    for (;;) {
      const buffer = Buffer.alloc(65_536);
      const read = readSync(fd, buffer, 0, buffer.length, position);
      if (read === 0) return { text: Buffer.concat(chunks).toString('utf8'), end: position };
      chunks.push(buffer.subarray(0, read));
      position += read;
    }
  } finally {
    closeSync(fd);
  }
}
