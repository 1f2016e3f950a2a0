import type { Facts } from '@gouji/domain/report';

/**
 * What goes wrong when people fill in tables 3 and 4, done to a table that adds up. Each takes the numbers and a source of
 * chance, and gives the cells that now say something else, or `null` where the table offers no place for it.
 */
export type Corruption = (facts: Facts, random: () => number) => Readonly<Record<string, number | null>> | null;

const columns = ['natural', 'business', 'research', 'nonprofit', 'legal', 'other', 'total'];

const value = (facts: Facts, id: string): number => facts[id]?.value ?? 0;
const pick = <T>(list: readonly T[], random: () => number): T | undefined => list[Math.floor(random() * list.length)];
const requestCells = (facts: Facts): string[] => Object.keys(facts).filter((id) => id.startsWith('requests.') && facts[id]?.value != null);
const rowOf = (cell: string): string => cell.slice(0, cell.lastIndexOf('.'));
const rows = (facts: Facts): string[] => [...new Set(requestCells(facts).map(rowOf))];
const right = (cell: string): string | null => {
  const next = columns[columns.indexOf(cell.slice(cell.lastIndexOf('.') + 1)) + 1];
  return next ? `${rowOf(cell)}.${next}` : null;
};

/** One cell that meets a condition, changed. */
function oneCell(where: (cell: string, written: number) => boolean, change: (written: number, random: () => number) => number | null): Corruption {
  return (facts, random) => {
    const cell = pick(requestCells(facts).filter((id) => where(id, value(facts, id))), random);
    if (cell === undefined) return null;
    const changed = change(value(facts, cell), random);
    return changed === value(facts, cell) ? null : { [cell]: changed };
  };
}

const digit = (random: () => number): string => String(Math.floor(random() * 10));
const isTotal = (cell: string): boolean => cell.endsWith('.total') || cell.startsWith('requests.concluded.');

export const singleCell: Readonly<Record<string, Corruption>> = {
  'any cell, any value': oneCell(() => true, (_, random) => Math.floor(random() * 500)),
  'a total mistyped': oneCell(isTotal, (written, random) => Math.max(0, written + Math.floor(random() * 21) - 10)),
  'digits transposed': oneCell((_, written) => written >= 10, (written, random) => {
    const text = String(written);
    const at = Math.floor(random() * (text.length - 1));
    return Number(text.slice(0, at) + (text[at + 1] ?? '') + (text[at] ?? '') + text.slice(at + 2));
  }),
  'a digit mistyped': oneCell((_, written) => written > 0, (written, random) => {
    const text = String(written);
    const at = Math.floor(random() * text.length);
    return Number(text.slice(0, at) + digit(random) + text.slice(at + 1));
  }),
  'a digit too many': oneCell((_, written) => written > 0, (written, random) => {
    const text = String(written);
    const at = Math.floor(random() * (text.length + 1));
    return Number(text.slice(0, at) + digit(random) + text.slice(at));
  }),
  'a digit lost': oneCell((_, written) => written >= 10, (written, random) => {
    const text = String(written);
    const at = Math.floor(random() * text.length);
    return Number(text.slice(0, at) + text.slice(at + 1));
  }),
  'zero for a number': oneCell((_, written) => written > 0, () => 0),
  'a number for zero': oneCell((_, written) => written === 0, (_, random) => 1 + Math.floor(random() * 30)),
  'blank for zero': oneCell((_, written) => written === 0, () => null),
  'blank for a number': oneCell((_, written) => written > 0, () => null),
};

export const severalCells: Readonly<Record<string, Corruption>> = {
  'neighbours swapped': (facts, random) => {
    const cell = pick(requestCells(facts).filter((id) => right(id) && value(facts, id) !== value(facts, right(id) ?? '')), random);
    const next = cell === undefined ? null : right(cell);
    return cell === undefined || next === null ? null : { [cell]: value(facts, next), [next]: value(facts, cell) };
  },
  "in the neighbour's place": (facts, random) => {
    const cell = pick(requestCells(facts).filter((id) => value(facts, id) > 0 && right(id) && value(facts, right(id) ?? '') === 0), random);
    const next = cell === undefined ? null : right(cell);
    return cell === undefined || next === null ? null : { [cell]: 0, [next]: value(facts, cell) };
  },
  'digits split over two cells': (facts, random) => {
    const cell = pick(requestCells(facts).filter((id) => value(facts, id) >= 10 && right(id) && value(facts, right(id) ?? '') === 0), random);
    const next = cell === undefined ? null : right(cell);
    if (cell === undefined || next === null) return null;
    const text = String(value(facts, cell));
    const [head, tail] = [Number(text.slice(0, 1)), Number(text.slice(1))];
    return tail === 0 ? null : { [cell]: head, [next]: tail };
  },
  'a part and its total left out': (facts, random) => {
    const cell = pick(requestCells(facts).filter((id) => value(facts, id) > 0 && !isTotal(id)), random);
    if (cell === undefined) return null;
    const total = `${rowOf(cell)}.total`;
    return { [cell]: 0, [total]: value(facts, total) - value(facts, cell) };
  },
  'a row shifted right': (facts, random) => {
    const row = pick(rows(facts).filter((id) => value(facts, `${id}.total`) > 0), random);
    if (row === undefined) return null;
    return Object.fromEntries(columns.map((column, at) => [`${row}.${column}`, at === 0 ? 0 : value(facts, `${row}.${columns[at - 1] ?? ''}`)]));
  },
  'two columns swapped': (facts, random) => {
    const at = Math.floor(random() * (columns.length - 1));
    const [one, two] = [columns[at] ?? '', random() < 0.5 ? 'total' : columns[at + 1] ?? ''];
    if (one === two) return null;
    return Object.fromEntries(rows(facts).flatMap((row) => [[`${row}.${one}`, value(facts, `${row}.${two}`)], [`${row}.${two}`, value(facts, `${row}.${one}`)]]));
  },
  'two cells, any value': anyCells(2),
  'three cells, any value': anyCells(3),
};

function anyCells(count: number): Corruption {
  return (facts, random) => {
    const cells = requestCells(facts);
    const changes: Record<string, number> = {};
    while (Object.keys(changes).length < count) {
      const cell = cells[Math.floor(random() * cells.length)] ?? '';
      const written = value(facts, cell);
      const changed = Math.floor(random() * 300);
      changes[cell] = changed === written ? changed + 1 : changed;
    }
    return changes;
  };
}

export const disputeCell: Readonly<Record<string, Corruption>> = {
  'a cell of table 4, any value': (facts, random) => {
    const cell = pick(Object.keys(facts).filter((id) => /^(review|litigation)\./.test(id)), random);
    if (cell === undefined) return null;
    const changed = Math.floor(random() * 60);
    return changed === value(facts, cell) ? null : { [cell]: changed };
  },
  'a total of table 4 mistyped': (facts, random) => {
    const cell = pick(['review.total', 'litigation.direct.total', 'litigation.afterReview.total'], random);
    if (cell === undefined) return null;
    const changed = Math.max(0, value(facts, cell) + Math.floor(random() * 11) - 5);
    return changed === value(facts, cell) ? null : { [cell]: changed };
  },
};
