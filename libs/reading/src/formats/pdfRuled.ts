import type { Piece, Ruling } from './pdfPage.js';

/** A cell between ruled lines, with what stands in it. */
export interface RuledCell { readonly row: number; readonly col: number; readonly rowSpan: number; readonly colSpan: number; readonly x: number; readonly y: number; readonly w: number; readonly h: number; readonly pieces: Piece[] }
export interface RuledTable { readonly x: number; readonly y: number; readonly w: number; readonly h: number; readonly xs: readonly number[]; readonly cells: readonly RuledCell[] }

const near = 3;
/** Far more lines than any report's page holds. */
const mostLines = 400;

/** The tables that ruled lines form on a page, with their cells; merged cells are those without a line between. */
export function ruledTables(rulings: readonly Ruling[], pieces: readonly Piece[]): RuledTable[] {
  const tables: RuledTable[] = [];
  for (const group of connected(rulings.filter((ruling) => ruling.to - ruling.from > near))) {
    const vertical = group.filter((ruling) => ruling.vertical);
    const horizontal = group.filter((ruling) => !ruling.vertical);
    const xs = steps(vertical.map((ruling) => ruling.at));
    const ys = steps(horizontal.map((ruling) => ruling.at));
    if (xs.length < 2 || ys.length < 2 || xs.length * ys.length > mostLines * mostLines / 4) continue;
    const cells = cellsBetween(xs, ys, vertical, horizontal, pieces);
    if (cells.length < 2) continue;
    const [x, y, right, bottom] = [xs[0] ?? 0, ys[0] ?? 0, xs.at(-1) ?? 0, ys.at(-1) ?? 0];
    tables.push({ x, y, w: right - x, h: bottom - y, xs, cells });
  }
  return tables.sort((a, b) => a.y - b.y);
}

/** Rulings that touch, directly or through others. */
function connected(rulings: readonly Ruling[]): Ruling[][] {
  const some = rulings.slice(0, 20_000);
  const parent = some.map((_ruling, index) => index);
  const root = (index: number): number => {
    let at = index;
    while (parent[at] !== at) at = parent[at] = parent[parent[at] ?? at] ?? at;
    return at;
  };
  // Sweep over what overlaps vertically, so that a page with thousands of lines stays quick.
  const order = some.map((ruling, index) => ({ index, top: (ruling.vertical ? ruling.from : ruling.at) - near, bottom: (ruling.vertical ? ruling.to : ruling.at) + near })).sort((a, b) => a.top - b.top);
  let active: typeof order = [];
  for (const item of order) {
    active = active.filter((other) => other.bottom >= item.top);
    for (const other of active) {
      const [a, b] = [some[item.index], some[other.index]];
      if (a && b && touch(a, b)) parent[root(item.index)] = root(other.index);
    }
    active.push(item);
    if (active.length > 3000) break;
  }
  const groups = new Map<number, Ruling[]>();
  some.forEach((ruling, index) => {
    const key = root(index);
    const group = groups.get(key);
    if (group) group.push(ruling);
    else groups.set(key, [ruling]);
  });
  return [...groups.values()];
}

function touch(a: Ruling, b: Ruling): boolean {
  if (a.vertical === b.vertical) return Math.abs(a.at - b.at) <= near && a.from <= b.to + near && b.from <= a.to + near;
  const [v, h] = a.vertical ? [a, b] : [b, a];
  return v.at >= h.from - near && v.at <= h.to + near && h.at >= v.from - near && h.at <= v.to + near;
}

/** The distinct positions among values that differ a little. */
function steps(values: readonly number[]): number[] {
  const result: number[] = [];
  for (const value of [...values].sort((a, b) => a - b)) if (result.length === 0 || value - (result.at(-1) ?? 0) > near) result.push(value);
  return result;
}

function cellsBetween(xs: readonly number[], ys: readonly number[], vertical: readonly Ruling[], horizontal: readonly Ruling[], pieces: readonly Piece[]): RuledCell[] {
  const [columns, rows] = [xs.length - 1, ys.length - 1];
  const lineAt = (lines: readonly Ruling[], at: number, along: number) => lines.some((line) => Math.abs(line.at - at) <= near && line.from <= along && line.to >= along);
  const middle = (values: readonly number[], index: number) => ((values[index] ?? 0) + (values[index + 1] ?? 0)) / 2;
  const taken = Array.from({ length: rows }, () => new Array<boolean>(columns).fill(false));
  const cells: RuledCell[] = [];
  for (let row = 0; row < rows; row++) {
    for (let col = 0; col < columns; col++) {
      if (taken[row]?.[col]) continue;
      let colSpan = 1;
      while (col + colSpan < columns && !taken[row]?.[col + colSpan] && !lineAt(vertical, xs[col + colSpan] ?? 0, middle(ys, row))) colSpan++;
      let rowSpan = 1;
      while (row + rowSpan < rows && !lineAt(horizontal, ys[row + rowSpan] ?? 0, middle(xs, col))) rowSpan++;
      for (let r = row; r < row + rowSpan; r++) for (let c = col; c < col + colSpan; c++) (taken[r] ?? [])[c] = true;
      const [x, y] = [xs[col] ?? 0, ys[row] ?? 0];
      const [right, bottom] = [xs[col + colSpan] ?? x, ys[row + rowSpan] ?? y];
      cells.push({ row, col, rowSpan, colSpan, x, y, w: right - x, h: bottom - y, pieces: [] });
    }
  }
  for (const piece of pieces) {
    const [x, y] = [piece.x + piece.w / 2, piece.y + piece.h / 2];
    const home = cells.find((cell) => x >= cell.x && x <= cell.x + cell.w && y >= cell.y && y <= cell.y + cell.h);
    home?.pieces.push(piece);
  }
  return cells;
}
