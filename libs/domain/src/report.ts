import { z } from 'zod';

/**
 * A report as read from a document or corrected by a person: the one shape that reading produces, checking takes, the
 * database stores and pages are rendered from.
 */

/** Where something stands in the source document. Lines, rows, columns and pages count from 1. PDF units are points from the top left. */
export const placeSchema = z.union([
  z.object({ line: z.int(), col: z.int() }),
  z.object({ page: z.int(), x: z.number(), y: z.number(), w: z.number(), h: z.number() }),
  z.object({ table: z.int(), row: z.int(), col: z.int() }),
  z.object({ paragraph: z.int() }),
  z.object({ sheet: z.string(), cell: z.string() }),
]);
export type Place = z.infer<typeof placeSchema>;

/**
 * One cell. `value` is `null` when the cell is there but blank, and when its text is not a number (then `raw` says what
 * stands there). A cell the document does not have is absent from `Facts`. `at` is `null` for a value a person entered.
 */
export const factSchema = z.object({ value: z.number().nullable(), raw: z.string(), at: placeSchema.nullable() });
export type Fact = z.infer<typeof factSchema>;

export const factsSchema = z.record(z.string(), factSchema);
export type Facts = z.infer<typeof factsSchema>;

/** A paragraph of a section's prose. Tables are not part of the prose. */
export const paragraphSchema = z.object({ text: z.string(), at: placeSchema.nullable() });
export type Paragraph = z.infer<typeof paragraphSchema>;

/** A section found in the document, in document order. `number` is the section of the form that its numeral and subject identify. */
export const sectionSchema = z.object({
  number: z.int().min(1).max(6),
  title: z.string(),
  at: placeSchema.nullable(),
  paragraphs: z.array(paragraphSchema),
});
export type Section = z.infer<typeof sectionSchema>;

/**
 * Something the reader could not settle: the text of a cell that is no number (`cell.unreadable`), or a part of the
 * document that could not be matched to the form (`table.unmatched`). Checking turns each into a finding.
 */
export const doubtSchema = z.object({
  kind: z.enum(['cell.unreadable', 'table.unmatched']),
  cell: z.string().optional(),
  text: z.string(),
  at: placeSchema.nullable(),
});
export type Doubt = z.infer<typeof doubtSchema>;

export const formIdSchema = z.enum(['2019', '2021']);

export const reportSchema = z.object({
  form: formIdSchema,
  /** The reporting year, from the title. */
  year: z.int(),
  /** Other years the document claims for itself: the reporting period's, the form's. Empty or all equal to `year` in a sound report. */
  claimedYears: z.array(z.object({ source: z.enum(['title', 'period', 'form']), year: z.int(), at: placeSchema.nullable() })),
  /** The reporting body as the title or signature names it; `null` when neither does. */
  agency: z.string().nullable(),
  title: z.string(),
  /** Text between the title and the first section. */
  preamble: z.array(paragraphSchema),
  sections: z.array(sectionSchema),
  /** Signature lines after the last section (body and date), where they could be told apart. */
  signature: z.object({ agency: z.string().nullable(), date: z.iso.date().nullable() }),
  facts: factsSchema,
  doubts: z.array(doubtSchema),
});
export type Report = z.infer<typeof reportSchema>;

/** The document formats Gouji reads. */
export const formatSchema = z.enum(['txt', 'docx', 'html', 'pdf', 'xlsx']);
export type Format = z.infer<typeof formatSchema>;

/** A sentence for people, in both languages. */
export interface Message { readonly zh: string; readonly en: string }

/** Why a document could not be read at all. */
export interface ReadError { readonly code: string; readonly message: Message }

export type ReadOutcome = { readonly ok: true; readonly format: Format; readonly report: Report } | { readonly ok: false; readonly error: ReadError };
