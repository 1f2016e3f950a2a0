import { ToolOutlined } from '@ant-design/icons';
import type { Repair } from '@gouji/domain/findings';
import { formById } from '@gouji/domain/forms/catalogue';
import { cellsOf } from '@gouji/domain/forms/form';
import { nameOf } from '@gouji/domain/rules/wording';
import { Button, Collapse } from 'antd';
import type { ReactNode } from 'react';
import type { ReportView } from '../api/reports.js';
import { useLanguage } from '../language/language.js';
import { moreCells, moreRepairs, reportTexts } from './reportTexts.js';
import type { Desk } from './useDesk.js';

const SHOWN_CELLS = 6;

/** The smallest ways to make the tables add up, best first. Hidden once what is typed no longer fits what they start from. */
export function RepairList({ report, desk }: { report: ReportView; desk: Desk }): ReactNode {
  const { say } = useLanguage();
  // What only fills cells without a number is offered with the findings about those cells already.
  const fitting = report.repairs.filter((repair) => repair.cells.some(({ from }) => from !== null) && desk.draft.revision === report.revision && repair.cells.every(({ cell }) => !(cell in desk.draft.typed)));
  const [best, ...others] = fitting;
  if (!best) return null;
  return (
    <section className="repairs" aria-label={say(reportTexts.repairs)}>
      <h3><ToolOutlined aria-hidden /> {say(reportTexts.repairs)}</h3>
      <p className="quiet small">{say(reportTexts.repairsHint)}</p>
      <RepairCard repair={best} report={report} desk={desk} />
      {others.length > 0 && <Collapse ghost size="small" items={[{ key: 'others', label: say(moreRepairs(others.length)), children: others.map((repair) => <RepairCard key={repair.cells.map(({ cell, to }) => `${cell}=${to}`).join()} repair={repair} report={report} desk={desk} />) }]} />}
    </section>
  );
}

function RepairCard({ repair, report, desk }: { repair: Repair; report: ReportView; desk: Desk }): ReactNode {
  const { say } = useLanguage();
  const cells = report.form === null ? null : cellsOf(formById(report.form));
  return (
    <div className="repair">
      <p>{say(repair.reason)}</p>
      <ul className="repair-cells">
        {repair.cells.slice(0, SHOWN_CELLS).map(({ cell, from, to }) => {
          const named = cells?.get(cell);
          return <li key={cell}><span>{named ? say(nameOf(named)) : cell}</span> <span className="from-to"><del>{from ?? say(reportTexts.blankShort)}</del> → <ins>{to}</ins></span></li>;
        })}
        {repair.cells.length > SHOWN_CELLS && <li className="quiet">… {say(moreCells(repair.cells.length))}</li>}
      </ul>
      <div className="finding-actions">
        {desk.editable && <Button size="small" type="primary" loading={desk.isSaving} onClick={() => desk.apply(Object.fromEntries(repair.cells.map(({ cell, to }) => [cell, to])), repair.reason)}>{say(reportTexts.takeRepair)}</Button>}
        <Button size="small" onClick={() => desk.select({ cells: repair.cells.map(({ cell }) => cell), finding: null, from: 'finding' })}>{say(reportTexts.showCells)}</Button>
      </div>
    </div>
  );
}
