import type { AxisEntry, AxisSum, Block, Label, Table } from './form.js';

/** Table 4 (行政复议、行政诉讼): one row of values under three groups of five results; the same in both forms. */

const review: Label = { text: '行政复议', en: 'Administrative review' };
const litigation: Label = { text: '行政诉讼', en: 'Litigation' };
const direct: Label = { text: '未经复议直接起诉', variants: ['直接起诉', '未经复议'], en: 'Without prior review' };
const afterReview: Label = { text: '复议后起诉', variants: ['经复议后起诉'], en: 'After review' };

const results: readonly { key: string; label: Label }[] = [
  { key: 'upheld', label: { text: '结果维持', variants: ['维持'], en: 'Upheld' } },
  { key: 'corrected', label: { text: '结果纠正', variants: ['纠正'], en: 'Corrected' } },
  { key: 'other', label: { text: '其他结果', variants: ['其它结果'], en: 'Other result' } },
  { key: 'pending', label: { text: '尚未审结', variants: ['未审结'], en: 'Pending' } },
  { key: 'total', label: { text: '总计', variants: ['合计'], en: 'Total' } },
];

function group(prefix: string, path: readonly Label[]): AxisEntry[] {
  return results.map(({ key, label }) => ({ key: `${prefix}.${key}`, path: [...path, label] }));
}

const block: Block = {
  key: 'disputes',
  rows: [{ key: 'all', path: [] }],
  columns: [...group('review', [review]), ...group('litigation.direct', [litigation, direct]), ...group('litigation.afterReview', [litigation, afterReview])],
  naming: 'columnOnly',
  prefix: '',
};

export const disputesTable: Table = {
  key: 'disputes', section: 4, blocks: [block],
  title: { text: '因政府信息公开工作被申请行政复议、提起行政诉讼情况', en: 'Reviews and lawsuits over disclosure' },
};

export const disputesSums: readonly AxisSum[] = ['review', 'litigation.direct', 'litigation.afterReview'].map((prefix) => ({
  rule: `${prefix}.total`,
  across: 'columns',
  left: ['upheld', 'corrected', 'other', 'pending'].map((key) => `${prefix}.${key}`),
  right: [`${prefix}.total`],
}));
