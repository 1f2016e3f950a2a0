import type { PersonAction } from '@gouji/domain/approval';
import type { Message } from '@gouji/domain/report';

export const reportTexts = {
  back: { zh: '年度报告', en: 'Reports' },
  views: { zh: '查看', en: 'View' },
  tables: { zh: '表格', en: 'Tables' },
  prose: { zh: '正文', en: 'Text' },
  findings: { zh: '问题', en: 'Findings' },
  source: { zh: '原文', en: 'Source' },
  timeline: { zh: '办理过程', en: 'Timeline' },
  download: { zh: '下载原文件', en: 'Download the file' },
  published: { zh: '公开地址', en: 'Published at' },
  opensOutside: { zh: '（在新窗口打开）', en: '(opens in a new window)' },
  withdrawnOn: { zh: '已撤下', en: 'Withdrawn' },
  receivedTitle: { zh: '正在读取和核对，通常只要几秒', en: 'Being read and checked; this usually takes seconds' },
  unreadableNext: { zh: '请换一个文件重新上传：优先用 Word 或文本，扫描件请先转成文字。', en: 'Upload another file: Word or text reads best; a scan must be turned into text first.' },
  uploadAgain: { zh: '重新上传文件', en: 'Upload another file' },
  publishing: { zh: '已签发，正在生成公开页面…', en: 'Signed; the public page is being made…' },
  was: { zh: '原为', en: 'was' },
  blank: { zh: '空白', en: 'blank' },
  blankShort: { zh: '空', en: 'blank' },
  absent: { zh: '文件中没有这一格', en: 'the document lacks this cell' },
  absentShort: { zh: '缺', en: 'none' },
  sectionMissing: { zh: '文件中没有这一部分。', en: 'The document lacks this section.' },
  sectionEmpty: { zh: '这一部分没有文字。', en: 'This section has no text.' },
  preamble: { zh: '引言', en: 'Preamble' },
  nothingFound: { zh: '没有发现问题', en: 'Nothing found' },
  nothingFoundHint: { zh: '表格勾稽一致，文字与表格相符。', en: 'The tables add up and the text agrees with them.' },
  repairs: { zh: '建议的修改', en: 'Suggested repair' },
  repairsHint: { zh: '改动最少、能让全部勾稽关系成立的办法。请对照原始台账核实后再采用。', en: 'The smallest changes that make every sum hold. Verify against your own records before you take one.' },
  takeRepair: { zh: '采用这一修改', en: 'Take this repair' },
  showCells: { zh: '在表中查看', en: 'Show the cells' },
  fillAllImplied: { zh: '全部按推算值填写', en: 'Fill in all implied values' },
  explainTitle: { zh: '说明', en: 'Explanation' },
  explainPlaceholder: { zh: '请说明原因，例如：本年度没有发生此类事项，故未填写。', en: 'Say why, for example: nothing of this kind happened this year.' },
  saveExplanation: { zh: '保存说明', en: 'Save the explanation' },
  changeExplanation: { zh: '修改说明', en: 'Change it' },
  explained: { zh: '已说明', en: 'Explained' },
  recheckedOnSave: { zh: '表格边改边核对；文字等其他问题在保存后重新核对。', en: 'Tables are re-checked as you type; text and the rest when you save.' },
  reasonForChange: { zh: '修改理由（可不填）', en: 'Reason for the change (optional)' },
  save: { zh: '保存修改', en: 'Save changes' },
  discard: { zh: '放弃修改', en: 'Discard' },
  discardSure: { zh: '放弃全部未保存的修改？', en: 'Discard all unsaved changes?' },
  saved: { zh: '已保存，并重新核对。', en: 'Saved and checked again.' },
  explanationSaved: { zh: '说明已保存。', en: 'The explanation is saved.' },
  addsUp: { zh: '勾稽全部成立', en: 'Every sum holds' },
  unreadableCells: { zh: '标出的单元格不是数字，改正后才能保存。', en: 'The marked cells are not numbers. Correct them before saving.' },
  newerRevision: { zh: '另一位同事刚刚保存了新的版本，您的修改还没有丢失。', en: 'A colleague has just saved a newer revision. Your changes are not lost.' },
  seeChanges: { zh: '查看变化', en: 'See what changed' },
  conflictTitle: { zh: '报告已有更新的版本', en: 'There is a newer revision' },
  conflictLead: { zh: '下面是在您修改期间发生的变化。勾选要保留的修改，然后在新版本上继续；尚未保存。', en: 'This is what changed while you were editing. Tick the changes of yours to keep, and go on over the new revision; nothing is saved yet.' },
  conflictCell: { zh: '单元格', en: 'Cell' },
  conflictBefore: { zh: '您看到的', en: 'You saw' },
  conflictNow: { zh: '现在是', en: 'Now' },
  conflictYours: { zh: '您改为', en: 'Yours' },
  goOn: { zh: '在新版本上继续', en: 'Go on over the new revision' },
  useTheirs: { zh: '放弃我的修改', en: 'Discard mine' },
  movedOnWithDraft: { zh: '报告已不在编辑状态，您未保存的修改无法保存。请记下后放弃，或待报告退回后再保存。', en: 'The report is no longer with its editor, so your unsaved changes cannot be saved. Note them and discard them, or save them after the report is returned.' },
  saveFirst: { zh: '请先保存或放弃修改。', en: 'Save or discard your changes first.' },
  reason: { zh: '理由', en: 'Reason' },
  reasonNeeded: { zh: '请写明理由。', en: 'State the reason.' },
  chainIntact: { zh: '记录完整，未被改动', en: 'The record is whole and unaltered' },
  chainBroken: { zh: '记录链已断，请立即告知管理员', en: 'The record is broken. Tell an administrator at once' },
  system: { zh: '系统', en: 'System' },
  noPreview: { zh: '这种格式暂不能在页内显示，请下载后对照。', en: 'This format cannot be shown here yet. Download it to compare.' },
  sourceHint: { zh: '选中单元格，原文中相应的行会标出；点原文的行，表中相应的单元格会标出。', en: 'Choose a cell to see its line in the source; choose a line to see its cells.' },
  selectedPlace: { zh: '所选单元格在原文', en: 'The chosen cell stands at' },
} as const satisfies Record<string, Message>;

export const unitNames: Readonly<Record<'yuan' | 'wanYuan', Message>> = { yuan: { zh: '元', en: 'yuan' }, wanYuan: { zh: '万元', en: '10,000 yuan' } };

export const actionNames: Readonly<Record<PersonAction, Message>> = {
  submit: { zh: '送审', en: 'Send for review' },
  recall: { zh: '撤回', en: 'Recall' },
  approve: { zh: '送签', en: 'Approve' },
  return: { zh: '退回', en: 'Return' },
  sign: { zh: '签发', en: 'Sign' },
  withdraw: { zh: '撤下', en: 'Withdraw' },
  correct: { zh: '更正', en: 'Correct' },
};

/** What the timeline calls everything that can happen to a report. */
export const eventNames: Readonly<Record<string, Message>> = {
  ...actionNames,
  upload: { zh: '上传', en: 'Filed' },
  edit: { zh: '修改', en: 'Corrected' },
  explain: { zh: '说明', en: 'Explained' },
  read: { zh: '读取并核对', en: 'Read and checked' },
  refuse: { zh: '无法读取', en: 'Could not be read' },
  publish: { zh: '公开', en: 'Published' },
};

/** What is said before an action that one should think about; those not named are taken at once. */
export const actionQuestions: Readonly<Partial<Record<PersonAction, Message>>> = {
  return: { zh: '退回给编辑修改。请写明要改什么，编辑会看到。', en: 'Returns the report to its editor. Say what must change; the editor will see it.' },
  sign: { zh: '签发后，报告会立即在网上公开。', en: 'Once signed, the report is published at once.' },
  withdraw: { zh: '撤下后，公开页面将改为撤下说明。请写明理由。', en: 'The public page is replaced by a notice of withdrawal. State the reason.' },
  correct: { zh: '报告回到编辑状态；重新签发后，新版本替换已公开的版本。请写明更正理由。', en: 'The report goes back to its editor; once signed again, the new revision replaces the published one. State the reason.' },
};

export const actionDone: Readonly<Record<PersonAction, Message>> = {
  submit: { zh: '已送审。', en: 'Sent for review.' },
  recall: { zh: '已撤回，可以继续修改。', en: 'Recalled; you can go on correcting it.' },
  approve: { zh: '已送签。', en: 'Approved; it awaits signature.' },
  return: { zh: '已退回给编辑。', en: 'Returned to the editor.' },
  sign: { zh: '已签发，正在公开。', en: 'Signed; it is being published.' },
  withdraw: { zh: '已撤下。', en: 'Withdrawn.' },
  correct: { zh: '已开始更正。', en: 'The correction has begun.' },
};

/** Moves that take a report back, as the heading over their reason. */
export const sentBack: Readonly<Record<string, Message>> = {
  return: { zh: '已退回修改', en: 'Returned' },
  withdraw: { zh: '已撤下', en: 'Withdrawn' },
  correct: { zh: '正在更正', en: 'Being corrected' },
};

export const changedCells = (count: number): Message => ({ zh: `已改 ${count} 格，尚未保存`, en: count === 1 ? '1 cell changed, not saved' : `${count} cells changed, not saved` });
export const fillIn = (value: number): Message => ({ zh: `填入 ${value}`, en: `Fill in ${value}` });
export const explainAll = (count: number): Message => ({ zh: `为这 ${count} 项填写同一说明`, en: `Explain these ${count} alike` });
export const showAll = (count: number): Message => ({ zh: `逐条查看（${count}）`, en: `See each (${count})` });
export const moreRepairs = (count: number): Message => ({ zh: `另有 ${count} 种改动同样多的办法`, en: `${count} other repairs of the same size` });
export const moreCells = (count: number): Message => ({ zh: `等共 ${count} 格`, en: `${count} cells in all` });
export const blockingChange = (now: number, before: number): Message => ({ zh: `必须改正 ${now} 项（原 ${before} 项）`, en: `${now} to correct (${before} before)` });
export const toExplain = (count: number): Message => ({ zh: `待说明 ${count} 项`, en: `${count} to explain` });
export const documentTitle = (body: string, year: number | null): Message => ({ zh: `${body}${year === null ? '' : ` ${year} 年`}年度报告`, en: `${body}${year === null ? '' : `, ${year}`}: annual report` });
