import { disputesSums, disputesTable } from './disputes.js';
import type { AxisEntry, Block, Form, Label, Table } from './form.js';
import { requestsTable } from './requests.js';
import { sections } from './sections.js';

/** The form of 国办公开办函〔2019〕60号, for the years 2019 and 2020. */

const corner: Label = { text: '信息内容', en: 'Content' };
const lastYear: Label = { text: '上一年项目数量', variants: ['上年项目数量', '上一年度项目数量'], en: 'Items last year' };
const change: Label = { text: '本年增/减', variants: ['本年增减', '本年度增/减'], en: 'Change this year' };
const decisions: Label = { text: '处理决定数量', variants: ['本年处理决定数量'], en: 'Decisions' };

const itemColumns: readonly AxisEntry[] = [
  { key: 'items', path: [lastYear] },
  { key: 'change', path: [change] },
  { key: 'decisions', path: [decisions] },
];
const changeKind = { change: 'change' } as const;

const blocks: readonly Block[] = [
  {
    key: 'documents', prefix: 'documents.', naming: 'rowFirst', corner,
    heading: { text: '第二十条第（一）项', en: 'Article 20 (1)' },
    rows: [
      { key: 'regulations', path: [{ text: '规章', en: 'Government rules' }] },
      { key: 'normative', path: [{ text: '规范性文件', variants: ['行政规范性文件'], en: 'Normative documents' }] },
      { key: 'otherDocuments', optional: true, path: [{ text: '其他主动公开文件', variants: ['其他文件'], en: 'Other documents disclosed' }] },
    ],
    columns: [
      { key: 'made', path: [{ text: '本年新制作数量', variants: ['本年制作数量', '本年新制作数'], en: 'Made this year' }] },
      { key: 'disclosed', path: [{ text: '本年新公开数量', variants: ['本年公开数量', '本年新公开数'], en: 'Disclosed this year' }] },
      { key: 'total', path: [{ text: '对外公开总数量', variants: ['对外公开总数'], en: 'Disclosed in all' }] },
    ],
  },
  {
    key: 'services', prefix: '', naming: 'rowFirst', corner, kinds: changeKind,
    heading: { text: '第二十条第（五）项', en: 'Article 20 (5)' },
    rows: [
      { key: 'licensing', path: [{ text: '行政许可', en: 'Administrative licensing' }] },
      { key: 'services', path: [{ text: '其他对外管理服务事项', variants: ['其他对外管理服务'], en: 'Other administrative services' }] },
    ],
    columns: itemColumns,
  },
  {
    key: 'enforcement', prefix: '', naming: 'rowFirst', corner, kinds: changeKind,
    heading: { text: '第二十条第（六）项', en: 'Article 20 (6)' },
    rows: [
      { key: 'penalties', path: [{ text: '行政处罚', en: 'Administrative penalties' }] },
      { key: 'coercion', path: [{ text: '行政强制', en: 'Administrative coercion' }] },
    ],
    columns: itemColumns,
  },
  {
    key: 'fees', prefix: '', naming: 'rowFirst', corner, kinds: changeKind,
    heading: { text: '第二十条第（八）项', en: 'Article 20 (8)' },
    rows: [{ key: 'fees', path: [{ text: '行政事业性收费', variants: ['行政事业收费'], en: 'Administrative fees' }] }],
    columns: [{ key: 'items', path: [lastYear] }, { key: 'change', path: [change] }],
  },
  {
    key: 'procurement', prefix: '', naming: 'rowFirst', corner, kinds: { amount: 'yuan' },
    heading: { text: '第二十条第（九）项', en: 'Article 20 (9)' },
    rows: [{ key: 'procurement', path: [{ text: '政府集中采购', variants: ['集中采购'], en: 'Centralised procurement' }] }],
    columns: [
      { key: 'projects', path: [{ text: '采购项目数量', variants: ['采购项目数'], en: 'Projects' }] },
      { key: 'amount', path: [{ text: '采购总金额', variants: ['采购金额'], en: 'Total amount' }] },
    ],
  },
];

const disclosure: Table = { key: 'disclosure', section: 2, title: { text: '主动公开政府信息情况', en: 'Proactive disclosure' }, blocks };
const requests = requestsTable('2019');

export const form2019: Form = {
  id: '2019',
  notice: '国办公开办函〔2019〕60号',
  firstYear: 2019,
  lastYear: 2020,
  sections,
  tables: [disclosure, requests.table, disputesTable],
  sums: { requests: requests.sums, disputes: disputesSums },
};
