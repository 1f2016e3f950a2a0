import { useQuery } from '@tanstack/react-query';
import { Alert, Progress } from 'antd';
import { useEffect, type ReactNode } from 'react';
import { useParams } from 'react-router';
import type { ReportView } from '../api/reports.js';
import { useLanguage } from '../language/language.js';
import { PageLoading } from '../shell/PageLoading.js';
import { ProblemPage } from '../shell/ProblemPage.js';
import { shellTexts } from '../shell/shellTexts.js';
import { Desktop } from './Desktop.js';
import { reportQuery, useLiveReport } from './queries.js';
import { ReportHead } from './ReportHead.js';
import { documentTitle, reportTexts } from './reportTexts.js';
import { UploadAgain } from './UploadAgain.js';

export function ReportPage(): ReactNode {
  const { id = '' } = useParams();
  const { say } = useLanguage();
  const report = useQuery(reportQuery(id));
  useEffect(() => {
    document.title = `${report.data ? say(documentTitle(report.data.body.name, report.data.year)) : ''} · ${say(shellTexts.product)}`;
  }, [report.data, say]);
  if (report.isPending) return <PageLoading />;
  if (!report.data) return <ProblemPage error={report.error} retry={() => void report.refetch()} />;
  // A change of report is a change of page: nothing typed or chosen carries over.
  return <OpenReport key={id} report={report.data} />;
}

function OpenReport({ report }: { report: ReportView }): ReactNode {
  useLiveReport(report.id);
  if (report.error !== null) return <NotRead report={report} />;
  if (report.form === null || report.state === 'received') return <BeingRead report={report} />;
  return <Desktop report={report} />;
}

function BeingRead({ report }: { report: ReportView }): ReactNode {
  const { say } = useLanguage();
  return (
    <div className="page">
      <ReportHead report={report} hasDraft={false} />
      <div className="sheet" role="status"><p>{say(reportTexts.receivedTitle)}</p><Progress percent={60} status="active" showInfo={false} aria-label={say(reportTexts.receivedTitle)} /></div>
    </div>
  );
}

function NotRead({ report }: { report: ReportView }): ReactNode {
  const { say } = useLanguage();
  return (
    <div className="page">
      <ReportHead report={report} hasDraft={false} />
      <Alert type="error" showIcon role="alert" title={say(report.error?.message ?? reportTexts.unreadableNext)} description={say(reportTexts.unreadableNext)} action={<UploadAgain report={report} />} />
    </div>
  );
}
