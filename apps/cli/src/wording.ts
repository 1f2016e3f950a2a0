import type { Finding, Severity } from '@gouji/domain/findings';
import type { Form } from '@gouji/domain/forms/form';
import { forms } from '@gouji/domain/forms/catalogue';
import { cellsOf, equationsOf } from '@gouji/domain/forms/form';
import type { Place } from '@gouji/domain/report';

export type Language = 'zh' | 'en';

export const usage: Record<Language, string> = {
  zh: `用法：
  gouji check 文件或文件夹… [--json] [--lang en]   读取并核对年度报告
  gouji form 2019|2021 [--docx|--xlsx] [--facts 文件.json] [-o 输出文件]   生成空白（或已填）表格
  gouji import 文件或文件夹… [--url 地址] [--body 机关代码]   把往年报告导入系统，供比对
  gouji impact [--url 地址] [--json]   试算现行规则对已存报告的影响，不改动任何数据
import 和 impact 的登录信息取自环境变量 GOUJI_TOKEN，或 GOUJI_USER 与 GOUJI_PASSWORD。
退出码：0 没有必须改正的问题；1 有必须改正的问题；2 有文件无法读取。`,
  en: `Usage:
  gouji check FILE|FOLDER… [--json] [--lang en]   read and check annual reports
  gouji form 2019|2021 [--docx|--xlsx] [--facts FILE.json] [-o FILE]   write a blank (or filled) form
  gouji import FILE|FOLDER… [--url URL] [--body CODE]   record reports of earlier years, to compare with
  gouji impact [--url URL] [--json]   what the current rules would change for stored reports; changes nothing
import and impact sign in with GOUJI_TOKEN, or GOUJI_USER and GOUJI_PASSWORD, from the environment.
Exit code: 0 nothing blocking; 1 blocking findings; 2 a file could not be read.`,
};

export const severityName: Record<Language, Record<Severity, string>> = {
  zh: { blocking: '必须改正', explain: '需要说明', note: '提示' },
  en: { blocking: 'blocking', explain: 'to be explained', note: 'note' },
};

/** Where something stands, for people. */
export function placeText(at: Place | null, language: Language): string {
  if (!at) return '';
  const zh = language === 'zh';
  if ('line' in at) return zh ? `第${at.line}行第${at.col}列` : `line ${at.line}, column ${at.col}`;
  if ('page' in at) return zh ? `第${at.page}页（${Math.round(at.x)}, ${Math.round(at.y)}）` : `page ${at.page} (${Math.round(at.x)}, ${Math.round(at.y)})`;
  if ('table' in at) return zh ? `表${at.table}第${at.row}行第${at.col}列` : `table ${at.table}, row ${at.row}, column ${at.col}`;
  if ('sheet' in at) return zh ? `工作表“${at.sheet}”单元格${at.cell}` : `sheet “${at.sheet}”, cell ${at.cell}`;
  return zh ? `第${at.paragraph}段` : `paragraph ${at.paragraph}`;
}

/** A cell's name as the form prints it (its row and its column), with its id. */
export function cellText(form: Form, id: string, language: Language): string {
  const cell = cellsOf(form).get(id);
  if (!cell) return id;
  const labels = [cell.row.path.at(-1), cell.column.path.at(-1)].flatMap((label) => (label ? [language === 'zh' ? label.text : label.en] : []));
  return `${labels.join(' · ')} [${id}]`;
}

/** The ids of the cells a finding is about; its message names them in words. */
export function cellIds(cells: readonly string[]): string {
  return cells.length > 4 ? `${cells.slice(0, 3).join(', ')} … ${cells.at(-1)} (${cells.length})` : cells.join(', ');
}

const sums = new Set(forms.flatMap((form) => equationsOf(form).map((equation) => equation.rule)));

/** Both sides of the equation a finding speaks of. */
export function sidesText(finding: Finding, language: Language): string {
  // Other findings compare too, and say in their own sentence what with what.
  if (!sums.has(finding.rule) || (finding.expected === null && finding.actual === null)) return '';
  const [expected, actual] = [finding.expected ?? '—', finding.actual ?? '—'];
  return language === 'zh' ? `相加得 ${expected}，表中写 ${actual}` : `the parts add up to ${expected}, the table says ${actual}`;
}
