import { CheckCircleFilled, CloseCircleFilled, ExclamationCircleFilled, InfoCircleFilled } from '@ant-design/icons';
import type { Severity } from '@gouji/domain/findings';
import { memo, type ReactNode } from 'react';
import { useLanguage } from '../language/language.js';
import { severityNames } from '../reports/listTexts.js';
import { parseFigure } from './figures.js';
import { reportTexts } from './reportTexts.js';

const icons: Readonly<Record<Severity, ReactNode>> = { blocking: <CloseCircleFilled />, explain: <ExclamationCircleFilled />, note: <InfoCircleFilled /> };

interface CellProps {
  readonly cell: string;
  /** The labels that lead to it, in the person's language. */
  readonly name: string;
  /** The unit of an amount; empty for a count. */
  readonly unit: string;
  /** What the revision says. */
  readonly saved: string;
  /** The document does not have this cell. */
  readonly absent: boolean;
  /** What is being typed, if that is something else. */
  readonly typed: string | undefined;
  readonly width: number;
  readonly row: number;
  readonly column: number;
  readonly severity: Severity | undefined;
  readonly named: boolean;
  readonly messages: string;
  readonly selected: boolean;
  readonly editable: boolean;
  readonly onType: (cell: string, text: string) => void;
  readonly onSelect: (cell: string) => void;
}

/**
 * One cell of a printed table. A bare input and no component of the library: a table has up to 175 of them, and every
 * keystroke re-checks the whole report.
 */
export const Cell = memo(function Cell({ cell, name, unit, saved, absent, typed, width, row, column, severity, named, messages, selected, editable, onType, onSelect }: CellProps): ReactNode {
  const { say } = useLanguage();
  const text = typed ?? saved;
  const unreadable = parseFigure(text).kind === 'unreadable';
  const classes = ['cell', severity && (named ? `marked ${severity}` : `part ${severity}`), selected && 'selected', typed !== undefined && 'changed', absent && typed === undefined && 'absent'].filter(Boolean).join(' ');
  const description = [
    severity && `${say(severityNames[severity])}：${messages}`,
    typed !== undefined && `${say(reportTexts.was)} ${saved === '' ? say(absent ? reportTexts.absent : reportTexts.blank) : saved}`,
    typed === undefined && absent && say(reportTexts.absent),
  ].filter(Boolean).join('\n');
  return (
    <td colSpan={width} className={classes} data-cell={cell} {...(description ? { title: description } : {})} {...(editable ? {} : { tabIndex: -1, onClick: () => onSelect(cell), 'aria-label': `${name}：${text === '' ? say(absent ? reportTexts.absent : reportTexts.blank) : text}${description ? `。${description}` : ''}` })}>
      {severity && named && <span className="cell-icon" aria-hidden>{icons[severity]}</span>}
      {typed !== undefined && !severity && <span className="cell-icon fine" aria-hidden><CheckCircleFilled /></span>}
      {editable
        ? (
          <input
            value={text} inputMode="decimal" autoComplete="off" spellCheck={false} data-row={row} data-column={column} maxLength={24}
            aria-label={unit === '' ? name : `${name}（${unit}）`} aria-invalid={unreadable || (severity === 'blocking' && named)} {...(description ? { 'aria-description': description } : {})}
            // As in a spreadsheet: entering a cell selects it, so that typing replaces; a second click places the cursor.
            onMouseDown={(event) => { if (!event.currentTarget.matches(':focus')) { event.preventDefault(); event.currentTarget.focus(); event.currentTarget.select(); } }}
            onChange={(event) => onType(cell, event.target.value)} onFocus={() => onSelect(cell)}
            onKeyDown={(event) => { if (event.key === 'Escape') onType(cell, saved); }}
          />
        )
        : <span>{text}</span>}
      {unit !== '' && <span className="cell-unit" aria-hidden>{unit}</span>}
      {typed !== undefined && <del className="cell-was">{saved === '' ? say(absent ? reportTexts.absentShort : reportTexts.blankShort) : saved}</del>}
    </td>
  );
});
