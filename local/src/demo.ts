import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createApiClient, type ApiClient, type ReportView } from './apiClient.js';

/** A sample report and the three demo accounts that take it through. `ends` is where it should end. */
export interface DemoCase { readonly code: string; readonly file: string; readonly ends: 'published' | 'editing' }

/**
 * The five real reports. 000 and 004 and 002 are sound but for blanks, which their editors explain. 001 lost totals when
 * it was copied; its editor enters those that the rows imply. 003 has real errors: only its office knows the truth, so
 * it stays with its editor, with the suggested repair beside it.
 */
export const demoCases: readonly DemoCase[] = [
  { code: 'yongfeng', file: '000_9e7289e58a1cf65b.txt', ends: 'published' },
  { code: 'baojianlu', file: '001_94358fe22916de47.txt', ends: 'published' },
  { code: 'libo', file: '002_0935331167c41a19.txt', ends: 'published' },
  { code: 'tieshan', file: '003_c7925c89c326f8ac.txt', ends: 'editing' },
  { code: 'tianfu', file: '004_79fee03082277bb8.txt', ends: 'published' },
];

export interface DemoRow {
  readonly body: string;
  readonly year: number | null;
  readonly form: string | null;
  readonly state: string;
  /** The findings of the file as it was filed, by severity. */
  readonly findings: string;
  readonly address: string;
  readonly asItShould: boolean;
  /** What blocks a report that stays with its editor, and the repair suggested first. */
  readonly remarks: readonly string[];
}

/** Files the reports over the public API as their editors, decides as their reviewers and signers, waits until each has arrived. */
export async function runDemo(options: { baseUrl: string; samples: string; password: string; timeoutMs: number }): Promise<DemoRow[]> {
  const deadline = Date.now() + options.timeoutMs;
  return Promise.all(demoCases.map((demoCase) => takeThrough(demoCase, options, deadline)));
}

async function takeThrough(demoCase: DemoCase, options: { baseUrl: string; samples: string; password: string }, deadline: number): Promise<DemoRow> {
  const signIn = (role: string): Promise<ApiClient> => createApiClient(options.baseUrl, { username: `${demoCase.code}.${role}`, password: options.password });
  const [editor, reviewer, signer] = await Promise.all([signIn('editor'), signIn('reviewer'), signIn('signer')]);
  const id = (await editor.firstReport()) ?? (await editor.upload(demoCase.file, await readFile(join(options.samples, demoCase.file)), `demo-${demoCase.file}`)).id;
  let report = await until(editor, id, (state) => state !== 'received', deadline);
  const filed = report;
  if (report.state === 'editing' && demoCase.ends === 'published') {
    report = await fillImpliedTotals(editor, report);
    for (const finding of report.findings) {
      if (finding.severity === 'explain' && !report.explanations[finding.fingerprint]) await editor.explain(id, finding.fingerprint, explanationOf(finding.rule));
    }
    if (report.findings.every((finding) => finding.severity !== 'blocking')) await editor.act(id, 'submit');
    report = await editor.report(id);
  }
  if (report.state === 'reviewing') await reviewer.act(id, 'approve');
  report = await editor.report(id);
  if (report.state === 'signing') await signer.act(id, 'sign');
  report = await until(editor, id, (state) => state !== 'signed', deadline);
  return rowOf(demoCase, filed, report);
}

/** Enters the totals that the document lacks and its rows imply, as a correction by the editor. */
async function fillImpliedTotals(editor: ApiClient, report: ReportView): Promise<ReportView> {
  const missing = report.findings.filter((finding) => finding.rule === 'cell.missing' && finding.suggestion !== undefined);
  if (missing.length === 0) return report;
  const facts = Object.fromEntries(missing.flatMap((finding) => (finding.cells[0] === undefined || finding.suggestion === undefined ? [] : [[finding.cells[0], finding.suggestion]])));
  return editor.correct(report, facts, '表格复制时末列缺失，按各行合计补填。');
}

function explanationOf(rule: string): string {
  return rule === 'cell.blank' ? '本年度没有此类情形，原表留空。' : '经与承办科室核实，情况属实。';
}

async function until(client: ApiClient, id: string, reached: (state: string) => boolean, deadline: number): Promise<ReportView> {
  for (;;) {
    const report = await client.report(id);
    if (reached(report.state) || Date.now() > deadline) return report;
    await new Promise((resolve) => { setTimeout(resolve, 150); });
  }
}

function rowOf(demoCase: DemoCase, filed: ReportView, report: ReportView): DemoRow {
  const count = (severity: string): number => filed.findings.filter((finding) => finding.severity === severity).length;
  const blocking = report.findings.filter((finding) => finding.severity === 'blocking');
  const repair = report.repairs[0];
  return {
    body: report.body.name, year: report.year, form: report.form, state: `${report.stateName.zh} ${report.state}`,
    findings: `${count('blocking')} / ${count('explain')} / ${count('note')}`,
    address: report.publication?.withdrawnAt === null ? report.publication.url : '—',
    asItShould: report.state === demoCase.ends,
    remarks: report.state !== 'editing' ? [] : [
      ...blocking.map((finding) => finding.message.zh),
      ...(repair ? [`建议改正：${repair.cells.map((change) => `${change.cell} ${change.from ?? '空'}→${change.to}`).join('，')}（${repair.reason.zh}）`] : []),
    ],
  };
}

/** The rows as a table for a terminal; Chinese characters take two columns. */
export function demoTable(rows: readonly DemoRow[]): string {
  const head = ['机关 body', '年度 year', '格式 form', '状态 state', '上传时的问题 findings as filed (阻断 blocking/说明 explain/提示 note)', '公开地址 published address'];
  const lines = [head, ...rows.map((row) => [row.body, String(row.year ?? '—'), row.form ?? '—', row.state, row.findings, row.address])];
  const widths = head.map((_, column) => Math.max(...lines.map((line) => displayWidth(line[column] ?? ''))));
  const table = lines.map((line) => line.map((text, column) => text + ' '.repeat((widths[column] ?? 0) - displayWidth(text))).join('  ').trimEnd());
  const remarks = rows.filter((row) => row.remarks.length > 0).flatMap((row) => ['', `${row.body}：`, ...row.remarks.map((remark) => `  · ${remark}`)]);
  return [...table, ...remarks].join('\n');
}

function displayWidth(text: string): number {
  return [...text].reduce((width, character) => width + (/[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]/u.test(character) ? 2 : 1), 0);
}
