import { disputesSums, disputesTable } from './disputes.js';
import type { AxisEntry, Block, Form, Label, Table } from './form.js';
import { requestsTable } from './requests.js';
import { sections } from './sections.js';

/** The form of 国办公开办函〔2021〕30号, for 2021 and later years. */

const corner: Label = { text: '信息内容', en: 'Content' };
const decisionColumn: readonly AxisEntry[] = [
  { key: 'decisions', path: [{ text: '本年处理决定数量', variants: ['处理决定数量'], en: 'Decisions this year' }] },
];

const blocks: readonly Block[] = [
  {
    key: 'documents', prefix: 'documents.', naming: 'rowFirst', corner,
    heading: { text: '第二十条第（一）项', en: 'Article 20 (1)' },
    rows: [
      { key: 'regulations', path: [{ text: '规章', en: 'Government rules' }] },
      { key: 'normative', path: [{ text: '行政规范性文件', variants: ['规范性文件'], en: 'Normative documents' }] },
    ],
    columns: [
      { key: 'issued', path: [{ text: '本年制发件数', variants: ['本年制发数', '本年制发数量'], en: 'Issued this year' }] },
      { key: 'repealed', path: [{ text: '本年废止件数', variants: ['本年废止数', '本年废止数量'], en: 'Repealed this year' }] },
      { key: 'inForce', path: [{ text: '现行有效件数', variants: ['现行有效件', '现行有效数', '现行有效数量'], en: 'In force' }] },
    ],
  },
  {
    key: 'services', prefix: '', naming: 'rowFirst', corner,
    heading: { text: '第二十条第（五）项', en: 'Article 20 (5)' },
    rows: [{ key: 'licensing', path: [{ text: '行政许可', en: 'Administrative licensing' }] }],
    columns: decisionColumn,
  },
  {
    key: 'enforcement', prefix: '', naming: 'rowFirst', corner,
    heading: { text: '第二十条第（六）项', en: 'Article 20 (6)' },
    rows: [
      { key: 'penalties', path: [{ text: '行政处罚', en: 'Administrative penalties' }] },
      { key: 'coercion', path: [{ text: '行政强制', en: 'Administrative coercion' }] },
    ],
    columns: decisionColumn,
  },
  {
    key: 'fees', prefix: '', naming: 'rowFirst', corner, kinds: { amount: 'wanYuan' },
    heading: { text: '第二十条第（八）项', en: 'Article 20 (8)' },
    rows: [{ key: 'fees', path: [{ text: '行政事业性收费', variants: ['行政事业收费'], en: 'Administrative fees' }] }],
    columns: [{ key: 'amount', path: [{ text: '本年收费金额（单位：万元）', variants: ['本年收费金额'], en: 'Amount charged this year (10,000 yuan)' }] }],
  },
];

const disclosure: Table = { key: 'disclosure', section: 2, title: { text: '主动公开政府信息情况', en: 'Proactive disclosure' }, blocks };
const requests = requestsTable('2021');

export const form2021: Form = {
  id: '2021',
  notice: '国办公开办函〔2021〕30号',
  firstYear: 2021,
  lastYear: null,
  sections,
  tables: [disclosure, requests.table, disputesTable],
  sums: { requests: requests.sums, disputes: disputesSums },
};
