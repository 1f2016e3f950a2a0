import { z } from 'zod';
import { placeSchema } from './report.js';

/** `blocking`: cannot be submitted. `explain`: needs a written explanation to be submitted. `note`: for information. */
export const severitySchema = z.enum(['blocking', 'explain', 'note']);
export type Severity = z.infer<typeof severitySchema>;

const messageSchema = z.object({ zh: z.string(), en: z.string() });

/** What a rule found. An equation's `expected` is the sum of its parts and `actual` the total written; both are `null` where a rule compares nothing. */
export const findingSchema = z.object({
  rule: z.string(),
  severity: severitySchema,
  cells: z.array(z.string()),
  expected: z.number().nullable(),
  actual: z.number().nullable(),
  message: messageSchema,
  at: placeSchema.nullable(),
  /** A value the equations imply for `cells[0]`, offered and never applied by itself. */
  suggestion: z.number().optional(),
  /** Stays the same as long as what is found stays the same, so that a person's explanation survives re-checking. */
  fingerprint: z.string(),
});
export type Finding = z.infer<typeof findingSchema>;

/** One way to make the tables add up: the smallest set of cells to change, with the reason it is likely. */
export const repairSchema = z.object({
  cells: z.array(z.object({ cell: z.string(), from: z.number().nullable(), to: z.number() })),
  reason: messageSchema,
});
export type Repair = z.infer<typeof repairSchema>;
