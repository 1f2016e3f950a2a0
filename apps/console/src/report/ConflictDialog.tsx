import type { Form } from '@gouji/domain/forms/form';
import { cellsOf } from '@gouji/domain/forms/form';
import { nameOf } from '@gouji/domain/rules/wording';
import type { Fact } from '@gouji/domain/report';
import { Button, Checkbox, Modal } from 'antd';
import { useState, type ReactNode } from 'react';
import type { ReportView } from '../api/reports.js';
import { useLanguage } from '../language/language.js';
import { differences, textOf } from './figures.js';
import { reportTexts } from './reportTexts.js';
import type { Desk } from './useDesk.js';

/** Two people corrected one report: what the other one changed, beside one's own changes, and the way on. Nothing is lost by opening or closing it. */
export function ConflictDialog({ report, form, desk }: { report: ReportView; form: Form; desk: Desk }): ReactNode {
  const { say } = useLanguage();
  const [given, setGiven] = useState<ReadonlySet<string>>(new Set());
  const { draft } = desk;
  const cells = cellsOf(form);
  const theirs = new Map(differences(draft.facts, report.facts).map((difference) => [difference.cell, difference]));
  const concerned = [...cells.keys()].filter((cell) => theirs.has(cell) || cell in draft.typed);
  const shown = (fact: Fact | undefined): string => (fact === undefined ? say(reportTexts.absentShort) : textOf(fact) || say(reportTexts.blankShort));
  const goOn = (): void => {
    draft.rebase(report, new Set(Object.keys(draft.typed).filter((cell) => !given.has(cell))));
    desk.compare(false);
  };
  return (
    <Modal open={desk.isComparing} title={say(reportTexts.conflictTitle)} onCancel={() => desk.compare(false)} width={760} footer={[
      <Button key="theirs" onClick={() => { draft.discard(); desk.compare(false); }}>{say(reportTexts.useTheirs)}</Button>,
      <Button key="on" type="primary" onClick={goOn}>{say(reportTexts.goOn)}</Button>,
    ]}>
      <p>{say(reportTexts.conflictLead)}</p>
      <div className="table-scroll">
        <table className="comparison">
          <thead><tr>{[reportTexts.conflictCell, reportTexts.conflictBefore, reportTexts.conflictNow, reportTexts.conflictYours].map((title) => <th key={title.en} scope="col">{say(title)}</th>)}</tr></thead>
          <tbody>
            {concerned.map((id) => {
              const cell = cells.get(id);
              const mine = draft.typed[id];
              const both = mine !== undefined && theirs.has(id);
              return (
                <tr key={id} className={both ? 'both' : ''} data-cell={id}>
                  <th scope="row">{cell ? say(nameOf(cell)) : id}</th>
                  <td>{shown(draft.facts[id])}</td>
                  <td>{theirs.has(id) ? <strong>{shown(report.facts[id])}</strong> : shown(report.facts[id])}</td>
                  <td>{mine !== undefined && (
                    <Checkbox checked={!given.has(id)} onChange={(event) => setGiven((current) => { const next = new Set(current); if (event.target.checked) next.delete(id); else next.add(id); return next; })}>
                      {mine === '' ? say(reportTexts.blankShort) : mine}
                    </Checkbox>
                  )}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </Modal>
  );
}
