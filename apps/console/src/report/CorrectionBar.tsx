import { SaveOutlined } from '@ant-design/icons';
import type { Finding } from '@gouji/domain/findings';
import { Alert, Button, Input, Popconfirm } from 'antd';
import { useEffect, useState, type ReactNode } from 'react';
import type { ReportView } from '../api/reports.js';
import { useLanguage } from '../language/language.js';
import { countsOf } from '../reports/FindingCounts.js';
import { parseFigure } from './figures.js';
import { blockingChange, changedCells, reportTexts, toExplain } from './reportTexts.js';
import type { Desk } from './useDesk.js';

/** Stays in sight while something is typed and not saved: what it leads to, and how to keep it or let it go. */
export function CorrectionBar({ report, findings, desk }: { report: ReportView; findings: readonly Finding[]; desk: Desk }): ReactNode {
  const { say } = useLanguage();
  const [reason, setReason] = useState('');
  const { draft, editable } = desk;
  useEffect(() => {
    if (draft.isEmpty) return;
    const warn = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [draft.isEmpty]);
  if (draft.isEmpty) return null;
  const now = countsOf(findings);
  const before = countsOf(report.findings);
  const open = findings.filter((finding) => finding.severity === 'explain' && !(finding.fingerprint in report.explanations)).length;
  const hasUnreadable = Object.values(draft.typed).some((text) => parseFigure(text).kind === 'unreadable');
  return (
    <form className="correction-bar" onSubmit={(event) => { event.preventDefault(); desk.save(reason); setReason(''); }}>
      {draft.isOutdated && <Alert type="warning" showIcon role="alert" title={say(reportTexts.newerRevision)} action={<Button size="small" onClick={() => desk.compare(true)}>{say(reportTexts.seeChanges)}</Button>} />}
      {!editable && <Alert type="warning" showIcon role="alert" title={say(reportTexts.movedOnWithDraft)} />}
      <div className="correction-line">
        <div role="status">
          <strong>{say(changedCells(Object.keys(draft.typed).length))}</strong>
          <div className="small">
            {now.blocking === 0 ? <span className="sound">{say(reportTexts.addsUp)}</span> : <span className="severity blocking">{say(blockingChange(now.blocking, before.blocking))}</span>}
            {open > 0 && <span className="severity explain">{say(toExplain(open))}</span>}
            {hasUnreadable && <span className="severity blocking">{say(reportTexts.unreadableCells)}</span>}
          </div>
        </div>
        {editable && <Input className="correction-reason" aria-label={say(reportTexts.reasonForChange)} placeholder={say(reportTexts.reasonForChange)} maxLength={2_000} value={reason} onChange={(event) => setReason(event.target.value)} />}
        <div className="correction-buttons">
          {editable && <Button type="primary" icon={<SaveOutlined />} htmlType="submit" loading={desk.isSaving} disabled={hasUnreadable || draft.isOutdated}>{say(reportTexts.save)}</Button>}
          <Popconfirm title={say(reportTexts.discardSure)} onConfirm={draft.discard}><Button>{say(reportTexts.discard)}</Button></Popconfirm>
        </div>
      </div>
    </form>
  );
}
