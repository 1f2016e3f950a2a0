import fc from 'fast-check';
import { readFigure } from './figure.js';

const value = (raw: string, kind: 'count' | 'change' | 'yuan' | 'wanYuan' = 'count', heading = '') => {
  const figure = readFigure(raw, kind, heading);
  return figure.kind === 'number' ? figure.value : figure.kind;
};

describe('a figure', () => {
  test.each([
    ['0', 0], ['908 ', 908], ['　１２３', 123], ['1,234', 1234], ['1，234，567', 1234567], ['12件', 12], ['3项', 3], ['1.2万', 12000], ['０', 0], ['1.5', 1.5],
  ])('%s is %d', (raw, expected) => expect(value(raw)).toBe(expected));

  test.each(['', ' ', '\u00a0', '-', '—', '——', '/', '／', '无', '－'])('“%s” is blank', (raw) => expect(value(raw)).toBe('blank'));

  test.each(['约5', '1 2', '1,23', '5个6', '1.2.3', '三', '0 0 0', '5①', '5²', '½', 'O', '12/3', '1e5', '5元', '９９９９９９９９９９９９９９９９９９９'])('“%s” is no figure that could be read with certainty', (raw) => expect(value(raw)).toBe('text'));

  test.each([['      -3', -3], ['－8', -8], ['+53', 53], ['−2', -2], ['减3', -3], ['增加12', 12]])('a change: %s is %d', (raw, expected) => expect(value(raw, 'change')).toBe(expected));

  test.each([
    ['988.2576万', '', 9882576], ['833427', '', 833427], ['988.2576', '采购总金额（单位：万元）', 9882576], ['9882576元', '采购总金额（万元）', 9882576], ['1,000.50元', '', 1000.5], ['0.0001亿元', '', 10000],
  ])('an amount in 元: %s under “%s” is %d', (raw, heading, expected) => expect(value(raw, 'yuan', heading)).toBe(expected));

  test.each([['6529.91859', '', 6529.91859], ['6529.91859万元', '', 6529.91859], ['65299185.9元', '', 6529.91859], ['65299185.9', '本年收费金额（单位：元）', 6529.91859]])(
    'an amount in 万元: %s under “%s” is %d', (raw, heading, expected) => expect(value(raw, 'wanYuan', heading)).toBe(expected));

  test('moving the decimal point is exact, whatever the amount', () => {
    fc.assert(fc.property(fc.nat(99_999_999), fc.nat(9999), (whole, fraction) => {
      expect(value(`${whole}.${String(fraction).padStart(4, '0')}万`, 'yuan')).toBe(whole * 10_000 + fraction);
    }));
  });
});
