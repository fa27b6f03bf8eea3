import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { previewHead } from '../../../src/core/filetypes/preview.ts';
import { findRefused } from '../../../src/core/filetypes/refused-type.ts';

/** The bytes of a signature, with the kind of bytes behind them that such files have. */
function file(magic: string | readonly number[]): Uint8Array {
  const noise = gzipSync(Buffer.from(Array.from({ length: 3_000 }, (_, at) => (at * at * 7) & 255)));
  return Buffer.concat([Buffer.from(magic as string, 'latin1'), noise]); // Buffer.from takes either.
}

describe('a file that no reader knows', () => {
  it.each([
    ['%PDF-1.7\n', 'a PDF document'],
    [[0x28, 0xb5, 0x2f, 0xfd], 'compressed with zstd'],
    ['BZh91AY&SY', 'compressed with bzip2'],
    [[0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a], 'a PNG picture'],
    [[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1], 'an old Office file, or one with a password'],
    ['SQLite format 3\0', 'an SQLite database'],
    ['RIFF\x01\x02\x03\x04WEBPVP8 ', 'a WebP picture'],
    [[0, 0, 0, 0x18, 0x66, 0x74, 0x79, 0x70], 'a film or sound file'],
    [[1, 2, 3, 4], 'neither a text nor a file of a type that can be read'],
  ])('that begins with %j is refused by name', (magic, what) => {
    expect(findRefused(file(magic))?.what).toBe(what);
    const preview = previewHead(file(magic), { name: 'x.csv', bytes: 1, complete: true }, {});
    expect(preview).toMatchObject({ ok: false, failure: { kind: 'refused-file', file: 'x.csv', what } });
  });

  it('is never a text, in whatever encoding, nor one that begins like a signature', () => {
    for (const text of ['BZh is a word,1\n', '%PDF is a word\n', 'GIF89a,b\n', 'ID3,b\n', 'ORC,war\n', '']) {
      expect([text, findRefused(Buffer.from(text))]).toEqual([text, null]);
      expect([text, findRefused(Buffer.from(text, 'utf16le'))]).toEqual([text, null]);
    }
    expect(findRefused(Buffer.from('a\0b,c\n'))).toBeNull();
    expect(findRefused(Buffer.from('a\0b,c\n'))).toBeNull();
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.constantFrom('utf8', 'utf16le', 'latin1'), (text, encoding) => {
        // A string of nothing but control characters is no text.
        const plain = `some words, ${text.replace(encoding === 'latin1' ? /[^ -~\u00a0-\u00ff]/g : /\p{Cc}/gu, ' ')}\n`;
        const bytes = Buffer.from(encoding === 'utf16le' ? `\ufeff${plain}` : plain, encoding as BufferEncoding); // One of the three.
        return findRefused(bytes) === null;
      }),
    );
  });
});
