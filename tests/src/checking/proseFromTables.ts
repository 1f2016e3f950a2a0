import { formById } from '@gouji/domain/forms/catalogue';
import type { FormId } from '@gouji/domain/forms/form';
import { cellsOf } from '@gouji/domain/forms/form';
import type { Facts } from '@gouji/domain/report';

/** Sentences as reports write them, stating what the tables say. */
export function proseOf(facts: Facts, form: FormId, random: () => number): string[] {
  const row = (key: string, column = 'total'): number => facts[`requests.${key}.${column}`]?.value ?? 0;
  const group = (prefix: string): number => [...cellsOf(formById(form)).keys()].filter((id) => id.startsWith(`requests.${prefix}.`) && id.endsWith('.total')).reduce((sum, id) => sum + (facts[id]?.value ?? 0), 0);
  const organisations = ['business', 'research', 'nonprofit', 'legal', 'other'].reduce((sum, column) => sum + row('received', column), 0);
  const count = (value: number): string => (value >= 1000 && random() < 0.5 ? value.toLocaleString('en-US') : String(value));
  const lawsuits = (facts['litigation.direct.total']?.value ?? 0) + (facts['litigation.afterReview.total']?.value ?? 0);
  return [
    `本年度共收到政府信息公开申请${count(row('received'))}件，其中自然人申请${count(row('received', 'natural'))}件，法人或其他组织申请${count(organisations)}件。`,
    `本年新收政府信息公开申请${count(row('received'))}件，上年结转${count(row('carriedIn'))}件，办结${count(row('concluded'))}件，结转下年度继续办理${count(row('carriedOut'))}件。`,
    `在办结的申请中，予以公开${count(row('granted'))}件，部分公开${count(row('partial'))}件，不予公开${count(group('refused'))}件，无法提供${count(group('unavailable'))}件，不予处理${count(group('declined'))}件。`,
    `因政府信息公开被申请行政复议${count(facts['review.total']?.value ?? 0)}件，被提起行政诉讼${count(lawsuits)}件。`,
  ];
}

/** What section 4 says in words when it repeats its table. */
export function disputesInProse(facts: Facts): string[] {
  const results = [['结果维持', 'upheld'], ['结果纠正', 'corrected'], ['其他结果', 'other'], ['尚未审结', 'pending']] as const;
  return ([['因政府信息公开被申请行政复议', 'review'], ['行政诉讼中，未经复议直接起诉', 'litigation.direct'], ['行政诉讼中，复议后起诉', 'litigation.afterReview']] as const)
    .map(([words, group]) => `${words}${facts[`${group}.total`]?.value ?? 0}件，其中${results.map(([name, key]) => `${name}${facts[`${group}.${key}`]?.value ?? 0}件`).join('，')}。`);
}

/** The sentence with one of its figures made much larger; `null` where it has none. */
export function figuresInProse(text: string, random: () => number): string | null {
  const figures = [...text.matchAll(/\d[\d,]*(?=件)/g)];
  const figure = figures[Math.floor(random() * figures.length)];
  if (!figure) return null;
  const changed = Number(figure[0].replaceAll(',', '')) * 3 + 100_000;
  return text.slice(0, figure.index) + String(changed) + text.slice(figure.index + figure[0].length);
}
