import { form2019 } from './form2019.js';
import { form2021 } from './form2021.js';
import type { Form, FormId } from './form.js';

/** All forms, oldest first. */
export const forms: readonly Form[] = [form2019, form2021];

export function formById(id: FormId): Form {
  const form = forms.find((candidate) => candidate.id === id);
  if (!form) throw new Error(`There is no form ${id}.`);
  return form;
}

/**
 * The form for a reporting year.
 * @param today decides whether the year has ended; a year that has not ended has no report yet.
 * @returns the form, or why there is none: `too-early` (before 2019) or `not-ended`.
 */
export function formForYear(year: number, today: Date): Form | 'too-early' | 'not-ended' {
  // China Standard Time: a year ends at midnight in Beijing, 8 hours before UTC.
  const yearInBeijing = new Date(today.getTime() + 8 * 3_600_000).getUTCFullYear();
  if (year >= yearInBeijing) return 'not-ended';
  return forms.find((form) => form.firstYear <= year && (form.lastYear === null || year <= form.lastYear)) ?? 'too-early';
}
