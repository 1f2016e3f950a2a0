import type { AxisEntry, AxisSum, Block, Label, Table } from './form.js';

/** Table 3 (收到和处理政府信息公开申请情况) as both forms print it; they differ in the rows of 其他处理 only. */

const applicants = { text: '申请人情况', en: 'Applicants' };
const organisations = { text: '法人或其他组织', variants: ['法人和其他组织', '法人及其他组织'], en: 'Legal persons or other organisations' };

const columns: readonly AxisEntry[] = [
  { key: 'natural', path: [applicants, { text: '自然人', en: 'Natural persons' }] },
  { key: 'business', path: [applicants, organisations, { text: '商业企业', variants: ['企业'], en: 'Businesses' }] },
  { key: 'research', path: [applicants, organisations, { text: '科研机构', en: 'Research institutions' }] },
  { key: 'nonprofit', path: [applicants, organisations, { text: '社会公益组织', variants: ['社会公益'], en: 'Non-profit organisations' }] },
  { key: 'legal', path: [applicants, organisations, { text: '法律服务机构', variants: ['法律服务'], en: 'Legal service providers' }] },
  { key: 'other', path: [applicants, organisations, { text: '其他', variants: ['其它'], en: 'Other organisations' }] },
  { key: 'total', path: [applicants, { text: '总计', variants: ['合计'], en: 'Total' }] },
];

const results: Label = { text: '三、本年度办理结果', variants: ['本年度办理结果', '办理结果'], en: 'III. Outcomes this year' };
const refused: Label = { text: '（三）不予公开', en: '(3) Refused' };
const unavailable: Label = { text: '（四）无法提供', en: '(4) Could not be provided' };
const declined: Label = { text: '（五）不予处理', en: '(5) Not processed' };
const otherwise: Label = { text: '（六）其他处理', variants: ['其它处理'], en: '(6) Otherwise handled' };

const beforeOther: readonly AxisEntry[] = [
  { key: 'received', path: [{ text: '一、本年新收政府信息公开申请数量', variants: ['本年新收', '本年新收申请数量'], en: 'I. Requests received this year' }] },
  { key: 'carriedIn', path: [{ text: '二、上年结转政府信息公开申请数量', variants: ['上年结转', '上年度结转政府信息公开申请数量'], en: 'II. Requests carried over from last year' }] },
  { key: 'granted', path: [results, { text: '（一）予以公开', en: '(1) Granted' }] },
  { key: 'partial', path: [results, { text: '（二）部分公开（区分处理的，只计这一情形，不计其他情形）', variants: ['部分公开'], en: '(2) Granted in part' }] },
  { key: 'refused.stateSecret', path: [results, refused, { text: '1.属于国家秘密', en: '1. State secret' }] },
  { key: 'refused.otherLaw', path: [results, refused, { text: '2.其他法律行政法规禁止公开', en: '2. Disclosure prohibited by other laws or regulations' }] },
  { key: 'refused.security', path: [results, refused, { text: '3.危及“三安全一稳定”', variants: ['危及三安全一稳定'], en: '3. Endangers security or stability' }] },
  { key: 'refused.thirdParty', path: [results, refused, { text: '4.保护第三方合法权益', en: '4. Protects a third party' }] },
  { key: 'refused.internal', path: [results, refused, { text: '5.属于三类内部事务信息', variants: ['属于内部事务信息'], en: '5. Internal affairs' }] },
  { key: 'refused.process', path: [results, refused, { text: '6.属于四类过程性信息', variants: ['属于过程性信息'], en: '6. Deliberative process' }] },
  { key: 'refused.enforcementFile', path: [results, refused, { text: '7.属于行政执法案卷', en: '7. Enforcement case file' }] },
  { key: 'refused.administrativeQuery', path: [results, refused, { text: '8.属于行政查询事项', en: '8. Administrative query' }] },
  { key: 'unavailable.notHeld', path: [results, unavailable, { text: '1.本机关不掌握相关政府信息', en: '1. Not held by this body' }] },
  { key: 'unavailable.notExisting', path: [results, unavailable, { text: '2.没有现成信息需要另行制作', en: '2. Would have to be made' }] },
  { key: 'unavailable.unclear', path: [results, unavailable, { text: '3.补正后申请内容仍不明确', en: '3. Still unclear after clarification' }] },
  { key: 'declined.petition', path: [results, declined, { text: '1.信访举报投诉类申请', en: '1. Petition, report or complaint' }] },
  { key: 'declined.repeat', path: [results, declined, { text: '2.重复申请', en: '2. Repeated request' }] },
  { key: 'declined.publication', path: [results, declined, { text: '3.要求提供公开出版物', en: '3. Asks for a published work' }] },
  { key: 'declined.excessive', path: [results, declined, { text: '4.无正当理由大量反复申请', en: '4. Excessive without good reason' }] },
  { key: 'declined.confirmation', path: [results, declined, { text: '5.要求行政机关确认或重新出具已获取信息', en: '5. Asks for confirmation of information already obtained' }] },
];

const otherRow2019: readonly AxisEntry[] = [{ key: 'other', path: [results, otherwise] }];

const otherRows2021: readonly AxisEntry[] = [
  { key: 'other.notCorrected', path: [results, otherwise, { text: '1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请', variants: ['申请人无正当理由逾期不补正'], en: '1. Not clarified in time' }] },
  { key: 'other.unpaid', path: [results, otherwise, { text: '2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请', variants: ['申请人逾期未按收费通知要求缴纳费用'], en: '2. Fee not paid in time' }] },
  { key: 'other.rest', path: [results, otherwise, { text: '3.其他', variants: ['其它'], en: '3. Other' }] },
];

const afterOther: readonly AxisEntry[] = [
  { key: 'concluded', path: [results, { text: '（七）总计', variants: ['合计'], en: '(7) Total concluded' }] },
  { key: 'carriedOut', path: [{ text: '四、结转下年度继续办理', variants: ['结转下年度', '结转下年继续办理'], en: 'IV. Carried over to next year' }] },
];

/** Table 3 of a form, and its sums. */
export function requestsTable(form: '2019' | '2021'): { table: Table; sums: readonly AxisSum[] } {
  const rows = [...beforeOther, ...(form === '2019' ? otherRow2019 : otherRows2021), ...afterOther];
  const outcomes = rows.map((row) => row.key).filter((key) => !['received', 'carriedIn', 'concluded', 'carriedOut'].includes(key));
  const block: Block = {
    key: 'requests',
    corner: {
      text: '（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）',
      en: '(In each column, item I plus item II equals item III plus item IV)',
    },
    rows, columns, naming: 'rowFirst', prefix: 'requests.',
  };
  return {
    table: {
      key: 'requests', section: 3, blocks: [block],
      title: { text: '收到和处理政府信息公开申请情况', en: 'Requests for disclosure received and handled' },
    },
    sums: [
      { rule: 'requests.row-total', across: 'columns', left: ['natural', 'business', 'research', 'nonprofit', 'legal', 'other'], right: ['total'] },
      { rule: 'requests.balance', across: 'rows', left: ['received', 'carriedIn'], right: ['concluded', 'carriedOut'] },
      { rule: 'requests.outcomes', across: 'rows', left: outcomes, right: ['concluded'] },
    ],
  };
}
