import { cellsOf, type Block, type Form, type Table } from '@gouji/domain/forms/form';
import { printedBlock, type LabelSpan } from '@gouji/domain/forms/layout';
import { nameOf } from '@gouji/domain/rules/wording';
import type { Facts, Message } from '@gouji/domain/report';
import { memo, useMemo, type KeyboardEvent, type ReactNode } from 'react';
import { useLanguage } from '../language/language.js';
import { Cell } from './Cell.js';
import { textOf, type TypedCells } from './figures.js';
import type { CellMark } from './marks.js';
import { unitNames } from './reportTexts.js';

/** Value columns of a table of stacked blocks: blocks of one, two and three columns share this many. */
const SHARED_COLUMNS = 6;

export interface TableState {
  /** What the revision says, without what is being typed. */
  readonly facts: Facts;
  readonly typed: TypedCells;
  readonly marks: ReadonlyMap<string, CellMark>;
  /** Cells of the finding or source line that is being looked at. */
  readonly selected: ReadonlySet<string>;
  readonly editable: boolean;
  readonly onType: (cell: string, text: string) => void;
  readonly onSelect: (cell: string) => void;
}

/** A table of the form as printed, with a report's values, what is wrong with them, and room to correct them. Blank stays blank: it is not zero. */
export const FormTable = memo(function FormTable({ form, table, ...state }: { form: Form; table: Table } & TableState): ReactNode {
  const { say } = useLanguage();
  const stacked = table.blocks.length > 1;
  return (
    <div className="table-scroll" role="region" tabIndex={0} aria-label={say(labelOf(table.title))}>
      <table className={`form-table ${table.key}`} onKeyDown={moveBetweenCells}>
        <caption>{say(labelOf(table.title))}</caption>
        {table.blocks.map((block) => <BlockRows key={block.key} form={form} block={block} width={stacked ? SHARED_COLUMNS / block.columns.length : 1} {...state} />)}
      </table>
    </div>
  );
});

function BlockRows({ form, block, width, facts, typed, marks, selected, editable, onType, onSelect }: { form: Form; block: Block; width: number } & TableState): ReactNode {
  const { say } = useLanguage();
  const shown = useMemo(() => withoutAbsentOptions(block, facts), [block, facts]);
  const printed = useMemo(() => printedBlock(shown), [shown]);
  const cells = cellsOf(form);
  const described = (id: string): { name: string; unit: string } => {
    const cell = cells.get(id);
    return cell ? { name: say(nameOf(cell)), unit: cell.kind === 'yuan' || cell.kind === 'wanYuan' ? say(unitNames[cell.kind]) : '' } : { name: id, unit: '' };
  };
  return (
    <tbody>
      {block.heading && <tr><th colSpan={printed.labelColumns + block.columns.length * width} scope="colgroup" className="block-heading">{say(labelOf(block.heading))}</th></tr>}
      {printed.head.map((line, index) => (
        <tr key={index}>
          {index === 0 && printed.labelColumns > 0 && <th rowSpan={printed.head.length} colSpan={printed.labelColumns} className="corner">{block.corner && say(labelOf(block.corner))}</th>}
          {line.map((span, position) => <th key={position} rowSpan={span.rows} colSpan={span.columns * width} scope={span.columns > 1 ? 'colgroup' : 'col'}>{say(labelOf(span.label))}</th>)}
        </tr>
      ))}
      {printed.rows.map((row, rowIndex) => (
        <tr key={row.cells[0]}>
          {row.labels.map((span, position) => <th key={position} rowSpan={span.rows} colSpan={span.columns} scope={span.rows > 1 ? 'rowgroup' : 'row'} className={span.rows > 2 ? 'tall' : ''}>{say(labelOf(span.label))}</th>)}
          {row.cells.map((cell, columnIndex) => {
            const mark = marks.get(cell);
            const text = typed[cell];
            return (
              <Cell key={cell} cell={cell} {...described(cell)} saved={textOf(facts[cell])} absent={!(cell in facts)} typed={text} width={width} row={rowIndex} column={columnIndex}
                severity={mark?.severity} named={mark?.named ?? false} messages={mark ? mark.messages.map(say).join('\n') : ''} selected={selected.has(cell)} editable={editable} onType={onType} onSelect={onSelect} />
            );
          })}
        </tr>
      ))}
    </tbody>
  );
}

function labelOf(label: LabelSpan['label']): Message {
  return { zh: label.text, en: label.en };
}

/** Rows that only some regions print are shown where the document has them. */
function withoutAbsentOptions(block: Block, facts: Facts): Block {
  const rows = block.rows.filter((row) => row.optional !== true || block.columns.some((column) => `${block.prefix}${row.key}.${column.key}` in facts));
  return rows.length === block.rows.length ? block : { ...block, rows };
}

const steps: Readonly<Record<string, readonly [row: number, column: number]>> = { ArrowUp: [-1, 0], ArrowDown: [1, 0], Enter: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

/** Arrow keys and Enter go from cell to cell as in a spreadsheet; sideways only from the end of what is typed. */
function moveBetweenCells(event: KeyboardEvent<HTMLTableElement>): void {
  const step = steps[event.key];
  const from = event.target;
  if (!step || !(from instanceof HTMLInputElement) || event.nativeEvent.isComposing) return;
  const [down, right] = event.key === 'Enter' && event.shiftKey ? [-1, 0] : step;
  if (right < 0 && from.selectionStart !== 0) return;
  if (right > 0 && from.selectionEnd !== from.value.length) return;
  const body = from.closest('tbody');
  const target = body?.querySelector<HTMLInputElement>(`input[data-row="${Number(from.dataset['row']) + down}"][data-column="${Number(from.dataset['column']) + right}"]`);
  event.preventDefault();
  target?.focus();
  target?.select();
}
