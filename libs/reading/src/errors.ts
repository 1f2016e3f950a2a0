import type { ReadError } from '@gouji/domain/report';

/**
 * Every reason why a document cannot be read, in one place. Each sentence says what is wrong and what to do next. The
 * codes are stable: clients and tests rest on them.
 */
export const readErrors = {
  'unsupported-type': {
    zh: '文件不是可识别的格式。请上传 Word（.docx）、Excel（.xlsx）、PDF、网页（.html）或纯文本（.txt）格式的年度报告。',
    en: 'The file is of no type that can be read. Upload the annual report as Word (.docx), Excel (.xlsx), PDF, a web page (.html) or plain text (.txt).',
  },
  empty: {
    zh: '文件是空的。请检查文件后重新上传。',
    en: 'The file is empty. Check the file and upload it again.',
  },
  truncated: {
    zh: '文件不完整，可能在传输时中断。请重新导出或下载后再上传。',
    en: 'The file is cut off, perhaps by an interrupted transfer. Export or download it again, then upload it.',
  },
  damaged: {
    zh: '文件已损坏，无法打开。请用原软件打开并另存一份后再上传。',
    en: 'The file is damaged and cannot be opened. Open it in the program that made it, save a copy and upload that.',
  },
  encrypted: {
    zh: '文件已加密或设有打开密码。请取消密码后重新上传。',
    en: 'The file is encrypted or needs a password. Remove the password and upload it again.',
  },
  'no-text-layer': {
    zh: 'PDF 中没有文字，可能是扫描件。请上传由 Word 直接导出的 PDF，或上传 Word 原件。',
    en: 'The PDF holds no text; it may be a scan. Upload a PDF exported from Word, or the Word file itself.',
  },
  'converter-missing': {
    zh: '.doc、.wps、.xls 等旧格式需要 LibreOffice 转换，而本机没有安装。请另存为 .docx 或 .xlsx 后上传，或请管理员安装 LibreOffice。',
    en: 'Older formats such as .doc, .wps and .xls are converted by LibreOffice, which is not installed here. Save the file as .docx or .xlsx, or have LibreOffice installed.',
  },
  'conversion-failed': {
    zh: '旧格式文件转换失败。请用原软件打开并另存为 .docx 或 .xlsx 后上传。',
    en: 'The file of an older format could not be converted. Open it in the program that made it and save it as .docx or .xlsx.',
  },
  'too-large': {
    zh: '文件解压后过大或结构过于复杂，已停止读取。请删去与报告无关的内容（如图片、附件）后重新上传。',
    en: 'The file is too large once unpacked, or too deeply nested, and reading was stopped. Remove what does not belong to the report (pictures, attachments) and upload it again.',
  },
  'took-too-long': {
    zh: '读取文件超时，已停止。请简化文件或另存一份后重新上传。',
    en: 'Reading the file took too long and was stopped. Simplify the file or save a fresh copy and upload it again.',
  },
  'not-a-report': {
    zh: '没有在文件中找到政府信息公开工作年度报告的标题、章节或表格。请确认上传的是年度报告全文。',
    en: 'No title, section or table of a disclosure annual report was found in the file. Make sure that it is the full annual report.',
  },
  'year-missing': {
    zh: '没有找到报告的年份。请在标题中写明年份（如“2024年政府信息公开工作年度报告”）后重新上传。',
    en: 'The report does not say which year it covers. State the year in the title and upload it again.',
  },
  'year-too-early': {
    zh: '报告年份早于2019年，没有对应的国家统一格式。请确认年份；本系统只受理2019年及以后的年度报告。',
    en: 'The report is for a year before 2019, for which there is no national form. Check the year; reports for 2019 and later are accepted.',
  },
  'year-not-ended': {
    zh: '报告所属年份尚未结束。请确认标题中的年份，年度结束后再提交。',
    en: 'The year of the report has not ended. Check the year in the title, and file once the year is over.',
  },
} as const;

export type ReadErrorCode = keyof typeof readErrors;

/** The error of a code, with its sentences. */
export function readError(code: ReadErrorCode): ReadError {
  return { code, message: readErrors[code] };
}

/** Thrown inside a reader to end reading with a known error; `readDocument` turns it into a value at its edge. */
export class Unreadable extends Error {
  constructor(readonly code: ReadErrorCode) {
    super(readErrors[code].en);
  }
}
