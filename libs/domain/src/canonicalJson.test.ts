import { canonicalJson } from './canonicalJson.js';

describe('canonical JSON', () => {
  // The worked example of RFC 8785, section 3.2.2 and 3.2.3.
  test('writes the example of RFC 8785 as the RFC does', () => {
    // oxlint-disable-next-line eslint/no-loss-of-precision -- the RFC's own literal, which loses precision by design
    const value = { numbers: [333333333.33333329, 1e30, 4.5, 2e-3, 1e-27], string: '€$\u000F\nA\'B"\\\\"/', literals: [null, true, false] };
    expect(canonicalJson(value)).toBe('{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}');
  });

  test('does not depend on the order in which members were written', () => {
    expect(canonicalJson({ b: 1, a: { d: 2, c: 3 } })).toBe(canonicalJson({ a: { c: 3, d: 2 }, b: 1 }));
  });

  test('refuses what JSON cannot hold', () => {
    expect(() => canonicalJson({ value: Number.NaN })).toThrow('NaN');
  });
});
