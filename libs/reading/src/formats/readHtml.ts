import { Parser } from 'htmlparser2';
import type { Block, Document } from '../document.js';
import { Unreadable } from '../errors.js';
import { decodeText } from '../text/decodeText.js';
import { superscript } from '../text/superscript.js';
import { cellText, mostCells, tableBlocks, type OpenTable } from './blockSink.js';

/**
 * Reads a web page, whole with a site's furniture or only the report. Any declared or undeclared encoding.
 * @throws Unreadable when the bytes are no text, or the page is beyond any report's size.
 */
export function readHtml(bytes: Uint8Array): Document {
  const text = decodeHtml(bytes);
  if (text === null) throw new Unreadable('unsupported-type');
  const walk = new PageWalk();
  const parser = new Parser(walk, { decodeEntities: true, lowerCaseTags: true, lowerCaseAttributeNames: true });
  parser.write(text);
  parser.end();
  return { blocks: walk.finish(), name: walk.title.trim() };
}

/** Valid UTF-8 is UTF-8 whatever the page declares; otherwise the declaration counts, then what the bytes look like. */
function decodeHtml(bytes: Uint8Array): string | null {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 4096)).toString('latin1');
  const declared = /<meta[^>]+charset\s*=\s*["']?\s*([\w-]+)/i.exec(head)?.[1] ?? /<\?xml[^>]+encoding\s*=\s*["']([\w-]+)/i.exec(head)?.[1];
  const marked = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  if (!marked && !head.includes('\0')) {
    for (const encoding of ['utf-8', ...(declared ? [declared] : [])]) {
      try {
        return new TextDecoder(encoding, { fatal: true }).decode(bytes);
      } catch {
        continue;
      }
    }
  }
  return decodeText(bytes);
}

const blockTags = new Set(['p', 'div', 'section', 'article', 'main', 'header', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'li', 'ul', 'ol', 'dl', 'dt', 'dd', 'blockquote', 'pre', 'center', 'form', 'fieldset', 'figure', 'figcaption', 'address', 'hr', 'caption', 'body', 'tr', 'table', 'td', 'th', 'tbody', 'thead', 'tfoot', 'o:p', 'label', 'legend', 'details', 'summary']);
/** Elements that hold nothing to read, or only a site's furniture. */
const silentTags = new Set(['script', 'style', 'noscript', 'template', 'nav', 'footer', 'aside', 'select', 'button', 'textarea', 'svg', 'iframe', 'object', 'video', 'audio', 'map', 'canvas', 'del', 's', 'strike', 'rt', 'rp']);
const voidTags = new Set(['br', 'hr', 'img', 'input', 'meta', 'link', 'col', 'area', 'base', 'wbr', 'embed', 'source', 'track', 'param']);
const deepestTables = 40;

interface Container { readonly blocks: Block[]; table: OpenTable | null; occupied: number[]; cell: { rowSpan: number; colSpan: number } | null }

/** Gathers paragraphs and tables while the parser walks the page. */
class PageWalk {
  title = '';
  private readonly blocks: Block[] = [];
  private readonly containers: Container[] = [{ blocks: this.blocks, table: null, occupied: [], cell: null }];
  private readonly silent: string[] = [];
  private inTitle = false;
  private raised = 0;
  /** Open elements that keep blanks and line ends as they are written. */
  private readonly verbatim: string[] = [];
  private buffer = '';
  private paragraphs = 0;
  private tables = 0;
  private cells = 0;

  onopentag(name: string, attributes: Record<string, string>): void {
    if (this.silent.length > 0) {
      if (!voidTags.has(name)) this.silent.push(name);
      return;
    }
    if (name === 'title') this.inTitle = true;
    if (silentTags.has(name) || isHidden(attributes)) {
      if (!voidTags.has(name)) this.silent.push(name);
      return;
    }
    if (name === 'sup' || name === 'sub') this.raised++;
    if (name === 'br') this.buffer += '\n';
    else if (name === 'input' && /^(?:|text|number)$/.test(attributes.type ?? '')) this.buffer += attributes.value ?? '';
    if (!blockTags.has(name)) return;
    this.flush();
    if (name === 'pre' || /white-space\s*:\s*(?:pre|break-spaces)/i.test(attributes.style ?? '')) this.verbatim.push(name);
    if (name === 'table') this.openTable();
    else if (name === 'tr') this.openRow();
    else if (name === 'td' || name === 'th') this.openCell(attributes);
  }

  onclosetag(name: string): void {
    if (this.silent.length > 0) {
      const open = this.silent.lastIndexOf(name);
      if (open >= 0) this.silent.length = open;
      return;
    }
    if (name === 'title') this.inTitle = false;
    if (name === 'sup' || name === 'sub') this.raised = Math.max(0, this.raised - 1);
    if (!blockTags.has(name)) return;
    this.flush();
    if (this.verbatim.at(-1) === name) this.verbatim.pop();
    if (name === 'td' || name === 'th') this.closeCell();
    else if (name === 'table') {
      // `</table>` inside a cell whose end tag was left out ends the cell as well.
      if (this.container.cell && !this.container.table) this.closeCell();
      this.closeTable();
    }
  }

  ontext(text: string): void {
    if (this.inTitle) this.title += text;
    else if (this.silent.length > 0) return;
    else if (this.raised > 0) this.buffer += superscript(text);
    else if (this.verbatim.length > 0) this.buffer += text;
    else this.buffer += text.replace(/[ \t\r\n\f]+/g, (blank) => (blank.includes('\t') && !/[\r\n]/.test(blank) ? '\t' : ' '));
  }

  finish(): readonly Block[] {
    this.flush();
    while (this.containers.length > 1) {
      this.closeCell();
      this.closeTable();
    }
    this.closeTable();
    return this.blocks;
  }

  private get container(): Container {
    const container = this.containers.at(-1);
    if (!container) throw new Unreadable('damaged');
    return container;
  }

  /** Ends the paragraph that is being gathered; `<br>` parts lines of it. */
  private flush(): void {
    const text = this.buffer;
    this.buffer = '';
    if (text.trim() === '') return;
    this.paragraphs++;
    const at = { paragraph: this.paragraphs };
    const { blocks } = this.container;
    if (blocks.length > mostCells) throw new Unreadable('too-large');
    for (const line of text.split('\n')) {
      const tidy = this.verbatim.length > 0 ? line : line.replace(/^[ \r\n]+|[ \r\n]+$/g, '').replace(/ {2,}/g, ' ');
      if (tidy !== '' || this.verbatim.length > 0) blocks.push({ kind: 'paragraph', text: tidy, at });
    }
  }

  private openTable(): void {
    if (this.containers.length > deepestTables) throw new Unreadable('too-large');
    // A table inside a row but outside its cells is broken markup; it is taken as following what came before.
    if (this.container.table) this.closeTable();
    this.container.table = { number: ++this.tables, cells: [], row: -1, col: 0 };
    this.container.occupied = [];
  }

  private openRow(): void {
    if (this.container.cell && !this.container.table) this.closeCell();
    const { table } = this.container;
    if (!table) return;
    table.row++;
    table.col = 0;
  }

  private openCell(attributes: Record<string, string>): void {
    // A cell directly in a cell means that the end tag was left out.
    if (this.container.cell && !this.container.table) this.closeCell();
    const { table, occupied } = this.container;
    if (!table) return;
    if (++this.cells > mostCells) throw new Unreadable('too-large');
    if (table.row < 0) table.row = 0;
    while ((occupied[table.col] ?? 0) > table.row) table.col++;
    const span = { rowSpan: spanOf(attributes.rowspan, 2000), colSpan: spanOf(attributes.colspan, 200) };
    this.containers.push({ blocks: [], table: null, occupied: [], cell: span });
  }

  private closeCell(): void {
    if (!this.container.cell) return;
    this.closeTable();
    const inner = this.containers.pop();
    const { table, occupied } = this.container;
    if (!table || !inner?.cell) return;
    const { rowSpan, colSpan } = inner.cell;
    table.cells.push({ text: cellText(inner.blocks), row: table.row, col: table.col, rowSpan, colSpan, content: inner.blocks });
    for (let col = table.col; col < table.col + colSpan; col++) occupied[col] = table.row + rowSpan;
    table.col += colSpan;
  }

  private closeTable(): void {
    const { table, blocks } = this.container;
    if (!table) return;
    this.container.table = null;
    for (const cell of table.cells) cell.rowSpan = Math.max(1, Math.min(cell.rowSpan, table.row + 1 - cell.row));
    blocks.push(...tableBlocks(table));
  }
}

function isHidden(attributes: Record<string, string>): boolean {
  return attributes.hidden !== undefined || /display\s*:\s*none|visibility\s*:\s*hidden/i.test(attributes.style ?? '');
}

function spanOf(value: string | undefined, most: number): number {
  if (value === undefined) return 1;
  const span = Number.parseInt(value, 10);
  if (span === 0) return most;
  return Number.isInteger(span) && span >= 1 ? Math.min(span, most) : 1;
}
