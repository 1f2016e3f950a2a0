import { formById } from '@gouji/domain/forms/catalogue';
import type { Finding } from '@gouji/domain/findings';
import type { Form } from '@gouji/domain/forms/form';
import { Grid, Segmented } from 'antd';
import { Suspense, lazy, useCallback, useDeferredValue, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import type { ReportView } from '../api/reports.js';
import { useLanguage } from '../language/language.js';
import { CorrectionBar } from './CorrectionBar.js';
import { factsWith } from './figures.js';
import { FindingsPanel } from './FindingsPanel.js';
import { FormTable } from './FormTable.js';
import { FEW_CELLS, findingsWhileTyping, isAboutProse, marksOf } from './marks.js';
import { ProseView } from './ProseView.js';
import { ReportHead } from './ReportHead.js';
import { reportTexts } from './reportTexts.js';
import { SourceView } from './SourceView.js';
import { useDesk, type Desk, type Selection } from './useDesk.js';

const ConflictDialog = lazy(async () => ({ default: (await import('./ConflictDialog.js')).ConflictDialog }));

type View = 'tables' | 'prose' | 'findings' | 'source';

/** A report on the desk: the official tables and the text, what is wrong with them, and the source beside them. */
export function Desktop({ report }: { report: ReportView }): ReactNode {
  const { say } = useLanguage();
  const form = formById(report.form ?? '2021');
  const desk = useDesk(report);
  const { draft } = desk;
  const typed = useDeferredValue(draft.typed);
  const findings = useMemo<readonly Finding[]>(() => (Object.keys(typed).length === 0 ? report.findings : findingsWhileTyping(form, factsWith(draft.facts, typed), report.findings)), [typed, draft.facts, report.findings, form]);
  const isWide = Grid.useBreakpoint().lg === true;
  // On a narrow screen one thing is shown at a time, and whoever has findings begins with them.
  const [main, setMain] = useState<View>(() => (report.findings.length > 0 ? 'findings' : 'tables'));
  const [aside, setAside] = useState<View>('findings');

  const count = findings.length;
  const labels: Record<View, ReactNode> = { tables: say(reportTexts.tables), prose: say(reportTexts.prose), source: say(reportTexts.source), findings: <>{say(reportTexts.findings)} <span className="count">{count}</span></> };
  const views: Record<View, ReactNode> = {
    tables: <Tables form={form} desk={desk} findings={findings} />,
    prose: <ProseView report={report} form={form} findings={findings} desk={desk} />,
    source: <SourceView report={report} desk={desk} />,
    findings: <FindingsPanel report={report} findings={findings} desk={desk} />,
  };
  const switchOf = (value: View, onChange: (view: View) => void, ...offered: View[]): ReactNode => (
    <Segmented<View> aria-label={say(reportTexts.views)} block={!isWide} value={value} onChange={onChange} options={offered.map((view) => ({ value: view, label: labels[view] }))} className="view-switch" />
  );
  // A view that is beside the main one on a wide screen does not take its place there.
  const shown: View = isWide && (main === 'findings' || main === 'source') ? 'tables' : main;
  useShownSelection(desk, findings, shown, setMain);
  return (
    <div className="page wide">
      <ReportHead report={report} hasDraft={!draft.isEmpty} />
      <div className="desktop">
        <section className="sheet desktop-main">
          {isWide ? switchOf(shown, setMain, 'tables', 'prose') : switchOf(shown, setMain, 'findings', 'tables', 'prose', 'source')}
          {views[shown]}
        </section>
        {isWide && <aside className="sheet desktop-aside">{switchOf(aside, setAside, 'findings', 'source')}{views[aside]}</aside>}
      </div>
      <CorrectionBar report={report} findings={findings} desk={desk} />
      {desk.isComparing && <Suspense><ConflictDialog report={report} form={form} desk={desk} /></Suspense>}
    </div>
  );
}

function Tables({ form, desk, findings }: { form: Form; desk: Desk; findings: readonly Finding[] }): ReactNode {
  const { draft, editable, select, selection } = desk;
  const marks = useMemo(() => marksOf(findings), [findings]);
  const selected = useMemo(() => new Set(selection && (selection.from !== 'cell' || selection.cells.length > 1) ? selection.cells : []), [selection]);
  // A cell that is brought into sight for a finding takes the focus, and must not replace what was chosen.
  const onSelect = useCallback((cell: string) => select((current) => (current && current.from !== 'cell' && current.cells.includes(cell) ? current : { cells: [cell], finding: null, from: 'cell' })), [select]);
  return form.tables.map((table) => <FormTable key={table.key} form={form} table={table} facts={draft.facts} typed={draft.typed} marks={marks} selected={selected} editable={editable} onType={draft.type} onSelect={onSelect} />);
}

/** Brings what was chosen in the findings or the source into sight, once: its first cell, or its paragraph. */
function useShownSelection(desk: Desk, findings: readonly Finding[], view: View, show: (view: View) => void): void {
  const { selection } = desk;
  const done = useRef<Selection | null>(null);
  useEffect(() => {
    if (!selection || selection.from === 'cell' || done.current === selection) return;
    const chosen = findings.find((finding) => finding.fingerprint === selection.finding);
    const [first] = selection.cells.length > FEW_CELLS ? selection.cells.slice(-1) : selection.cells;
    // What was found in the text is shown there; the paragraph scrolls to itself.
    const needed = first === undefined || (chosen !== undefined && isAboutProse(chosen)) ? 'prose' : 'tables';
    // Comes back once the view has been drawn.
    if (view !== needed) return show(needed);
    done.current = selection;
    if (first === undefined || needed === 'prose') return;
    const cell = document.querySelector<HTMLElement>(`td[data-cell="${CSS.escape(first)}"]`);
    cell?.scrollIntoView({ block: 'center', inline: 'center' });
    (cell?.querySelector('input') ?? cell)?.focus({ preventScroll: true });
  }, [selection, findings, view, show]);
}
