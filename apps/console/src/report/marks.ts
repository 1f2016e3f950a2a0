import { checkTables } from '@gouji/domain/check';
import type { Finding, Severity } from '@gouji/domain/findings';
import type { Form } from '@gouji/domain/forms/form';
import type { Facts, Message, Place } from '@gouji/domain/report';
import { rules } from '@gouji/domain/rules/registry';

/** How a cell is marked. `named`: the findings are about this very cell; otherwise it is a part of a sum that fails. */
export interface CellMark { readonly severity: Severity; readonly named: boolean; readonly messages: readonly Message[] }

/** A long sum that fails has many parts, of which few are wrong: only its total is marked loudly. */
export const FEW_CELLS = 4;

const weight: Readonly<Record<Severity, number>> = { note: 0, explain: 1, blocking: 2 };

export function marksOf(findings: readonly Finding[]): ReadonlyMap<string, CellMark> {
  const marks = new Map<string, CellMark>();
  for (const finding of findings) {
    for (const [index, cell] of finding.cells.entries()) {
      const named = finding.cells.length <= FEW_CELLS || index === finding.cells.length - 1;
      const known = marks.get(cell);
      const louder = !known || Number(named) > Number(known.named) || (named === known.named && weight[finding.severity] > weight[known.severity]);
      marks.set(cell, {
        ...(louder ? { severity: finding.severity, named } : { severity: known.severity, named: known.named }),
        messages: [...(known?.messages ?? []), finding.message],
      });
    }
  }
  return marks;
}

const tableRules: ReadonlySet<string> = new Set(rules.filter((rule) => rule.group === 'totals' || rule.group === 'cells').map((rule) => rule.id));

const proseRules: ReadonlySet<string> = new Set(rules.filter((rule) => rule.group === 'narrative' || rule.group === 'privacy' || rule.id === 'fees.statement').map((rule) => rule.id));

/** Whether a finding is best shown in the text rather than in the tables. */
export function isAboutProse(finding: Finding): boolean {
  return proseRules.has(finding.rule);
}

/**
 * Findings while somebody is typing: cells and totals are checked anew over what was typed; what only the server can check
 * (prose, history) stands as it was until the correction is saved.
 */
export function findingsWhileTyping(form: Form, facts: Facts, saved: readonly Finding[]): Finding[] {
  return [...checkTables(form, facts), ...saved.filter((finding) => !tableRules.has(finding.rule))];
}

/** Whether a finding or a fact stands in a paragraph. Reading places a text paragraph by the line it begins on. */
export function standsAt(place: Place | null, paragraph: Place | null): boolean {
  if (place === null || paragraph === null) return false;
  if ('line' in place && 'line' in paragraph) return place.line === paragraph.line;
  if ('paragraph' in place && 'paragraph' in paragraph) return place.paragraph === paragraph.paragraph;
  if ('page' in place && 'page' in paragraph) return place.page === paragraph.page && place.y >= paragraph.y - 1 && place.y <= paragraph.y + paragraph.h + 1;
  return false;
}

/** Where something stands in the source document, in words. */
export function placeName(place: Place): Message {
  if ('line' in place) return { zh: `第 ${place.line} 行`, en: `line ${place.line}` };
  if ('page' in place) return { zh: `第 ${place.page} 页`, en: `page ${place.page}` };
  if ('table' in place) return { zh: `第 ${place.table} 个表格第 ${place.row} 行第 ${place.col} 列`, en: `table ${place.table}, row ${place.row}, column ${place.col}` };
  if ('paragraph' in place) return { zh: `第 ${place.paragraph} 段`, en: `paragraph ${place.paragraph}` };
  return { zh: `工作表“${place.sheet}”${place.cell}`, en: `sheet “${place.sheet}”, ${place.cell}` };
}
