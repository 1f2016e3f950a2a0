import { useQuery } from '@tanstack/react-query';
import { Alert } from 'antd';
import type { ReactNode } from 'react';
import type { ReportView } from '../api/reports.js';
import { useLanguage } from '../language/language.js';
import { timelineQuery } from './queries.js';
import { sentBack } from './reportTexts.js';

/** Why a report is where it is, when somebody took it back: the first thing whoever opens it needs to know. */
export function SentBack({ report }: { report: ReportView }): ReactNode {
  const { say, time } = useLanguage();
  const timeline = useQuery(timelineQuery(report.id));
  const last = timeline.data?.items.findLast((item) => item.from !== item.to);
  const title = last && sentBack[last.action];
  if (!last || !title || last.to !== report.state) return null;
  const reason = last.detail['reason'];
  return <Alert type="warning" showIcon title={`${say(title)}：${last.actorName ?? ''} · ${time(last.at)}`} {...(typeof reason === 'string' ? { description: <p className="reason">{reason}</p> } : {})} />;
}
