import { formById } from '../forms/catalogue.js';
import { cellsOf } from '../forms/form.js';
import type { FormId } from '../forms/form.js';
import type { Facts, Report } from '../report.js';

/** Reports for tests: a sound, empty report of a form, changed as a test says. Not used by the product. */

/** Every cell 0, except as given: a number, `null` for a blank cell, `undefined` for a cell the document lacks. */
export function factsWith(form: FormId, changes: Readonly<Record<string, number | null | undefined>> = {}): Facts {
  const facts: Facts = {};
  for (const id of cellsOf(formById(form)).keys()) {
    const value = id in changes ? changes[id] : 0;
    if (value === undefined) continue;
    facts[id] = { value, raw: value === null ? '' : String(value), at: null };
  }
  for (const id of Object.keys(changes)) {
    if (!(id in facts) && changes[id] !== undefined) throw new Error(`Form ${form} has no cell ${id}.`);
  }
  return facts;
}

/** A row of table 3, in column order: natural, business, research, nonprofit, legal, other, total. */
export function requestsRow(row: string, ...values: readonly (number | null | undefined)[]): Record<string, number | null | undefined> {
  const columns = ['natural', 'business', 'research', 'nonprofit', 'legal', 'other', 'total'];
  return Object.fromEntries(columns.map((column, index) => [`requests.${row}.${column}`, values[index]]));
}

const titles = ['总体情况', '主动公开政府信息情况', '收到和处理政府信息公开申请情况', '因政府信息公开工作被申请行政复议、提起行政诉讼情况', '存在的主要问题及改进情况', '其他需要报告的事项'];

/** A sound report with the given facts; `prose` holds the paragraphs of a section by its number. */
export function reportWith(facts: Facts, options: Partial<Report> & { readonly prose?: Readonly<Record<number, readonly string[]>> } = {}): Report {
  const { prose = { 6: ['2021年度本机关未收取信息处理费。'] }, ...rest } = options;
  const form = rest.form ?? '2021';
  return {
    form,
    year: form === '2021' ? 2021 : 2020,
    claimedYears: [],
    agency: '某某街道办事处',
    title: '某某街道办事处政府信息公开工作年度报告',
    preamble: [],
    sections: titles.map((title, index) => ({
      number: index + 1, title, at: null,
      paragraphs: (prose[index + 1] ?? []).map((text, line) => ({ text, at: { line: line + 1, col: 1 } })),
    })),
    signature: { agency: null, date: null },
    facts,
    doubts: [],
    ...rest,
  };
}
