import { proseSketch, sharedPart } from '../narrative/resemblance.js';
import type { Draft, Rule } from './rule.js';

/** Reports written apart have about 2 % in common, for all their formulas and names of laws; those written from one template up to a third. */
const largelyTheSame = 0.7;

export const proseIsItsOwn: Rule = {
  id: 'narrative.copied',
  group: 'narrative',
  severity: 'explain',
  sentence: { zh: '文字部分不与上一年度或其他机关的报告大面积雷同。', en: 'The prose is not largely the same as last year’s or another body’s.' },
  clause: '国办公开办函〔2021〕30号（内容雷同）',
  example: { zh: '除数字外，文字与上一年度报告相同。', en: 'But for the figures, the text is last year’s.' },
  check: ({ report, context }) => {
    const others = [
      ...(context.lastYear?.sketch ? [{ name: `本机关 ${context.lastYear.year} 年度报告`, en: `this body’s report for ${context.lastYear.year}`, sketch: context.lastYear.sketch }] : []),
      ...(context.peers ?? []).map((peer) => ({ name: peer.name, en: peer.name, sketch: peer.sketch })),
    ];
    if (others.length === 0) return [];
    const own = proseSketch(report);
    return others.flatMap(({ name, en, sketch }): Draft[] => {
      const common = sharedPart(own, sketch);
      if (common < largelyTheSame) return [];
      const share = Math.round(common * 100);
      return [{
        cells: [], at: null, about: name,
        message: { zh: `文字部分约 ${share}% 与${name}相同。`, en: `About ${share} % of the prose is the same as in ${en}.` },
      }];
    });
  },
};
