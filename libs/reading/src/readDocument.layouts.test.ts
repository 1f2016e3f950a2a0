import { formById } from '@gouji/domain/forms/catalogue';
import type { Report } from '@gouji/domain/report';
import { factRows } from './fixtures/factRows.js';
import { readDocument } from './readDocument.js';

/** Layouts that offices have come up with, each as small as it can be. */
async function read(text: string): Promise<Report> {
  const outcome = await readDocument(Buffer.from(text), { today: new Date('2026-02-01T00:00:00Z') });
  if (!outcome.ok) throw new Error(outcome.error.code);
  return outcome.report;
}

/** The rows that a report has, others left out. */
async function rows(text: string): Promise<Record<string, string>> {
  const { form, facts } = await read(text);
  return Object.fromEntries(Object.entries(factRows(formById(form), facts)).filter(([, values]) => /[^~ ]/.test(values)));
}

const title = '甲县乙局2023年政府信息公开工作年度报告';
const inThree = (table: string) => `${title}\n一、总体情况\n很好。\n三、收到和处理政府信息公开申请情况\n${table}\n四、因政府信息公开工作被申请行政复议、提起行政诉讼情况\n无。\n`;
const html = (table: string) => `<html><body><h1>${title}</h1><p>一、总体情况</p><p>很好。</p><p>三、收到和处理政府信息公开申请情况</p><table>${table}</table><p>四、因政府信息公开工作被申请行政复议、提起行政诉讼情况</p></body></html>`;
const tr = (...cells: string[]) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
const applicants = ['自然人', '商业企业', '科研机构', '社会公益组织', '法律服务机构', '其他', '总计'];

describe('tables', () => {
  test('pasted with bars, as in Markdown, group labels repeated in every row', async () => {
    expect(await rows(inThree(`| | | 申请人情况 | | | | | | |
|---|---|---|---|---|---|---|---|---|
| | | ${applicants.join(' | ')} |
| 一、本年新收政府信息公开申请数量 | | 5 | 0 | 0 | 1 | 0 | 0 | 6 |
| 三、本年度办理结果 | （一）予以公开 | 4 | 0 | 0 | 0 | 0 | 0 | 4 |
| 三、本年度办理结果 | （七）总计 | 5 | 0 | 0 | 1 | 0 | 0 | 6 |`))).toEqual({
      'requests.received': '5 0 0 1 0 0 6', 'requests.granted': '4 0 0 0 0 0 4', 'requests.concluded': '5 0 0 1 0 0 6',
    });
  });

  test('figures apart by single blanks behind abbreviated labels', async () => {
    expect(await rows(inThree('自然人 商业企业 科研机构 社会公益组织 法律服务机构 其他 总计\n一、本年新收 3 1 0 0 0 0 4\n二、上年结转 0 0 0 0 0 0 0\n四、结转下年度 3 1 0 0 0 0 4'))).toEqual({
      'requests.received': '3 1 0 0 0 0 4', 'requests.carriedIn': '0 0 0 0 0 0 0', 'requests.carriedOut': '3 1 0 0 0 0 4',
    });
  });

  test('without outer labels, and the header repeated after a page break', async () => {
    const header = tr('', ...applicants);
    expect(await rows(html(`${header}${tr('本年新收政府信息公开申请数量', '1', '2', '3', '4', '5', '6', '21')}${header}${tr('予以公开', '6', '5', '4', '3', '2', '1', '21')}`))).toEqual({
      'requests.received': '1 2 3 4 5 6 21', 'requests.granted': '6 5 4 3 2 1 21',
    });
  });

  test('columns in another order are read by their headings', async () => {
    const [natural = '', business = '', ...others] = applicants;
    expect(await rows(html(`${tr('', business, natural, ...others)}${tr('一、本年新收政府信息公开申请数量', '2', '1', '3', '4', '5', '6', '21')}`))).toEqual({ 'requests.received': '1 2 3 4 5 6 21' });
  });

  test('a lost cell makes its own row uncertain and no other', async () => {
    const { facts, doubts } = await read(html(`${tr('', ...applicants)}${tr('一、本年新收政府信息公开申请数量', '1', '2', '3', '5', '6', '17')}${tr('二、上年结转政府信息公开申请数量', '0', '0', '1', '0', '0', '0', '1')}${tr('四、结转下年度继续办理', '1', '2', '4', '0', '5', '6', '18')}${tr('（一）予以公开', '0', '0', '0', '0', '0', '0', '0')}${tr('（二）部分公开', '0', '0', '0', '0', '0', '0', '0')}`));
    expect(Object.keys(facts).filter((id) => id.startsWith('requests.received'))).toEqual([]);
    expect(new Set(doubts.map((doubt) => doubt.cell?.replace(/\.\w+$/, '')))).toEqual(new Set(['requests.received']));
    expect(facts['requests.carriedIn.research']?.value).toBe(1);
  });

  test('a row of the region’s own is told, and moves no other', async () => {
    const report = await read(html(`${tr('', ...applicants)}${tr('一、本年新收政府信息公开申请数量', '1', '0', '0', '0', '0', '0', '1')}${tr('其中：通过网站收到', '1', '0', '0', '0', '0', '0', '1')}${tr('二、上年结转政府信息公开申请数量', '2', '0', '0', '0', '0', '0', '2')}`));
    expect(report.facts['requests.carriedIn.natural']?.value).toBe(2);
    expect(report.doubts).toMatchObject([{ kind: 'table.unmatched', text: '其中：通过网站收到 1 0 0 0 0 0 1' }]);
  });

  test('two versions of a row leave neither', async () => {
    const report = await read(html(`${tr('', ...applicants)}${tr('一、本年新收政府信息公开申请数量', '1', '0', '0', '0', '0', '0', '1')}${tr('一、本年新收政府信息公开申请数量', '2', '0', '0', '0', '0', '0', '2')}${tr('二、上年结转政府信息公开申请数量', '2', '0', '0', '0', '0', '0', '2')}`));
    expect(report.facts['requests.received.natural']).toBeUndefined();
    expect(report.doubts.some((doubt) => doubt.cell === 'requests.received.natural')).toBe(true);
  });

  test('the old form under a new year is told', async () => {
    const report = await read(`${title}\n一、总体情况\n好。\n二、主动公开政府信息情况\n信息内容\t上一年项目数量\t本年增/减\t处理决定数量\n行政许可\t29\t-3\t908\n行政处罚\t1\t2\t3\n信息内容\t采购项目数量\t采购总金额\n政府集中采购\t3\t500\n三、收到和处理政府信息公开申请情况\n`);
    expect(report.form).toBe('2021');
    expect(report.doubts).toContainEqual(expect.objectContaining({ kind: 'table.unmatched', text: '上一年项目数量' }));
    expect(report.facts['licensing.decisions']?.value ?? 908).toBe(908);
  });

  test('lines that only resemble a table stay in the prose', async () => {
    const report = await read(`${title}\n一、总体情况\n好。\n二、主动公开政府信息情况\n行政许可：本年处理决定数量 55\n行政处罚：66件\n三、收到和处理政府信息公开申请情况\n`);
    expect(report.sections[1]?.paragraphs.map((paragraph) => paragraph.text)).toEqual(['行政许可：本年处理决定数量 55', '行政处罚：66件']);
    expect(report.facts).toEqual({});
  });

  test('a table of the prose is not taken for the form’s', async () => {
    const report = await read(`${title}\n一、总体情况\n类别\t数量\n行政许可\t17\n工作动态\t5\n二、主动公开政府信息情况\n信息内容\t本年处理决定数量\n行政许可\t3\n三、收到和处理政府信息公开申请情况\n`);
    expect(report.facts['licensing.decisions']?.value).toBe(3);
  });
});

describe('titles', () => {
  test.each([
    ['甲县乙局2023年政府信息公开工作年度报告', 2023, '甲县乙局'],
    ['甲县乙局政府信息公开工作年度报告（2023年）', 2023, '甲县乙局'],
    ['2023年度甲县人民政府信息公开工作年度报告', 2023, '甲县人民政府'],
    ['甲县人民政府\n２０２３年政府信息公开工作\n年度报告', 2023, '甲县人民政府'],
    ['甲县乙局二〇二三年政府信息公开年报', 2023, '甲县乙局'],
    ['甲县乙局\n2023年度政府信息公开工作情况报告', 2023, '甲县乙局'],
  ])('%s', async (printed, year, agency) => {
    const report = await read(`${printed}\n一、总体情况\n很好。\n二、主动公开政府信息情况\n好。\n三、收到和处理政府信息公开申请情况\n`);
    expect({ year: report.year, agency: report.agency }).toEqual({ year, agency });
    expect(report.preamble).toEqual([]);
  });
});

describe('sections', () => {
  test('a table of contents is none of them', async () => {
    const headings = ['一、总体情况', '二、主动公开政府信息情况', '三、收到和处理政府信息公开申请情况', '四、因政府信息公开工作被申请行政复议、提起行政诉讼情况', '五、存在的主要问题及改进情况', '六、其他需要报告的事项'];
    const report = await read(`${title}\n${headings.join('\n')}\n${headings.map((heading) => `${heading}\n正文。`).join('\n')}`);
    expect(report.sections.map((section) => section.paragraphs.length)).toEqual([1, 1, 1, 1, 1, 1]);
  });

  test('nested headings and lists in the prose open none, wrong order stays as it is printed', async () => {
    const report = await read(`${title}\n一、总体情况\n（一）主动公开情况\n1、主动公开政府信息10条。\n二、主动公开政府信息情况\n四、因政府信息公开工作被申请行政复议、提起行政诉讼情况\n三、收到和处理政府信息公开申请情况\n六、其他需要报告的事项\n本报告包括：总体情况、主动公开情况、其他需要报告的事项。`);
    expect(report.sections.map((section) => section.number)).toEqual([1, 2, 4, 3, 6]);
    expect(report.sections[0]?.paragraphs.map((paragraph) => paragraph.text)).toEqual(['（一）主动公开情况', '1、主动公开政府信息10条。']);
  });

  test('第一部分 and headings without numerals count where there are no better ones', async () => {
    const report = await read(`${title}\n第一部分 总体情况\n好。\n主动公开政府信息情况\n好。\n3．收到和处理政府信息公开申请情况\n好。\n`);
    expect(report.sections.map((section) => section.number)).toEqual([1, 2, 3]);
  });
});
