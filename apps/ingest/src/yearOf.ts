import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { Format } from '@gouji/domain/report';
import { ENVIRONMENT, type Environment } from '@gouji/platform/config/environment';
import { createReaderPool } from '@gouji/reading/readInWorker';
import { textYear } from '@gouji/reading/textYear';

/** Text up to this size is looked at in place; its title stands near its beginning. */
const IN_PLACE = 512 * 1024;

/**
 * Finds the year a file reports on, so that the door can tell a first file from a second one for the same year. Plain
 * text is cheap to look at; everything else is read by the same limited workers that the validate app uses, because a
 * file that has just arrived may be hostile.
 */
@Injectable()
export class YearOf implements OnApplicationShutdown {
  readonly #pool;

  constructor(@Inject(ENVIRONMENT) environment: Environment) {
    this.#pool = createReaderPool({ size: environment.READER_THREADS, timeoutMs: 10_000, memoryMb: 384 });
  }

  /** The year by the document's title, else by the file's name; `null` where neither says, and reading settles it later. */
  async find(bytes: Buffer, format: Format, filename: string): Promise<number | null> {
    if (format === 'txt' && bytes.length <= IN_PLACE) return textYear(bytes) ?? yearIn(filename);
    const outcome = await this.#pool.read(bytes, { today: new Date(), filename });
    return outcome.ok ? outcome.report.year : yearIn(filename);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.#pool.close();
  }
}

function yearIn(filename: string): number | null {
  const year = /(?<!\d)(20\d{2})(?!\d)/.exec(filename)?.[1];
  return year === undefined ? null : Number(year);
}
