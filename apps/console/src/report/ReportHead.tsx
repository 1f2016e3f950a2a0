import { DownloadOutlined, ExportOutlined, HistoryOutlined, LeftOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { Suspense, lazy, useState, type ReactNode } from 'react';
import { Link } from 'react-router';
import { sourceAddress, type ReportView } from '../api/reports.js';
import { useLanguage } from '../language/language.js';
import { revisionName, yearName } from '../reports/listTexts.js';
import { StateTag } from '../reports/StateTag.js';
import { ActionBar } from './ActionBar.js';
import { reportTexts } from './reportTexts.js';
import { SentBack } from './SentBack.js';
import { UploadAgain } from './UploadAgain.js';

const TimelineDrawer = lazy(async () => ({ default: (await import('./TimelineDrawer.js')).TimelineDrawer }));

/** Which report this is, how far it has come, and what may be done with it. */
export function ReportHead({ report, hasDraft }: { report: ReportView; hasDraft: boolean }): ReactNode {
  const { say, time } = useLanguage();
  const [timelineOpen, setTimelineOpen] = useState(false);
  return (
    <header className="sheet report-head">
      <Link to="/" className="back"><LeftOutlined aria-hidden /> {say(reportTexts.back)}</Link>
      <div className="report-head-line">
        <div>
          <h1>{report.title ?? report.body.name}</h1>
          <p className="quiet report-facts">
            <StateTag state={report.state} />
            <span>{report.body.name}</span>
            {report.year !== null && <span>{say(yearName(report.year))}</span>}
            <span>{say(revisionName(report.revision))}</span>
            <time dateTime={report.updatedAt}>{time(report.updatedAt)}</time>
          </p>
        </div>
        <ActionBar report={report} hasDraft={hasDraft} />
      </div>
      <SentBack report={report} />
      {report.state === 'signed' && <p role="status" className="quiet">{say(reportTexts.publishing)}</p>}
      {report.publication && (
        <p className="published">
          {report.publication.withdrawnAt === null ? say(reportTexts.published) : `${say(reportTexts.withdrawnOn)} ${time(report.publication.withdrawnAt)}`}：
          <a href={report.publication.url} target="_blank" rel="noreferrer">{report.publication.url} <ExportOutlined aria-label={say(reportTexts.opensOutside)} /></a>
        </p>
      )}
      <div className="report-tools">
        <Button icon={<HistoryOutlined />} onClick={() => setTimelineOpen(true)}>{say(reportTexts.timeline)}</Button>
        <Button icon={<DownloadOutlined />} href={sourceAddress(report.id)} download title={report.source.filename ?? ''}>{say(reportTexts.download)}</Button>
        {report.error === null && <UploadAgain report={report} />}
      </div>
      {timelineOpen && <Suspense><TimelineDrawer report={report} onClose={() => setTimelineOpen(false)} /></Suspense>}
    </header>
  );
}
