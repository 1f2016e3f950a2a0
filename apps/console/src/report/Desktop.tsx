import { formById } from '@gouji/domain/forms/catalogue';
import type { Finding } from '@gouji/domain/findings';
import type { Form } from '@gouji/domain/forms/form';
import { Grid, Tabs } from 'antd';
import { useCallback, useDeferredValue, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import type { ReportView } from '../api/reports.js';
import { useLanguage } from '../language/language.js';
import { ConflictDialog } from './ConflictDialog.js';
import { CorrectionBar } from './CorrectionBar.js';
import { factsWith } from './figures.js';
import { FindingsPanel } from './FindingsPanel.js';
import { FormTable } from './FormTable.js';
import { findingsWhileTyping, marksOf } from './marks.js';
import { ProseView } from './ProseView.js';
import { ReportHead } from './ReportHead.js';
import { reportTexts } from './reportTexts.js';
import { SourceView } from './SourceView.js';
import { useDesk, type Desk } from './useDesk.js';

const allViews = ['tables', 'prose', 'findings', 'source'] as const;
type View = (typeof allViews)[number];
const viewOf = (key: string): View => allViews.find((view) => view === key) ?? 'tables';

/** A report on the desk: the official tables and the text, what is wrong with them, and the source beside them. */
export function Desktop({ report }: { report: ReportView }): ReactNode {
  const { say } = useLanguage();
  const form = formById(report.form ?? '2021');
  const desk = useDesk(report);
  const { draft } = desk;
  const typed = useDeferredValue(draft.typed);
  const findings = useMemo<readonly Finding[]>(() => (Object.keys(typed).length === 0 ? report.findings : findingsWhileTyping(form, factsWith(draft.facts, typed), report.findings)), [typed, draft.facts, report.findings, form]);
  const isWide = Grid.useBreakpoint().lg === true;
  const [main, setMain] = useState<View>('tables');
  const [aside, setAside] = useState<View>('findings');
  useShownSelection(desk, findings, setMain);

  const count = findings.length;
  const labels: Record<View, ReactNode> = { tables: say(reportTexts.tables), prose: say(reportTexts.prose), source: say(reportTexts.source), findings: <>{say(reportTexts.findings)} <span className="count">{count}</span></> };
  const views: Record<View, ReactNode> = {
    tables: <Tables form={form} desk={desk} findings={findings} />,
    prose: <ProseView report={report} form={form} findings={findings} desk={desk} />,
    source: <SourceView report={report} desk={desk} />,
    findings: <FindingsPanel report={report} findings={findings} desk={desk} />,
  };
  const tabsOf = (...keys: View[]) => keys.map((key) => ({ key, label: labels[key], children: views[key] }));
  return (
    <div className="page wide">
      <ReportHead report={report} hasDraft={!draft.isEmpty} />
      <div className="desktop">
        <section className="sheet desktop-main">
          <Tabs activeKey={isWide && (main === 'findings' || main === 'source') ? 'tables' : main} onChange={(key) => setMain(viewOf(key))} items={isWide ? tabsOf('tables', 'prose') : tabsOf('findings', 'tables', 'prose', 'source')} />
        </section>
        {isWide && <aside className="sheet desktop-aside"><Tabs activeKey={aside} onChange={(key) => setAside(viewOf(key))} items={tabsOf('findings', 'source')} /></aside>}
      </div>
      <CorrectionBar report={report} findings={findings} desk={desk} />
      {desk.isComparing && <ConflictDialog report={report} form={form} desk={desk} />}
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

/** Brings what was chosen in the findings or the source into sight: its first cell, or its paragraph. */
function useShownSelection(desk: Desk, findings: readonly Finding[], show: (view: View) => void): void {
  const { selection } = desk;
  const known = useRef(findings);
  known.current = findings;
  useEffect(() => {
    if (!selection || selection.from === 'cell') return;
    const chosen = known.current.find((finding) => finding.fingerprint === selection.finding);
    const [first] = selection.cells.length > 4 ? selection.cells.slice(-1) : selection.cells;
    const inProse = chosen !== undefined && !/^(requests|review|litigation|cell)\./.test(chosen.rule) && chosen.at !== null;
    if (inProse) return show('prose');
    if (first === undefined) return;
    show('tables');
    // After the tab has been drawn.
    const frame = requestAnimationFrame(() => {
      const cell = document.querySelector<HTMLElement>(`td[data-cell="${CSS.escape(first)}"]`);
      cell?.scrollIntoView({ block: 'center', inline: 'center' });
      (cell?.querySelector('input') ?? cell)?.focus({ preventScroll: true });
    });
    return () => cancelAnimationFrame(frame);
  }, [selection, show]);
}
