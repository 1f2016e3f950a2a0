import { canonicalJson, type Json } from '@gouji/domain/canonicalJson';
import { cellsOf } from '@gouji/domain/forms/form';
import { formById } from '@gouji/domain/forms/catalogue';
import type { Publication } from './publication.js';

/** The report as open data: canonical JSON (RFC 8785), so that equal reports are equal bytes. A blank cell is `null`, an absent one is not there. */
export function dataOf(publication: Publication): string {
  const { report, body, year, form, revision, sourceSha256, ruleSet, explanations, signedAt } = publication;
  const facts: Record<string, Json> = {};
  for (const cell of cellsOf(formById(form)).keys()) {
    const fact = report.facts[cell];
    if (fact) facts[cell] = fact.value;
  }
  return canonicalJson({
    agency: { code: body.code, name: body.name },
    year, form, revision, title: report.title, facts, ruleSet, signedAt,
    source: { sha256: sourceSha256 },
    preamble: report.preamble.map((paragraph) => paragraph.text),
    sections: report.sections.map((section) => ({ number: section.number, title: section.title, paragraphs: section.paragraphs.map((paragraph) => paragraph.text) })),
    explanations: explanations.map(({ rule, cells, text }) => ({ rule, cells, text })),
  });
}
