import type { Block, Document } from '../document.js';
import { Unreadable } from '../errors.js';
import { superscript } from '../text/superscript.js';
import { cellText, mostCells, tableBlocks, type OpenTable } from './blockSink.js';
import { readNumbering } from './wordNumbering.js';
import { walkXml, type XmlHandler } from './xml.js';
import { openZip, type Zip } from './zip.js';

/**
 * Reads a Word document: paragraphs with their automatic numbers, tables with cells merged both ways, content controls,
 * text boxes and nested tables. Tracked insertions count, deletions do not; hidden and struck text is left out.
 * @throws Unreadable when the file is damaged, encrypted or beyond any report's size.
 */
export function readDocx(bytes: Uint8Array): Document {
  const zip = openZip(bytes);
  const name = zip.names.find((entry) => /^word\/document\d*\.xml$/.test(entry));
  const xml = name ? zip.text(name) : null;
  if (xml === null) throw new Unreadable('damaged');
  return { blocks: new WordWalk(zip, xml).blocks };
}

interface OpenParagraph {
  text: string;
  numId: string | null;
  level: number;
  style: string | null;
  /** Blocks of text boxes anchored in the paragraph; they follow it. */
  readonly boxes: Block[];
}

/** A place that takes blocks: the body, a table cell, or a text box. */
interface Container { readonly blocks: Block[]; table: OpenTable | null; paragraph: OpenParagraph | null }

/** Elements whose content is not part of the text as it reads. */
const silent = new Set(['del', 'moveFrom', 'Fallback', 'instrText', 'delText', 'delInstrText', 'rt', 'footnotePr', 'endnotePr', 'sectPr', 'object', 'tblPrChange', 'rPrChange', 'pPrChange', 'trPrChange', 'tcPrChange', 'sectPrChange', 'numberingChange']);

class WordWalk implements XmlHandler {
  readonly blocks: Block[] = [];
  private readonly containers: Container[] = [{ blocks: this.blocks, table: null, paragraph: null }];
  private readonly numbering: ReturnType<typeof readNumbering>;
  private silence = 0;
  private inRun = false;
  private inText = false;
  private hidden = false;
  private raised = false;
  private properties: 'run' | 'row' | 'cell' | 'paragraph' | 'control' | null = null;
  private tables = 0;
  private cells = 0;
  private paragraphs = 0;
  private readonly cellSpans: { span: number; merge: 'none' | 'restart' | 'continue'; dropped: boolean }[] = [];
  private readonly rowDropped: boolean[] = [];
  private readonly merges: Map<number, OpenTable['cells'][number]>[] = [];
  private readonly controls: { placeholder: boolean }[] = [];

  constructor(zip: Zip, xml: string) {
    const numbered = xml.includes('numPr') || xml.includes('pStyle');
    this.numbering = readNumbering(numbered ? zip.text('word/numbering.xml') : null, numbered && zip.names.includes('word/numbering.xml') ? zip.text('word/styles.xml') : null);
    walkXml(xml, this);
  }

  private get container(): Container {
    const container = this.containers.at(-1);
    if (!container) throw new Unreadable('damaged');
    return container;
  }

  open(name: string, attribute: (name: string) => string | undefined): void {
    // Inside properties, `del` and `ins` mark a row or a paragraph end, not content.
    if (this.silence > 0 || (silent.has(name) && !(name === 'del' && this.properties !== null))) {
      this.silence++;
      return;
    }
    switch (name) {
      case 'p': this.container.paragraph = { text: '', numId: null, level: 0, style: null, boxes: [] }; break;
      case 'pPr': this.properties = 'paragraph'; break;
      case 'rPr': this.properties = this.properties === 'paragraph' ? 'paragraph' : this.properties === 'control' ? 'control' : 'run'; break;
      case 'r': this.inRun = true; this.hidden = false; this.raised = false; break;
      case 't': this.inText = true; break;
      case 'tab': if (this.inRun && this.properties === null) this.write('\t'); break;
      case 'br': if (attribute('type') !== 'page') this.write('\n'); break;
      case 'cr': this.write('\n'); break;
      case 'noBreakHyphen': this.write('-'); break;
      case 'vanish': case 'strike': case 'dstrike': if (this.properties === 'run') this.hidden ||= isOn(attribute('val')); break;
      case 'vertAlign': if (this.properties === 'run') this.raised = attribute('val') !== 'baseline'; break;
      case 'numId': if (this.container.paragraph && this.properties === 'paragraph') this.container.paragraph.numId = attribute('val') ?? null; break;
      case 'ilvl': if (this.container.paragraph && this.properties === 'paragraph') this.container.paragraph.level = Number(attribute('val') ?? 0) || 0; break;
      case 'pStyle': if (this.container.paragraph) this.container.paragraph.style = attribute('val') ?? null; break;
      case 'txbxContent': this.containers.push({ blocks: [], table: null, paragraph: null }); break;
      case 'sdt': this.controls.push({ placeholder: false }); break;
      case 'sdtPr': this.properties = 'control'; break;
      case 'showingPlcHdr': if (this.controls.length > 0 && isOn(attribute('val'))) this.controls[this.controls.length - 1] = { placeholder: true }; break;
      default: this.openTablePart(name, attribute);
    }
  }

  private openTablePart(name: string, attribute: (name: string) => string | undefined): void {
    const { table } = this.container;
    const cell = this.cellSpans.at(-1);
    switch (name) {
      case 'tbl':
        this.container.table = { number: ++this.tables, cells: [], row: -1, col: 0 };
        this.merges.push(new Map());
        break;
      case 'tr':
        if (table) { table.row++; table.col = 0; }
        this.rowDropped.push(false);
        break;
      case 'trPr': this.properties = 'row'; break;
      case 'tcPr': this.properties = 'cell'; break;
      case 'gridBefore': if (table && this.properties === 'row') table.col += spanOf(attribute('val')); break;
      case 'del': if (this.properties === 'row') this.rowDropped[this.rowDropped.length - 1] = true; break;
      case 'tc':
        if (++this.cells > mostCells) throw new Unreadable('too-large');
        this.cellSpans.push({ span: 1, merge: 'none', dropped: false });
        this.containers.push({ blocks: [], table: null, paragraph: null });
        break;
      case 'gridSpan': if (cell && this.properties === 'cell') cell.span = spanOf(attribute('val')); break;
      case 'vMerge': if (cell && this.properties === 'cell') cell.merge = attribute('val') === 'restart' ? 'restart' : 'continue'; break;
      case 'cellDel': if (cell) cell.dropped = true; break;
      default:
    }
  }

  close(name: string): void {
    if (this.silence > 0) {
      this.silence--;
      return;
    }
    switch (name) {
      case 'p': this.closeParagraph(); break;
      case 'pPr': case 'trPr': case 'tcPr': case 'sdtPr': this.properties = null; break;
      case 'rPr': if (this.properties === 'run') this.properties = null; break;
      case 'r': this.inRun = false; this.hidden = false; break;
      case 't': this.inText = false; break;
      case 'sdt': this.controls.pop(); break;
      case 'txbxContent': this.closeBox(); break;
      case 'tc': this.closeCell(); break;
      case 'tr': this.closeRow(); break;
      case 'tbl': this.closeTable(); break;
      default:
    }
  }

  text(text: string): void {
    if (this.silence === 0 && this.inText) this.write(this.raised ? superscript(text) : text);
  }

  private write(text: string): void {
    const { paragraph } = this.container;
    if (!paragraph || this.hidden || this.silence > 0 || this.controls.some((control) => control.placeholder)) return;
    paragraph.text += text;
  }

  private closeParagraph(): void {
    const { paragraph, blocks } = this.container;
    if (!paragraph) return;
    this.container.paragraph = null;
    const styled = paragraph.style === null ? null : this.numbering.ofStyle(paragraph.style);
    const numId = paragraph.numId ?? styled?.numId ?? null;
    const level = paragraph.numId !== null ? paragraph.level : (styled?.level ?? 0);
    this.paragraphs++;
    const text = paragraph.text.trim();
    // An empty paragraph uses up no number in print; `0` switches a style's numbering off.
    const number = numId !== null && numId !== '0' && text !== '' ? this.numbering.next(numId, level) : '';
    if (blocks.length > mostCells) throw new Unreadable('too-large');
    const inCell = this.containers.length > 1;
    if (inCell) blocks.push({ kind: 'paragraph', text: number + text, at: { paragraph: this.paragraphs } });
    else {
      paragraph.text.split('\n').forEach((line, index) => {
        blocks.push({ kind: 'paragraph', text: index === 0 ? number + line : line, at: { paragraph: this.paragraphs } });
      });
    }
    blocks.push(...paragraph.boxes);
  }

  private closeBox(): void {
    const box = this.containers.pop();
    const { paragraph, blocks } = this.container;
    (paragraph ? paragraph.boxes : blocks).push(...(box?.blocks ?? []));
  }

  private closeCell(): void {
    const content = this.containers.pop()?.blocks ?? [];
    const spans = this.cellSpans.pop();
    const { table } = this.container;
    const merges = this.merges.at(-1);
    if (!table || !spans || !merges || spans.dropped) return;
    const above = spans.merge === 'continue' ? merges.get(table.col) : undefined;
    if (above && above.row + above.rowSpan === table.row) above.rowSpan++;
    else {
      const cell = { text: cellText(content), row: table.row, col: table.col, rowSpan: 1, colSpan: spans.span, content };
      table.cells.push(cell);
      if (spans.merge === 'restart') merges.set(table.col, cell);
      else merges.delete(table.col);
    }
    table.col += spans.span;
  }

  private closeRow(): void {
    const { table } = this.container;
    if (!this.rowDropped.pop() || !table) return;
    const { row } = table;
    const kept = table.cells.filter((cell) => cell.row !== row);
    for (const cell of kept) if (cell.row + cell.rowSpan > row) cell.rowSpan = row - cell.row;
    table.cells.splice(0, table.cells.length, ...kept);
    table.row--;
  }

  private closeTable(): void {
    const { table, blocks } = this.container;
    this.merges.pop();
    this.container.table = null;
    if (table) blocks.push(...tableBlocks(table));
  }
}

function isOn(value: string | undefined): boolean {
  return value === undefined || !/^(?:0|false|off)$/i.test(value);
}

function spanOf(value: string | undefined): number {
  const span = Number(value ?? 1);
  return Number.isInteger(span) && span >= 1 && span <= 200 ? span : 1;
}
