import type { Block, Table } from '@gouji/domain/forms/form';
import { printedBlock } from '@gouji/domain/forms/layout';
import type { Facts } from '@gouji/domain/report';
import type { ReactNode } from 'react';

/** Value columns of a stacked table: blocks of one, two and three columns share this many. */
const SHARED_COLUMNS = 6;

/** A table of the form as printed, with a report's values. Blank stays blank: it is not zero. */
export function FormTable({ table, facts }: { table: Table; facts: Facts }): ReactNode {
  const stacked = table.blocks.length > 1;
  const blocks = table.blocks.map((block) => ({ ...block, rows: block.rows.filter((row) => row.optional !== true || block.columns.some((column) => `${block.prefix}${row.key}.${column.key}` in facts)) }));
  return (
    <div className="scroll" tabIndex={0} role="region" aria-label={table.title.text}>
      <table>
        <caption>{table.title.text}</caption>
        {blocks.map((block) => <BlockRows key={block.key} block={block} facts={facts} width={stacked ? SHARED_COLUMNS / block.columns.length : 1} />)}
      </table>
    </div>
  );
}

function BlockRows({ block, facts, width }: { block: Block; facts: Facts; width: number }): ReactNode {
  const printed = printedBlock(block);
  return (
    <tbody>
      {block.heading && <tr><th colSpan={printed.labelColumns + block.columns.length * width} scope="colgroup">{block.heading.text}</th></tr>}
      {printed.head.map((line, index) => (
        <tr key={index}>
          {index === 0 && printed.labelColumns > 0 && <th rowSpan={printed.head.length} colSpan={printed.labelColumns}>{block.corner?.text}</th>}
          {line.map((span, position) => <th key={position} rowSpan={span.rows} colSpan={span.columns * width} scope={span.columns > 1 ? 'colgroup' : 'col'}>{span.label.text}</th>)}
        </tr>
      ))}
      {printed.rows.map((row) => (
        <tr key={row.cells[0]}>
          {row.labels.map((span, position) => <th key={position} rowSpan={span.rows} colSpan={span.columns} scope={span.rows > 1 ? 'rowgroup' : 'row'}>{span.label.text}</th>)}
          {row.cells.map((cell) => <td key={cell} colSpan={width} data-cell={cell}>{facts[cell]?.value ?? ''}</td>)}
        </tr>
      ))}
    </tbody>
  );
}
