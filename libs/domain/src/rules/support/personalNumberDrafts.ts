import { personalNumbers } from '../../privacy/numbers.js';
import type { PersonalNumber } from '../../privacy/numbers.js';
import type { Message, Paragraph } from '../../report.js';
import type { Draft, Subject } from '../rule.js';

/** The personal numbers of one kind in everything that would be published, each with its paragraph's place. */
export function personalNumberDrafts({ report }: Subject, kind: PersonalNumber, name: Message): Draft[] {
  const paragraphs: Paragraph[] = [
    { text: report.title, at: null },
    ...report.preamble,
    ...report.sections.flatMap((section) => [{ text: section.title, at: section.at }, ...section.paragraphs]),
  ];
  return paragraphs.flatMap(({ text, at }) => (/[0-9０-９]{4}/.test(text) ? personalNumbers(text) : []).filter((found) => found.kind === kind).map((found): Draft => ({
    cells: [],
    message: {
      zh: `文中出现${name.zh}「${found.masked}」，请删去；确需公开的，请说明理由。`,
      en: `The text contains a ${name.en} (${found.masked}). Remove it, or explain why it has to be published.`,
    },
    at,
    about: found.masked,
  })));
}
