import { z } from 'zod';

/** Text that a person may send: at most `longest` characters, and none that PostgreSQL cannot hold (null characters, halves of characters). */
export function plainText(longest: number): z.ZodString {
  return z.string().max(longest).refine((text) => !text.includes('\0') && text.isWellFormed(), 'holds characters that are no text');
}
