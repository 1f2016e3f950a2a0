import { InboxOutlined } from '@ant-design/icons';
import { Alert, Button, Progress, Select, Upload } from 'antd';
import { useState, type ReactNode } from 'react';
import { Link } from 'react-router';
import type { Finding } from '@gouji/domain/findings';
import { useLanguage } from '../language/language.js';
import { FindingCounts, SeverityIcon, countsOf } from './FindingCounts.js';
import { listTexts } from './listTexts.js';
import { useUploads, type UploadItem, type UploadStage } from './uploads.js';

const accepted = '.txt,.docx,.html,.htm,.pdf,.xlsx';

/** Where files are dropped, and how each of them is getting on. */
export function UploadPanel({ bodies }: { bodies: readonly { id: string; name: string }[] }): ReactNode {
  const { say } = useLanguage();
  const uploads = useUploads();
  const [bodyId, setBodyId] = useState<string | null>(null);
  const mustChoose = bodies.length > 1 && bodyId === null;
  return (
    <section className="sheet" aria-labelledby="upload-title">
      <h2 id="upload-title">{say(listTexts.upload)}</h2>
      {bodies.length > 1 && (
        <Select<string> aria-label={say(listTexts.uploadFor)} placeholder={say(listTexts.chooseBody)} className="upload-body" value={bodyId} onChange={setBodyId} showSearch={{ optionFilterProp: 'label' }}
          options={bodies.map((body) => ({ value: body.id, label: body.name }))} />
      )}
      <Upload.Dragger multiple accept={accepted} showUploadList={false} disabled={mustChoose}
        beforeUpload={(file, all) => {
          // Called once for each file of a batch; the whole batch is taken with its first.
          if (file === all[0]) uploads.add(all, bodies.length > 1 ? bodyId : null);
          return false;
        }}>
        <p className="drop-icon"><InboxOutlined aria-hidden /></p>
        <p className="drop-title">{say(mustChoose ? listTexts.chooseBody : listTexts.dropHere)}</p>
        <p className="quiet">{say(listTexts.formats)}</p>
      </Upload.Dragger>
      {uploads.items.length > 0 && (
        <div className="uploads">
          <div className="uploads-head"><h3>{say(listTexts.uploads)}</h3><Button type="link" size="small" onClick={uploads.clear}>{say(listTexts.dismiss)}</Button></div>
          <ul aria-live="polite">{uploads.items.map((item) => <UploadRow key={item.key} item={item} onRetry={() => uploads.retry(item.key)} />)}</ul>
        </div>
      )}
    </section>
  );
}

const percentOf = (stage: UploadStage): number => {
  if (stage.step === 'waiting' || stage.step === 'refused') return 0;
  if (stage.step === 'sending') return Math.round(stage.share * 40);
  return { reading: 60, done: 100 }[stage.step];
};

function UploadRow({ item: { file, stage }, onRetry }: { item: UploadItem; onRetry: () => void }): ReactNode {
  const { say } = useLanguage();
  const unreadable = stage.step === 'done' && stage.report.error !== null;
  const step = unreadable ? listTexts.unreadable : listTexts[stage.step];
  return (
    <li className="upload-row" data-step={stage.step}>
      <div className="upload-line">
        <span className="upload-name">{file.name}</span>
        <span className={stage.step === 'refused' || unreadable ? 'severity blocking' : 'quiet'}>{say(step)}</span>
        {stage.step === 'done' && !unreadable && (stage.report.findings.length === 0 ? <span className="sound">{say(listTexts.sound)}</span> : <FindingCounts counts={countsOf(stage.report.findings)} />)}
        {'id' in stage && <Link to={`/reports/${stage.id}`}>{say(listTexts.open)}</Link>}
      </div>
      {stage.step !== 'done' && stage.step !== 'refused' && <Progress percent={percentOf(stage)} size="small" showInfo={false} aria-label={say(step)} />}
      {stage.step === 'refused' && <Alert type="error" showIcon role="alert" title={say(stage.problem.message)} action={<Button size="small" onClick={onRetry}>{say(listTexts.retry)}</Button>} />}
      {stage.step === 'done' && stage.report.error !== null && <Alert type="error" showIcon role="alert" title={say(stage.report.error.message)} />}
      {stage.step === 'done' && <FirstFindings findings={stage.report.findings} />}
    </li>
  );
}

function FirstFindings({ findings }: { findings: readonly Finding[] }): ReactNode {
  const { say } = useLanguage();
  const serious = findings.filter((finding) => finding.severity === 'blocking').slice(0, 3);
  if (serious.length === 0) return null;
  return <ul className="first-findings">{serious.map((finding) => <li key={finding.fingerprint}><SeverityIcon severity={finding.severity} /> {say(finding.message)}</li>)}</ul>;
}
