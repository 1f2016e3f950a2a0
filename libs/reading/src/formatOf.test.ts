import { randomBytes } from 'node:crypto';
import { formatOf } from './formatOf.js';

function judge(bytes: Uint8Array | string): string {
  const outcome = formatOf(typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes);
  return outcome.ok ? outcome.format : outcome.error.code;
}

/** A zip's central directory that names one entry, as far as telling the type goes. */
function zipNaming(name: string): Buffer {
  const entry = Buffer.alloc(46 + name.length);
  entry.writeUInt32LE(0x02014b50, 0);
  entry.writeUInt16LE(name.length, 28);
  entry.write(name, 46);
  const start = Buffer.from('PK\u0003\u0004');
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt32LE(entry.length, 12);
  end.writeUInt32LE(start.length, 16);
  return Buffer.concat([start, entry, end]);
}

describe('a file is what its content says', () => {
  test.each([
    ['docx', zipNaming('word/document.xml')],
    ['xlsx', zipNaming('xl/workbook.xml')],
    ['pdf', '%PDF-1.7\n1 0 obj\nendobj\ntrailer\n%%EOF\n'],
    ['html', '<!DOCTYPE html><html><body><p>x</p></body></html>'],
    ['html', '<div><p>a fragment</p><table></table></div>'],
    ['txt', Buffer.from('一、总体情况\n')],
    ['txt', 'only ASCII'],
  ])('%s', (format, bytes) => expect(judge(bytes)).toBe(format));

  test.each([
    ['a picture (PNG)', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52])],
    ['a picture (JPEG)', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 0x10, 0x4a, 0x46, 0x49, 0x46, 0, 1, 1, 0, 0, 1])],
    ['a program (ELF)', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3, 0, 0x3e, 0])],
    ['a program (PE)', Buffer.from('4d5a90000300000004000000ffff0000b8000000', 'hex')],
    ['any other zip', zipNaming('photos/1.jpg')],
    ['random bytes', randomBytes(4096)],
    ['a few random bytes', Buffer.from([0x8f, 0x01, 0xe3, 0x99, 0x02, 0xfe])],
  ])('%s is of no type that can be read', (_name, bytes) => expect(judge(bytes)).toBe('unsupported-type'));

  test.each([
    ['a Word file without the end of its zip', zipNaming('word/document.xml').subarray(0, 60)],
    ['a PDF without its end', '%PDF-1.7\n1 0 obj\n<< /Length 99999 >>\nstream\n'],
  ])('%s is truncated', (_name, bytes) => expect(judge(bytes)).toBe('truncated'));

  test.each([['no bytes', ''], ['blanks', ' \n\t']])('%s is an empty file', (_name, bytes) => expect(judge(bytes)).toBe('empty'));

  test('random bytes are never taken for text', () => {
    for (let round = 0; round < 300; round++) expect(judge(randomBytes(64 + round * 7))).toBe('unsupported-type');
  });
});
