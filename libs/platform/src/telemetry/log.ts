import { pino, type Logger } from 'pino';

export type { Logger };

/**
 * The program's logger: one JSON line per event, a readable sentence with searchable fields, no personal data.
 * Authorisation headers, cookies and passwords never reach it; the redaction is a second fence.
 */
export function createLogger(app: string, level: string): Logger {
  return pino({
    level,
    base: { app },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    redact: ['*.password', '*.token', '*.authorization', '*.cookie'],
  });
}

/** The token under which Nest injects the logger. */
export const LOGGER = Symbol('logger');
