import { CheckCircleFilled } from '@ant-design/icons';
import { severitySchema, type Finding } from '@gouji/domain/findings';
import { rules } from '@gouji/domain/rules/registry';
import { Button, Collapse } from 'antd';
import { useMemo, useState, type ReactNode } from 'react';
import type { ReportView } from '../api/reports.js';
import { useLanguage } from '../language/language.js';
import { SeverityIcon } from '../reports/FindingCounts.js';
import { severityNames } from '../reports/listTexts.js';
import { ExplanationForm } from './ExplanationForm.js';
import { FindingItem } from './FindingItem.js';
import { RepairList } from './RepairList.js';
import { explainAll, fillIn, reportTexts, showAll } from './reportTexts.js';
import type { Desk } from './useDesk.js';

/** From this many findings of one rule on, they are handled together. */
const MANY = 4;

/** What is wrong, worst first, each with what can be done about it. */
export function FindingsPanel({ report, findings, desk }: { report: ReportView; findings: readonly Finding[]; desk: Desk }): ReactNode {
  const { say } = useLanguage();
  const groups = useMemo(() => severitySchema.options.map((severity) => ({ severity, byRule: [...Map.groupBy(findings.filter((finding) => finding.severity === severity), (finding) => finding.rule)] })), [findings]);
  return (
    <div className="findings">
      {!desk.draft.isEmpty && <p className="quiet small">{say(reportTexts.recheckedOnSave)}</p>}
      {findings.length === 0 && (
        <div className="nothing-found"><CheckCircleFilled aria-hidden /> <strong>{say(reportTexts.nothingFound)}</strong><p className="quiet">{say(reportTexts.nothingFoundHint)}</p></div>
      )}
      <RepairList report={report} desk={desk} />
      {groups.map(({ severity, byRule }) => byRule.length > 0 && (
        <section key={severity} aria-label={say(severityNames[severity])}>
          <h3 className={`severity ${severity}`}><SeverityIcon severity={severity} /> {say(severityNames[severity])} <span className="count">{byRule.reduce((sum, [, same]) => sum + same.length, 0)}</span></h3>
          <ul className="finding-list">
            {byRule.map(([rule, same]) => (same.length >= MANY && same.every((finding) => finding.cells.length <= 1)
              ? <AlikeFindings key={rule} rule={rule} findings={same} report={report} desk={desk} />
              : same.map((finding) => <FindingItem key={finding.fingerprint} finding={finding} report={report} desk={desk} />)))}
          </ul>
        </section>
      ))}
    </div>
  );
}

function AlikeFindings({ rule, findings, report, desk }: { rule: string; findings: readonly Finding[]; report: ReportView; desk: Desk }): ReactNode {
  const { say } = useLanguage();
  const [explaining, setExplaining] = useState(false);
  const first = findings[0];
  if (!first) return null;
  const sentence = rules.find((candidate) => candidate.id === rule)?.sentence ?? first.message;
  const implied = Object.fromEntries(findings.flatMap((finding) => (finding.suggestion === undefined || finding.cells[0] === undefined ? [] : [[finding.cells[0], finding.suggestion]])));
  const values = [...new Set(Object.values(implied))];
  const unexplained = findings.filter((finding) => finding.severity === 'explain' && !(finding.fingerprint in report.explanations));
  const allExplained = first.severity === 'explain' && unexplained.length === 0;
  return (
    <li className={`finding alike ${first.severity}${allExplained ? ' explained' : ''}`} data-rule={rule}>
      <button type="button" className="finding-message" onClick={() => desk.select({ cells: findings.flatMap((finding) => finding.cells), finding: null, from: 'finding' })}>{say(sentence)}</button>
      {allExplained && <div className="explanation"><CheckCircleFilled aria-hidden /> <strong>{say(reportTexts.explained)}</strong></div>}
      <div className="finding-actions">
        {desk.editable && Object.keys(implied).length > 0 && (
          <Button size="small" type="primary" ghost loading={desk.isSaving} onClick={() => desk.apply(implied, { zh: '按勾稽关系推算填写', en: 'Filled in as the sums imply' })}>
            {say(reportTexts.fillAllImplied)}{values.length === 1 && values[0] !== undefined ? `（${say(fillIn(values[0]))}）` : ''}
          </Button>
        )}
        {desk.editable && unexplained.length > 1 && !explaining && <Button size="small" onClick={() => setExplaining(true)}>{say(explainAll(unexplained.length))}</Button>}
      </div>
      {explaining && unexplained.length > 0 && <ExplanationForm initial="" onCancel={() => setExplaining(false)} onSave={(text) => desk.explain(unexplained.map((finding) => finding.fingerprint), text)} />}
      <Collapse ghost size="small" items={[{
        key: 'each', label: say(showAll(findings.length)),
        children: <ul className="finding-list">{findings.map((finding) => <FindingItem key={finding.fingerprint} finding={finding} report={report} desk={desk} />)}</ul>,
      }]} />
    </li>
  );
}
