import { impliedSentence } from './support/impliedWording.js';
import type { Draft, Rule } from './rule.js';
import { nameOf } from './wording.js';

export const cellsAreThere: Rule = {
  id: 'cell.missing',
  group: 'cells',
  severity: 'blocking',
  sentence: { zh: '表格不缺格（地方自行增加的行除外）。', en: 'The document has every cell of the form (rows that only some regions print excepted).' },
  clause: '国办公开办函〔2019〕60号、〔2021〕30号，格式',
  example: { zh: '「（一）予以公开」一行只有六个数，缺总计。', en: 'The row “granted” has six values; its total is cut off.' },
  check: ({ report, cells: { numbered, states, allRead }, implied }) => {
    const drafts: Draft[] = [];
    if (allRead) return drafts;
    for (const [index, cell] of numbered.cells.entries()) {
      if (states[index] !== 'absent' || cell.optional) continue;
      const name = nameOf(cell);
      const suggestion = implied().get(index);
      const hint = impliedSentence(numbered, implied(), index);
      drafts.push({
        cells: [cell.id],
        message: { zh: `文件中没有「${name.zh}」这一格。${hint.zh}`, en: `The document lacks the cell ${name.en}.${hint.en}` },
        at: nearestPlace(index),
        suggestion,
        about: String(suggestion),
      });
    }
    return drafts;

    /** Where the cell before it in the same row stands: the place to look for what is missing. */
    function nearestPlace(index: number): Draft['at'] {
      const row = numbered.cells[index]?.row;
      for (let before = index - 1; before >= 0 && numbered.cells[before]?.row === row; before -= 1) {
        const at = report.facts[numbered.cells[before]?.id ?? '']?.at;
        if (at) return at;
      }
      return null;
    }
  },
};
