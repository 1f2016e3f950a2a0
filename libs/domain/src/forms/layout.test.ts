import { form2019 } from './form2019.js';
import { form2021 } from './form2021.js';
import { printedBlock, type LabelSpan } from './layout.js';

const written = (line: readonly LabelSpan[]) => line.map(({ label, rows, columns }) => `${label.text} ${rows}×${columns}`);
const block = (form: typeof form2019, table: number) => printedBlock(form.tables[table]!.blocks[0]!);

describe('a block as it is printed', () => {
  test('table 3 has a head of three rows: applicants over persons and organisations, these over five kinds', () => {
    expect(block(form2021, 1).head.map(written)).toEqual([
      ['申请人情况 1×7'],
      ['自然人 2×1', '法人或其他组织 1×5', '总计 2×1'],
      ['商业企业 1×1', '科研机构 1×1', '社会公益组织 1×1', '法律服务机构 1×1', '其他 1×1'],
    ]);
  });

  test('table 3 has three label columns; 本年度办理结果 spans all outcomes, 不予公开 its eight', () => {
    const printed = block(form2019, 1);
    expect(printed.labelColumns).toBe(3);
    expect(written(printed.rows[0]!.labels)).toEqual(['一、本年新收政府信息公开申请数量 1×3']);
    expect(written(printed.rows[2]!.labels)).toEqual(['三、本年度办理结果 20×1', '（一）予以公开 1×2']);
    expect(written(printed.rows[4]!.labels)).toEqual(['（三）不予公开 8×1', '1.属于国家秘密 1×1']);
    expect(printed.rows[0]!.cells).toEqual(['natural', 'business', 'research', 'nonprofit', 'legal', 'other', 'total'].map((column) => `requests.received.${column}`));
  });

  test('table 4 has no label column, and a head in which the results of a review span two rows', () => {
    const printed = block(form2021, 2);
    expect(printed.labelColumns).toBe(0);
    expect(written(printed.head[0]!)).toEqual(['行政复议 1×5', '行政诉讼 1×10']);
    expect(written(printed.head[1]!)).toEqual(['结果维持 2×1', '结果纠正 2×1', '其他结果 2×1', '尚未审结 2×1', '总计 2×1', '未经复议直接起诉 1×5', '复议后起诉 1×5']);
    expect(printed.head[2]).toHaveLength(10);
  });
});
