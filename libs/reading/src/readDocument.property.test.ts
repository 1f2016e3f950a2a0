import fc from 'fast-check';
import { cellsOf, type Form } from '@gouji/domain/forms/form';
import { forms } from '@gouji/domain/forms/catalogue';
import type { Report } from '@gouji/domain/report';
import { renderText, reportParts, textLayouts, type Habits, type TextLayout, type Values } from './fixtures/layouts.js';
import { renderHtml } from './fixtures/renderHtml.js';
import { writeDocx, writeXlsx } from './fixtures/writers.js';
import { readDocument } from './readDocument.js';

const today = new Date('2026-02-01T00:00:00Z');

/** Random figures for every cell of a form, a few of them blank. */
function valuesOf(form: Form): fc.Arbitrary<Values> {
  const figure = fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, { weight: 5, arbitrary: fc.nat(40) }, { weight: 2, arbitrary: fc.nat(2_000_000) });
  const entries = [...cellsOf(form).values()].map((cell): [string, fc.Arbitrary<number | null>] => {
    const value = cell.kind === 'change' ? fc.integer({ min: -500, max: 500 }) : cell.kind === 'count' ? figure : fc.nat(9_999_999).map((cents) => cents / 100);
    return [cell.id, fc.oneof({ weight: 30, arbitrary: value }, { weight: 1, arbitrary: fc.constant(null) })];
  });
  return fc.record(Object.fromEntries(entries));
}

const habits: fc.Arbitrary<Habits> = fc.record({
  numerals: fc.constantFrom('official', 'spaced', 'full stop', 'comma', 'none'),
  brackets: fc.constantFrom('wide', 'narrow'),
  notes: fc.boolean(),
  brokenLabels: fc.boolean(),
  figures: fc.constantFrom('plain', 'grouped', 'wide', 'padded', 'counted'),
  blank: fc.constantFrom('', '-', '—', '/', '无'),
});

const anyReport = fc.constantFrom(...forms).chain((form) => fc.record({ form: fc.constant(form), values: valuesOf(form), habits }));

async function read(bytes: string): Promise<Report> {
  const outcome = await readDocument(Buffer.from(bytes), { today });
  if (!outcome.ok) throw new Error(outcome.error.code);
  return outcome.report;
}

/** The one promise of reading: a cell is as it was written, or there is a doubt at that very cell; never another number. */
function expectSameOrDoubted(values: Values, report: Report): void {
  const doubted = new Set(report.doubts.map((doubt) => doubt.cell));
  for (const [id, value] of Object.entries(values)) {
    const fact = report.facts[id];
    if (fact ? fact.value === value : doubted.has(id)) continue;
    throw new Error(`${id} is ${String(value)} and was read as ${fact ? String(fact.value) : 'absent'} (${JSON.stringify(fact?.raw)}), without a doubt.`);
  }
}

const yearOf = (form: Form) => form.lastYear ?? 2024;

describe.each(textLayouts)('random reports as text, %s', (layout: TextLayout) => {
  test('every figure is read back, or doubted at its very cell', async () => {
    await fc.assert(fc.asyncProperty(anyReport, async ({ form, values, habits: style }) => {
      // A list of paragraphs, and figures apart by blanks, cannot show an empty cell.
      const showsBlanks = layout !== 'one cell a line' && layout !== 'spaced rows';
      const filled = showsBlanks ? values : Object.fromEntries(Object.entries(values).map(([id, value]) => [id, value ?? 0]));
      const report = await read(renderText(reportParts(form, yearOf(form), filled, style), layout, style));
      expectSameOrDoubted(filled, report);
    }), { numRuns: 60 });
  });

  test('written without oddities, nothing is doubted', async () => {
    await fc.assert(fc.asyncProperty(anyReport, async ({ form, values, habits: style }) => {
      const plain: Habits = { ...style, brokenLabels: false, numerals: 'official' };
      const filled = Object.fromEntries(Object.entries(values).map(([id, value]) => [id, value ?? 0]));
      const report = await read(renderText(reportParts(form, yearOf(form), filled, plain), layout, plain));
      expectSameOrDoubted(filled, report);
      expect(report.doubts).toEqual([]);
    }), { numRuns: 30 });
  });
});

test.each([['a Word document', writeDocx], ['an Excel workbook', writeXlsx]] as const)('random reports as %s are read back exactly', async (_name, write) => {
  await fc.assert(fc.asyncProperty(anyReport, async ({ form, values, habits: style }) => {
    const outcome = await readDocument(await write(reportParts(form, yearOf(form), values, style)), { today });
    if (!outcome.ok) throw new Error(outcome.error.code);
    expectSameOrDoubted(values, outcome.report);
    expect(outcome.report.doubts).toEqual([]);
  }), { numRuns: 20 });
}, 60_000);

test('random reports as web pages with merged cells are read back exactly', async () => {
  await fc.assert(fc.asyncProperty(anyReport, async ({ form, values, habits: style }) => {
    const report = await read(renderHtml(reportParts(form, yearOf(form), values, style)));
    expectSameOrDoubted(values, report);
    expect(report.doubts).toEqual([]);
    expect(report.sections.map((section) => section.paragraphs.length)).toEqual([1, 1, 1, 1, 1, 1]);
  }), { numRuns: 60 });
});
