import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { ReadOutcome } from '@gouji/domain/report';
import { ENVIRONMENT, type Environment } from '@gouji/platform/config/environment';
import { createReaderPool } from '@gouji/reading/readInWorker';

const TIMEOUT_MS = 10_000;
const MEMORY_MB = 384;

/** Reads documents off the event loop, within limits of time and memory. */
@Injectable()
export class Reader implements OnApplicationShutdown {
  readonly #pool;

  constructor(@Inject(ENVIRONMENT) environment: Environment) {
    this.#pool = createReaderPool({ size: environment.READER_THREADS, timeoutMs: TIMEOUT_MS, memoryMb: MEMORY_MB });
  }

  read(bytes: Uint8Array, filename: string | null): Promise<ReadOutcome> {
    return this.#pool.read(bytes, { today: new Date(), ...(filename === null ? {} : { filename }) });
  }

  async onApplicationShutdown(): Promise<void> {
    await this.#pool.close();
  }
}
