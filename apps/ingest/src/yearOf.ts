import type { Format } from '@gouji/domain/report';
import { titleYear } from '@gouji/reading/titleYear';

/**
 * The reporting year, as far as the door can tell: from the title in the file, else from the file's name. `null` where
 * neither says; reading the whole document settles it then.
 */
export async function yearOf(bytes: Buffer, format: Format, filename: string): Promise<number | null> {
  return (await titleYear(bytes, format)) ?? yearIn(filename);
}

function yearIn(filename: string): number | null {
  const year = /(?<!\d)(20\d{2})(?!\d)/.exec(filename)?.[1];
  return year === undefined ? null : Number(year);
}
