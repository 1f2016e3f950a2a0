import { CheckCircleFilled } from '@ant-design/icons';
import type { Finding } from '@gouji/domain/findings';
import { Button } from 'antd';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import type { ReportView } from '../api/reports.js';
import { useLanguage } from '../language/language.js';
import { ExplanationForm } from './ExplanationForm.js';
import { placeName } from './marks.js';
import { fillIn, reportTexts } from './reportTexts.js';
import type { Desk } from './useDesk.js';

/** One finding: what is wrong, where, and what can be done. Choosing it shows its cells, or its paragraph. */
export function FindingItem({ finding, report, desk }: { finding: Finding; report: ReportView; desk: Desk }): ReactNode {
  const { say, time } = useLanguage();
  const [explaining, setExplaining] = useState(false);
  const item = useRef<HTMLLIElement>(null);
  const explanation = report.explanations[finding.fingerprint];
  const { selection } = desk;
  const chosen = selection?.finding === finding.fingerprint;
  const touched = selection?.from === 'cell' && finding.cells.includes(selection.cells[0] ?? '');
  useEffect(() => {
    if (touched) item.current?.scrollIntoView({ block: 'nearest' });
  }, [touched]);
  const [cell] = finding.cells;
  const { suggestion } = finding;
  const explainable = finding.severity === 'explain' && report.findings.some((saved) => saved.fingerprint === finding.fingerprint);
  return (
    <li ref={item} className={`finding ${finding.severity}${chosen || touched ? ' chosen' : ''}${explanation ? ' explained' : ''}`} data-rule={finding.rule}>
      <button type="button" className="finding-message" aria-pressed={chosen} onClick={() => desk.select({ cells: finding.cells, finding: finding.fingerprint, from: 'finding' })}>{say(finding.message)}</button>
      <div className="finding-foot quiet small">{finding.at && <span>{say(placeName(finding.at))}</span>}<code>{finding.rule}</code></div>
      {explanation && !explaining && (
        <div className="explanation"><CheckCircleFilled aria-hidden /> <strong>{say(reportTexts.explained)}</strong>：{explanation.text}<div className="quiet small">{explanation.author} · {time(explanation.at)}</div></div>
      )}
      {desk.editable && (
        <div className="finding-actions">
          {suggestion !== undefined && cell !== undefined && (
            <Button size="small" type="primary" ghost loading={desk.isSaving} onClick={() => desk.apply({ [cell]: suggestion }, { zh: '按勾稽关系推算填写', en: 'Filled in as the sums imply' })}>{say(fillIn(suggestion))}</Button>
          )}
          {explainable && !explaining && <Button size="small" onClick={() => setExplaining(true)}>{say(explanation ? reportTexts.changeExplanation : reportTexts.explainTitle)}</Button>}
        </div>
      )}
      {explaining && <ExplanationForm initial={explanation?.text ?? ''} onCancel={() => setExplaining(false)} onSave={async (text) => { await desk.explain([finding.fingerprint], text); setExplaining(false); }} />}
    </li>
  );
}
