import { readFile, writeFile } from 'node:fs/promises';
import { formForYear } from '@gouji/domain/forms/catalogue';
import { cellsOf, type Form } from '@gouji/domain/forms/form';
import { formParts } from '@gouji/reading/writing/formDocument';
import type { Language } from './wording.js';

interface Filled { readonly agency: string | null; readonly values: Record<string, number | null> }

/**
 * Writes the official form of a year as Word or Excel, blank, or filled with facts: a file of `gouji check --json`, or an
 * object of figures by cell id. Gives the exit code.
 */
export async function writeForm(year: string, options: { format: 'docx' | 'xlsx'; factsFile?: string; out?: string; language: Language }): Promise<number> {
  const say = (zh: string, en: string) => {
    process.stderr.write(`${options.language === 'zh' ? zh : en}\n`);
    return 2;
  };
  // A blank form may be wanted for a year that has not ended.
  const form = /^\d{4}$/.test(year) ? formForYear(Number(year), new Date(Date.UTC(Number(year) + 2, 0, 1))) : 'too-early';
  if (typeof form === 'string') return say(`没有 ${year} 年的格式；2019 年起才有国家统一格式。`, `There is no form for ${year}; the national form begins with 2019.`);
  let filled: Filled = { agency: null, values: {} };
  if (options.factsFile !== undefined) {
    const read = await readFacts(options.factsFile, form);
    if (typeof read === 'string') return say(`不能使用 ${options.factsFile}：${read}`, `${options.factsFile} cannot be used: ${read}`);
    filled = read;
  }
  const parts = formParts(form, Number(year), filled.agency, filled.values);
  const bytes = options.format === 'docx'
    ? (await import('@gouji/reading/writing/writeWordForm')).writeWordForm(parts)
    : (await import('@gouji/reading/writing/writeExcelForm')).writeExcelForm(parts);
  const file = options.out ?? `政府信息公开工作年度报告-${year}.${options.format}`;
  await writeFile(file, bytes);
  process.stdout.write(`${file}\n`);
  return 0;
}

/** Figures by cell id from a JSON file, or why there are none. */
async function readFacts(file: string, form: Form): Promise<Filled | string> {
  let content: unknown;
  try {
    content = JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  if (!isObject(content)) return 'JSON: {cellId: number}';
  const facts = isObject(content.facts) ? content.facts : content;
  const known = cellsOf(form);
  const values: Record<string, number | null> = {};
  for (const [id, fact] of Object.entries(facts)) {
    const value = isObject(fact) ? fact.value : fact;
    if (!known.has(id)) {
      if (facts !== content) return `${id} (${form.id})`;
      continue;
    }
    if (value !== null && typeof value !== 'number') return `${id}: ${JSON.stringify(value)}`;
    values[id] = value;
  }
  return { agency: typeof content.agency === 'string' ? content.agency : null, values };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
