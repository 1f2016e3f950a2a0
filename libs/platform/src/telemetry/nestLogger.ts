import type { LoggerService } from '@nestjs/common';
import type { Logger } from './log.js';

/** Nest's own messages through the program's logger; its start-up chatter only at debug. */
export function nestLogger(log: Logger): LoggerService {
  return {
    log: (message: unknown) => log.debug(String(message)),
    debug: (message: unknown) => log.debug(String(message)),
    verbose: (message: unknown) => log.trace(String(message)),
    warn: (message: unknown) => log.warn(String(message)),
    error: (message: unknown, stack?: unknown) => log.error({ stack }, message instanceof Error ? message.message : String(message)),
    fatal: (message: unknown) => log.fatal(String(message)),
  };
}
