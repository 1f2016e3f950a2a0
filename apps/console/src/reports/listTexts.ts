import type { Severity } from '@gouji/domain/findings';
import type { Message } from '@gouji/domain/report';

export const listTexts = {
  title: { zh: '年度报告', en: 'Reports' },
  filters: { zh: '筛选', en: 'Filters' },
  state: { zh: '状态', en: 'State' },
  everyState: { zh: '全部状态', en: 'Every state' },
  year: { zh: '年度', en: 'Year' },
  everyYear: { zh: '全部年度', en: 'Every year' },
  body: { zh: '机关名称', en: 'Body' },
  searchBody: { zh: '按机关名称查找', en: 'Find by name' },
  mine: { zh: '待我办理', en: 'Awaiting me' },
  clearFilters: { zh: '清除筛选', en: 'Clear filters' },
  findings: { zh: '问题', en: 'Findings' },
  revision: { zh: '版本', en: 'Revision' },
  updated: { zh: '更新时间', en: 'Updated' },
  noFindings: { zh: '无', en: 'None' },
  more: { zh: '加载更多', en: 'Load more' },
  yearUnknown: { zh: '年度待定', en: 'Year not known yet' },
  emptyFiltered: { zh: '没有符合条件的报告', en: 'No report matches' },
  emptyFilteredHint: { zh: '换一个条件，或清除筛选后再看。', en: 'Change a filter, or clear them all.' },
  emptyEditor: { zh: '还没有报告', en: 'No reports yet' },
  emptyEditorHint: { zh: '把年度报告文件拖到上方的方框里，系统会读取并核对，几秒后即可修改和送审。', en: 'Drop the report’s file on the box above. It is read and checked within seconds, and then you can correct it and send it for review.' },
  emptyOther: { zh: '这里还没有报告', en: 'No reports here yet' },
  emptyOtherHint: { zh: '机关的编辑上传后，报告会出现在这里；轮到您办理时，可在“待我办理”中找到。', en: 'Reports appear here once an editor files them. Those that await you are under “Awaiting me”.' },
  upload: { zh: '上传报告', en: 'File a report' },
  dropHere: { zh: '把文件拖到这里，或点击选择，可一次选多个', en: 'Drop files here, or click to choose. Several at once is fine' },
  formats: { zh: 'Word、Excel、PDF、网页或文本，不超过 50 MB', en: 'Word, Excel, PDF, web page or text, up to 50 MB' },
  uploadFor: { zh: '为哪个机关上传', en: 'For which body' },
  chooseBody: { zh: '您是多个机关的编辑，请先选择机关。', en: 'You edit for several bodies. Choose one first.' },
  uploads: { zh: '本次上传', en: 'These uploads' },
  waiting: { zh: '排队中', en: 'Waiting' },
  sending: { zh: '正在上传', en: 'Uploading' },
  reading: { zh: '正在读取和核对', en: 'Reading and checking' },
  done: { zh: '核对完成', en: 'Checked' },
  refused: { zh: '没有上传成功', en: 'Not filed' },
  unreadable: { zh: '无法读取', en: 'Could not be read' },
  open: { zh: '打开报告', en: 'Open the report' },
  retry: { zh: '重试', en: 'Try again' },
  dismiss: { zh: '清空列表', en: 'Clear the list' },
  sound: { zh: '没有发现问题', en: 'Nothing found' },
} as const satisfies Record<string, Message>;

export const shownCount = (count: number, more: boolean): Message => ({
  zh: more ? `已显示 ${count} 份，还有更多` : `共 ${count} 份`,
  en: more ? `${count} shown, there are more` : `${count} in all`,
});

export const revisionName = (revision: number): Message => ({ zh: `第 ${revision} 版`, en: `Revision ${revision}` });

export const yearName = (year: number): Message => ({ zh: `${year} 年`, en: String(year) });

export const severityNames: Readonly<Record<Severity, Message>> = {
  blocking: { zh: '必须改正', en: 'Must be corrected' },
  explain: { zh: '需要说明', en: 'Needs explaining' },
  note: { zh: '提示', en: 'Note' },
};
