import { impliedSentence } from './support/impliedWording.js';
import type { Draft, Rule } from './rule.js';
import { nameOf } from './wording.js';

export const cellsAreFilled: Rule = {
  id: 'cell.blank',
  group: 'cells',
  severity: 'explain',
  sentence: { zh: '每格都要填写，没有发生的填 0；空白不等于零。', en: 'Every cell is filled in, with 0 where nothing happened; blank is not zero.' },
  clause: '国办公开办函〔2019〕60号、〔2021〕30号，填报说明',
  example: { zh: '「（六）其他处理」一行全部留空。', en: 'The row “otherwise handled” is left empty.' },
  check: ({ report, cells: { numbered, states, allRead }, implied }) => {
    const drafts: Draft[] = [];
    if (allRead) return drafts;
    for (const [index, cell] of numbered.cells.entries()) {
      if (states[index] !== 'blank') continue;
      const name = nameOf(cell);
      const suggestion = implied().get(index);
      const hint = impliedSentence(numbered, implied(), index);
      drafts.push({
        cells: [cell.id],
        message: { zh: `「${name.zh}」留空。空白不等于零，请填写或说明。${hint.zh}`, en: `${name.en} is blank. Blank is not zero: fill it in or explain.${hint.en}` },
        at: report.facts[cell.id]?.at ?? null,
        suggestion,
        about: String(suggestion),
      });
    }
    return drafts;
  },
};
