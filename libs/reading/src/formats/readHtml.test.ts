import type { Report } from '@gouji/domain/report';
import { readDocument } from '../readDocument.js';

async function read(bytes: Uint8Array | string): Promise<Report> {
  const outcome = await readDocument(typeof bytes === 'string' ? Buffer.from(bytes) : bytes, { today: new Date('2026-02-01T00:00:00Z') });
  if (!outcome.ok) throw new Error(outcome.error.code);
  return outcome.report;
}

const values = (report: Report) => Object.fromEntries(Object.entries(report.facts).map(([id, fact]) => [id, fact.value]));

const content = `<h1>甲县乙局2023年政府信息公开工作年度报告</h1><p>一、总体情况</p><p>总的说来很好。</p><p>二、主动公开政府信息情况</p>
<table><tr><td colspan="4">第二十条第（一）项</td></tr><tr><td>信息内容</td><td>本年<br>制发件数</td><td>本年废止件数</td><td>现行有效<br/>件数</td></tr>
<tr><td>规&nbsp;章</td><td>&nbsp;1&nbsp;</td><td><p><span>1</span><span>2</span></p></td><td>1,003</td></tr><tr><td>行政规范性文件</td><td></td><td>-</td><td>0</td></tr></table>
<p>三、收到和处理政府信息公开申请情况</p><p>没有收到申请。</p><p>甲县乙局</p><p>2024年1月5日</p>`;
const expected = {
  'documents.regulations.issued': 1, 'documents.regulations.repealed': 12, 'documents.regulations.inForce': 1003,
  'documents.normative.issued': null, 'documents.normative.repealed': null, 'documents.normative.inForce': 0,
};

describe('web pages', () => {
  test('entities, blanks, figures in spans, labels broken by <br>', async () => {
    expect(values(await read(`<html><body>${content}</body></html>`))).toEqual(expected);
  });

  test('a footnote mark is no digit of the figure before it', async () => {
    const report = await read(`<html><body>${content.replace('<td>1,003</td>', '<td>1,003<sup>2</sup></td>')}</body></html>`);
    expect(report.facts['documents.regulations.inForce']).toMatchObject({ value: null, raw: '1,003²' });
    expect(report.doubts).toMatchObject([{ cell: 'documents.regulations.inForce' }]);
  });

  test('only the report, without html and body', async () => {
    expect(values(await read(content))).toEqual(expected);
  });

  test('a whole saved page: the site around the report is not in it', async () => {
    const page = `<!DOCTYPE html><html><head><title>甲县乙局2023年政府信息公开工作年度报告_甲县人民政府</title><style>.a{}</style><script>var a="<p>九、</p>"</script></head><body>
      <div class="top"><a>首页</a><a>无障碍</a></div><nav><ul><li>政务公开</li></ul></nav><div>当前位置：首页 &gt; 政务公开 &gt; 年度报告</div>
      <table width="100%"><tr><td width="200"><ul><li><a>政府信息公开指南</a></li><li><a>政府信息公开制度</a></li></ul></td><td>${content}</td></tr></table>
      <div style="display:none">一、总体情况（草稿）</div><p>扫一扫在手机打开当前页</p><p>版权所有：甲县人民政府 ICP备12345678号</p><footer>联系我们</footer></body></html>`;
    const report = await read(page);
    expect(values(report)).toEqual(expected);
    expect(report.title).toBe('甲县乙局2023年政府信息公开工作年度报告');
    expect(report.sections.map((section) => section.paragraphs.map((paragraph) => paragraph.text))).toEqual([['总的说来很好。'], [], ['没有收到申请。']]);
    expect(report.signature).toEqual({ agency: '甲县乙局', date: '2024-01-05' });
  });

  test('tags left open, cells without end tags', async () => {
    const sloppy = content.replaceAll('</td>', '').replaceAll('</tr>', '').replaceAll('</p>', '');
    expect(values(await read(`<html><body>${sloppy}`))).toEqual(expected);
  });

  test('the title of the page is used where the text has none', async () => {
    const report = await read(`<html><head><title>丙局2022年政府信息公开工作年度报告_丙县政府网</title></head><body>${content.replace(/<h1>.*?<\/h1>/, '')}</body></html>`);
    expect({ year: report.year, agency: report.agency }).toEqual({ year: 2022, agency: '丙局' });
  });

  test.each([
    ['declared as gb2312', '<meta http-equiv="Content-Type" content="text/html; charset=gb2312">'],
    ['not declared at all', ''],
    ['wrongly declared as UTF-8', '<meta charset="utf-8">'],
  ])('GBK, %s', async (_name, meta) => {
    expect(values(await read(gbk(`<html><head>${meta}</head><body>${content}</body></html>`)))).toEqual(expected);
  });

  test('UTF-8 that declares itself as GBK', async () => {
    expect(values(await read(`<html><head><meta charset="gbk"></head><body>${content}</body></html>`))).toEqual(expected);
  });

  test('UTF-16', async () => {
    expect(values(await read(Buffer.from(`\ufeff<html><body>${content}</body></html>`, 'utf16le')))).toEqual(expected);
  });
});

/** Text in GBK, by turning the platform's own decoder around. */
function gbk(text: string): Buffer {
  const codes = new Map<string, number[]>();
  const decoder = new TextDecoder('gb18030');
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) if (trail !== 0x7f) codes.set(decoder.decode(Uint8Array.of(lead, trail)), [lead, trail]);
  }
  return Buffer.from([...text].flatMap((character) => (character.charCodeAt(0) < 0x80 ? [character.charCodeAt(0)] : codes.get(character) ?? [0x3f])));
}
