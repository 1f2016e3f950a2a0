import { impliedSentence } from './support/impliedWording.js';
import type { Draft, Rule } from './rule.js';
import { nameOf } from './wording.js';

export const cellsAreReadable: Rule = {
  id: 'cell.unreadable',
  group: 'cells',
  severity: 'blocking',
  sentence: { zh: '格中所填是数字。', en: 'What stands in a cell is a number.' },
  clause: '国办公开办函〔2019〕60号、〔2021〕30号，填报说明',
  example: { zh: '「本年新收」填「若干」。', en: 'Requests received: “several”.' },
  check: ({ report, cells: { numbered, states, allRead }, implied }) => {
    const drafts: Draft[] = [];
    if (allRead && report.doubts.length === 0) return drafts;
    for (const [index, cell] of numbered.cells.entries()) {
      if (states[index] !== 'unreadable') continue;
      const fact = report.facts[cell.id];
      const raw = fact?.raw.trim() ?? '';
      const name = nameOf(cell);
      const hint = impliedSentence(numbered, implied(), index);
      drafts.push({
        cells: [cell.id],
        message: { zh: `「${name.zh}」填的是「${raw}」，不是数字。${hint.zh}`, en: `${name.en} says “${raw}”, which is not a number.${hint.en}` },
        at: fact?.at ?? null,
        suggestion: implied().get(index),
        about: raw,
      });
    }
    for (const doubt of report.doubts) {
      if (doubt.kind !== 'cell.unreadable') continue;
      const index = doubt.cell === undefined ? undefined : numbered.numberOf.get(doubt.cell);
      if (index !== undefined && states[index] === 'unreadable') continue;
      const cell = index === undefined ? undefined : numbered.cells[index];
      const name = cell ? nameOf(cell) : { zh: '表中一格', en: 'A cell' };
      drafts.push({
        cells: cell ? [cell.id] : [],
        message: { zh: `「${name.zh}」填的是「${doubt.text}」，读不出数字。`, en: `${name.en} says “${doubt.text}”, which could not be read as a number.` },
        at: doubt.at,
        about: doubt.text,
      });
    }
    return drafts;
  },
};
