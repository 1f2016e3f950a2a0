import { isIdentityCard, passesLuhn, personalNumbers } from './numbers.js';

const kinds = (text: string) => personalNumbers(text).map((found) => found.kind);

/** The check digits are computed here by the standards' own words, apart from the code under test. */
function withIdentityCheck(first17: string): string {
  let power = 1;
  let sum = 0;
  // ISO 7064 MOD 11-2: the sum of all digits times 2^position (from the right, the check digit at 0) leaves 1 modulo 11.
  for (const digit of [...first17].reverse()) {
    power = (power * 2) % 11;
    sum = (sum + Number(digit) * power) % 11;
  }
  const check = (12 - sum) % 11;
  return `${first17}${check === 10 ? 'X' : check}`;
}

describe('identity-card numbers', () => {
  // The example printed in GB 11643-1999: 11010519491231002X
  test('the example of the standard', () => {
    expect(isIdentityCard('11010519491231002X')).toBe(true);
    expect(withIdentityCheck('11010519491231002')).toBe('11010519491231002X');
    expect(kinds('申请人身份证号11010519491231002x。')).toEqual(['identityCard']);
  });
  test('a wrong check digit, an impossible date and an unknown province are not', () => {
    expect(isIdentityCard('110105194912310021')).toBe(false);
    expect(isIdentityCard(withIdentityCheck('11010519491331002'))).toBe(false);
    expect(isIdentityCard(withIdentityCheck('99010519491231002'))).toBe(false);
  });
  test('the middle is hidden', () => {
    expect(personalNumbers('11010519491231002X')[0]?.masked).toBe('110***********002X');
  });
  test('the old form counts only where the text calls it so', () => {
    expect(kinds('身份证：110105491231002')).toEqual(['identityCard']);
    expect(kinds('注册号110105491231002')).toEqual([]);
  });
});

describe('mobile numbers', () => {
  test.each(['联系人王某，13800138000。', '电话：138 0013 8000', '手机138-0013-8000', '+86 13800138000', '１３８００１３８０００', '电话8613800138000'])('%s', (text) => {
    expect(kinds(text)).toEqual(['mobile']);
  });
  test.each([
    '电话:027-89353385', '电话：0631—8985998，传真：0631-8935519', '咨询电话 010-12345678', '索引号 574913941/2022-06523', '热线12345',
    '投资13800138000元', '订单号138001380001', '编号A13800138000', '12800138000', '邮编：266440', '统一社会信用代码 11420105MB1234567K',
  ])('%s is none', (text) => {
    expect(kinds(text)).toEqual([]);
  });
});

describe('bank-card numbers', () => {
  // 79927398713 is the usual example of Luhn's check.
  test('Luhn’s check', () => {
    expect(passesLuhn('79927398713')).toBe(true);
    expect(passesLuhn('79927398710')).toBe(false);
  });
  test('of UnionPay, anywhere; of others, where an account is spoken of', () => {
    // UnionPay's own test card
    expect(kinds('汇入6200000000000005，谢谢')).toEqual(['bankCard']);
    expect(kinds('汇入6200000000000006，谢谢')).toEqual([]);
    expect(kinds('卡号：4111 1111 1111 1111')).toEqual(['bankCard']);
    expect(kinds('编号4111111111111111')).toEqual([]);
    expect(kinds('卡号：4111111111111112')).toEqual([]);
  });
});
