import { formForYear } from '@gouji/domain/forms/catalogue';
import { cellsOf, type Form } from '@gouji/domain/forms/form';
import type { Doubt, Report } from '@gouji/domain/report';
import type { Block, Document, Grid } from './document.js';
import { Unreadable } from './errors.js';
import { foldLinearTables } from './facts/linearTables.js';
import { readTables } from './facts/readTables.js';
import { otherFormDoubt } from './facts/otherForm.js';
import { loosenGrids } from './facts/loosenGrids.js';
import { foldTextLayouts } from './text/readText.js';
import { identityOf } from './outline/identity.js';
import { outlineOf } from './outline/sections.js';

/**
 * Turns a document of any format into a report.
 * @param today decides whether the report's year has ended.
 * @throws Unreadable when the document is no report, or its year has no form.
 */
export function assembleReport(source: Document, today: Date): Report {
  const document = { ...source, blocks: foldTextLayouts(loosenGrids(source.blocks)) };
  const identity = identityOf(document);
  const { year } = identity;
  const form = year === null ? null : formForYear(year, today);
  const usable: Form = form === null || typeof form === 'string' ? fallbackForm(today) : form;
  const folded = foldLinearTables(usable, document.blocks);
  const grids = folded.filter((block): block is Grid => block.kind === 'grid');
  const tables = readTables(usable, grids);
  const blocks = folded.flatMap((block): Block[] => (block.kind === 'grid' && block.from && !tables.used.has(block) ? [...block.from] : [block]));
  const titleBlocks = identity.titleBlocks.map((index) => blocks.indexOf(document.blocks[index] ?? { kind: 'paragraph', text: '', at: null })).filter((index) => index >= 0);
  const outline = outlineOf(blocks, titleBlocks);
  const found = Object.keys(tables.facts).length;
  if (found < 3 && outline.sections.length < 2) throw new Unreadable('not-a-report');
  if (year === null) throw new Unreadable('year-missing');
  if (form === 'too-early') throw new Unreadable('year-too-early');
  if (form === 'not-ended') throw new Unreadable('year-not-ended');
  const mismatch = otherFormDoubt(usable, grids);
  const doubts: Doubt[] = [...tables.doubts, ...(mismatch ? [mismatch] : [])];
  const order = [...cellsOf(usable).keys()];
  const facts = Object.fromEntries(order.flatMap((id) => (tables.facts[id] ? [[id, tables.facts[id]]] : [])));
  return {
    form: usable.id, year,
    claimedYears: [...identity.claimedYears],
    agency: identity.agency ?? outline.signature.agency,
    title: identity.title,
    preamble: outline.preamble, sections: outline.sections, signature: outline.signature,
    facts, doubts,
  };
}

/** The form in force, only to tell whether a document without a usable year is a report at all. */
function fallbackForm(today: Date): Form {
  const lastYear = new Date(today.getTime() + 8 * 3_600_000).getUTCFullYear() - 1;
  const form = formForYear(Math.max(lastYear, 2021), new Date(Date.UTC(Math.max(lastYear, 2021) + 2, 0, 1)));
  if (typeof form === 'string') throw new Error('The form in force must exist.');
  return form;
}
