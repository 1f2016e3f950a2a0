import { SafetyCertificateOutlined, WarningOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { formById } from '@gouji/domain/forms/catalogue';
import { cellsOf } from '@gouji/domain/forms/form';
import { nameOf } from '@gouji/domain/rules/wording';
import { stateNames } from '@gouji/domain/approval';
import { Drawer, Spin, Timeline } from 'antd';
import type { ReactNode } from 'react';
import { z } from 'zod';
import type { ReportView, TimelineItem } from '../api/reports.js';
import { useLanguage } from '../language/language.js';
import { revisionName } from '../reports/listTexts.js';
import { ProblemAlert } from '../shell/ProblemAlert.js';
import { timelineQuery } from './queries.js';
import { eventNames, moreCells, reportTexts } from './reportTexts.js';

/** What an entry may tell beyond its action; each member is shown where it is there. */
const detailSchema = z.object({
  reason: z.string().optional().catch(undefined),
  text: z.string().optional().catch(undefined),
  filename: z.string().optional().catch(undefined),
  cells: z.array(z.object({ cell: z.string(), from: z.number().nullable(), to: z.number().nullable() })).optional().catch(undefined),
});
const SHOWN_CELLS = 8;

/** Who did what, when and why, newest first. */
export function TimelineDrawer({ report, onClose }: { report: ReportView; onClose: () => void }): ReactNode {
  const { say } = useLanguage();
  const timeline = useQuery(timelineQuery(report.id));
  return (
    <Drawer title={say(reportTexts.timeline)} open onClose={onClose} size={480} className="timeline">
      {timeline.isPending && <Spin />}
      {timeline.isError && <ProblemAlert error={timeline.error} />}
      {timeline.data && (
        <>
          <p className={timeline.data.intact ? 'sound' : 'severity blocking'} role="status">
            {timeline.data.intact ? <SafetyCertificateOutlined aria-hidden /> : <WarningOutlined aria-hidden />} {say(timeline.data.intact ? reportTexts.chainIntact : reportTexts.chainBroken)}
          </p>
          <Timeline items={timeline.data.items.toReversed().map((item) => ({ key: item.seq, content: <Entry item={item} report={report} />, color: item.actor === null ? 'gray' : 'blue' }))} />
        </>
      )}
    </Drawer>
  );
}

function Entry({ item, report }: { item: TimelineItem; report: ReportView }): ReactNode {
  const { say, time } = useLanguage();
  const detail = detailSchema.parse(item.detail);
  const cells = report.form === null ? null : cellsOf(formById(report.form));
  const name = eventNames[item.action];
  return (
    <div className="timeline-entry" data-action={item.action}>
      <strong>{name ? say(name) : item.action}</strong> · {item.actorName ?? say(reportTexts.system)}
      <div className="quiet small"><time dateTime={item.at}>{time(item.at)}</time> · {say(revisionName(item.revision))}{item.from !== item.to && <> · {item.from !== null && `${say(stateNames[item.from])} → `}{say(stateNames[item.to])}</>}</div>
      {detail.filename !== undefined && <div className="small">{detail.filename}</div>}
      {(detail.reason ?? detail.text) !== undefined && <blockquote>{detail.reason ?? detail.text}</blockquote>}
      {detail.cells && (
        <ul className="repair-cells">
          {detail.cells.slice(0, SHOWN_CELLS).map(({ cell, from, to }) => {
            const named = cells?.get(cell);
            return <li key={cell}><span>{named ? say(nameOf(named)) : cell}</span> <span className="from-to"><del>{from ?? say(reportTexts.blankShort)}</del> → <ins>{to ?? say(reportTexts.blankShort)}</ins></span></li>;
          })}
          {detail.cells.length > SHOWN_CELLS && <li className="quiet">… {say(moreCells(detail.cells.length))}</li>}
        </ul>
      )}
    </div>
  );
}
