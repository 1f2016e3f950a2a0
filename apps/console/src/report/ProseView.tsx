import type { Finding } from '@gouji/domain/findings';
import type { Form } from '@gouji/domain/forms/form';
import type { Paragraph } from '@gouji/domain/report';
import { useEffect, useRef, type ReactNode } from 'react';
import type { ReportView } from '../api/reports.js';
import { useLanguage } from '../language/language.js';
import { SeverityIcon } from '../reports/FindingCounts.js';
import { standsAt } from './marks.js';
import { reportTexts } from './reportTexts.js';
import type { Desk } from './useDesk.js';

/** The report's text by the form's sections, with the paragraphs that findings are about. */
export function ProseView({ report, form, findings, desk }: { report: ReportView; form: Form; findings: readonly Finding[]; desk: Desk }): ReactNode {
  const { say } = useLanguage();
  const paragraphs = (list: readonly Paragraph[]): ReactNode => list.map((paragraph, index) => <ProseParagraph key={index} paragraph={paragraph} findings={findings.filter((finding) => standsAt(finding.at, paragraph.at))} desk={desk} />);
  const present = new Set(report.sections.map((section) => section.number));
  return (
    <article className="prose">
      {report.preamble.length > 0 && <section><h3>{say(reportTexts.preamble)}</h3>{paragraphs(report.preamble)}</section>}
      {report.sections.map((section, index) => (
        <section key={index}><h3>{section.title}</h3>{section.paragraphs.length === 0 ? <p className="quiet no-indent">{say(reportTexts.sectionEmpty)}</p> : paragraphs(section.paragraphs)}</section>
      ))}
      {form.sections.filter((section) => !present.has(section.number)).map((section) => (
        <section key={section.number}><h3>{say({ zh: section.title.text, en: section.title.en })}</h3><p className="severity blocking no-indent"><SeverityIcon severity="blocking" /> {say(reportTexts.sectionMissing)}</p></section>
      ))}
    </article>
  );
}

function ProseParagraph({ paragraph, findings, desk }: { paragraph: Paragraph; findings: readonly Finding[]; desk: Desk }): ReactNode {
  const { say } = useLanguage();
  const element = useRef<HTMLParagraphElement>(null);
  const chosen = findings.some((finding) => finding.fingerprint === desk.selection?.finding);
  useEffect(() => {
    if (chosen) element.current?.scrollIntoView({ block: 'center' });
  }, [chosen]);
  const worst = findings[0];
  return (
    <p ref={element} className={`${worst ? `marked ${worst.severity}` : ''}${chosen ? ' chosen' : ''}`} {...(worst ? { title: findings.map((finding) => say(finding.message)).join('\n') } : {})}>
      {worst && <SeverityIcon severity={worst.severity} />}{paragraph.text}
    </p>
  );
}
