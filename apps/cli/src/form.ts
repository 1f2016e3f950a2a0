import type { Language } from './wording.js';

/** Writes the blank form of a year as Word or Excel, or one filled with facts; gives the exit code. */
export async function writeForm(_form: string, _options: { format: 'docx' | 'xlsx'; factsFile?: string; out?: string; language: Language }): Promise<number> {
  return 2;
}
