import type { NumberedForm } from '../equations.js';
import type { Message } from '../report.js';

/**
 * What prose speaks of, and the cells that say the same: `received` is one cell, `refused` the sum of eight. A measure of
 * requests means all applicants unless it names one.
 */
export type Measure = string;

const dispute = /^(review|litigation(?:\.direct|\.afterReview)?)(?:\.(upheld|corrected|other|pending))?$/;
const organisations = ['business', 'research', 'nonprofit', 'legal', 'other'];

/** The cells whose sum is the measure; `null` where the form has none (a row of the other form). */
export function cellsOfMeasure(measure: Measure, numbered: NumberedForm): readonly string[] | null {
  const disputed = dispute.exec(measure);
  const cells = disputed ? disputeCells(disputed[1] ?? '', disputed[2] ?? 'total') : requestCells(measure, numbered);
  return cells.length > 0 && cells.every((cell) => numbered.numberOf.has(cell)) ? cells : null;
}

function disputeCells(group: string, result: string): string[] {
  return group === 'litigation' ? [`litigation.direct.${result}`, `litigation.afterReview.${result}`] : [`${group}.${result}`];
}

function requestCells(measure: Measure, numbered: NumberedForm): string[] {
  const [row = '', applicant] = measure.startsWith('received.') ? measure.split('.') : [measure];
  if (applicant === 'organisations') return organisations.map((one) => `requests.${row}.${one}`);
  if (applicant !== undefined) return [`requests.${row}.${applicant}`];
  const rows = numbered.cells.filter((cell) => cell.block.key === 'requests' && cell.column.key === 'total').map((cell) => cell.row.key);
  return rows.filter((key) => key === row || key.startsWith(`${row}.`)).map((key) => `requests.${key}.total`);
}

const names: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  received: ['本年新收申请', 'requests received'],
  'received.natural': ['本年新收申请 · 自然人', 'requests received from natural persons'],
  'received.organisations': ['本年新收申请 · 法人或其他组织', 'requests received from organisations'],
  'received.business': ['本年新收申请 · 商业企业', 'requests received from businesses'],
  'received.research': ['本年新收申请 · 科研机构', 'requests received from research institutions'],
  'received.nonprofit': ['本年新收申请 · 社会公益组织', 'requests received from non-profit organisations'],
  'received.legal': ['本年新收申请 · 法律服务机构', 'requests received from legal service providers'],
  carriedIn: ['上年结转申请', 'requests carried in'],
  carriedOut: ['结转下年度申请', 'requests carried out'],
  concluded: ['办结申请（（七）总计）', 'requests concluded'],
  granted: ['予以公开', 'granted'],
  partial: ['部分公开', 'granted in part'],
  refused: ['不予公开', 'refused'],
  unavailable: ['无法提供', 'could not be provided'],
  declined: ['不予处理', 'not processed'],
  other: ['其他处理', 'otherwise handled'],
  review: ['行政复议', 'administrative reviews'],
  litigation: ['行政诉讼', 'lawsuits'],
  'litigation.direct': ['未经复议直接起诉', 'lawsuits without prior review'],
  'litigation.afterReview': ['复议后起诉', 'lawsuits after review'],
};

const results: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  upheld: ['结果维持', 'upheld'], corrected: ['结果纠正', 'corrected'], other: ['其他结果', 'other result'], pending: ['尚未审结', 'pending'],
};

export function measureName(measure: Measure, numbered: NumberedForm): Message {
  const whole = names[measure];
  if (whole) return { zh: whole[0], en: whole[1] };
  const disputed = dispute.exec(measure);
  const [group, result] = [names[disputed?.[1] ?? ''], results[disputed?.[2] ?? '']];
  if (group && result) return { zh: `${group[0]} · ${result[0]}`, en: `${group[1]} ${result[1]}` };
  const label = numbered.cells.find((cell) => cell.id === `requests.${measure}.total`)?.row.path.at(-1);
  return label ? { zh: label.text, en: label.en } : { zh: measure, en: measure };
}
