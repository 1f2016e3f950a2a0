import fc from 'fast-check';
import { fingerprint } from './fingerprint.js';

test('fingerprints are 16 hexadecimal digits, the same for the same content', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (content) => {
    expect(fingerprint(content)).toMatch(/^[0-9a-f]{16}$/);
    expect(fingerprint(content)).toBe(fingerprint(content));
  }));
});

test('twenty thousand similar contents have twenty thousand fingerprints', () => {
  const prints = new Set<string>();
  for (let index = 0; index < 20_000; index += 1) prints.add(fingerprint(`requests.row-total\nrequests.granted.natural\n${index}\n${index + 1}`));
  expect(prints.size).toBe(20_000);
});
