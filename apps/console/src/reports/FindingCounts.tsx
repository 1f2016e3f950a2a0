import { CheckCircleOutlined, CloseCircleFilled, ExclamationCircleFilled, InfoCircleFilled } from '@ant-design/icons';
import { severitySchema, type Finding, type Severity } from '@gouji/domain/findings';
import type { ReactNode } from 'react';
import { useLanguage } from '../language/language.js';
import { listTexts, severityNames } from './listTexts.js';

const icons: Readonly<Record<Severity, ReactNode>> = { blocking: <CloseCircleFilled aria-hidden />, explain: <ExclamationCircleFilled aria-hidden />, note: <InfoCircleFilled aria-hidden /> };

export function SeverityIcon({ severity }: { severity: Severity }): ReactNode {
  return <span className={`severity ${severity}`}>{icons[severity]}</span>;
}

/** How many findings there are of each severity: icon, number, and words for whoever cannot tell the colours apart. */
export function FindingCounts({ counts }: { counts: Readonly<Record<Severity, number>> }): ReactNode {
  const { say } = useLanguage();
  const present = severitySchema.options.filter((severity) => counts[severity] > 0);
  if (present.length === 0) return <span className="quiet"><CheckCircleOutlined aria-hidden /> {say(listTexts.noFindings)}</span>;
  return (
    <span className="finding-counts">
      {present.map((severity) => (
        <span key={severity} className={`severity ${severity}`} title={say(severityNames[severity])}>
          {icons[severity]} <span className="sr-only">{say(severityNames[severity])} </span>{counts[severity]}
        </span>
      ))}
    </span>
  );
}

/** How many findings there are of each severity. */
export function countsOf(findings: readonly Finding[]): Record<Severity, number> {
  const counts: Record<Severity, number> = { blocking: 0, explain: 0, note: 0 };
  for (const finding of findings) counts[finding.severity] += 1;
  return counts;
}
