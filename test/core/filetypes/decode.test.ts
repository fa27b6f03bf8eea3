import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { joinBytes } from '../../../src/core/filetypes/bytes.ts';
import { EncodingError, FatalDecoder } from '../../../src/core/filetypes/decode.ts';

const encoder = new TextEncoder();

interface Decoded {
  readonly text: string;
  readonly bomBytes: number;
}

function decode(bytes: Uint8Array, encoding: string, pieceLength: number): Decoded {
  const decoder = new FatalDecoder(encoding);
  let text = '';
  for (let at = 0; at < bytes.length; at += pieceLength) {
    const piece = bytes.slice(at, at + pieceLength);
    text += decoder.push(piece, false);
    // The decoder may not count on the caller's buffer.
    piece.fill(0xff);
  }
  text += decoder.push(new Uint8Array(0), true);
  return { text, bomBytes: decoder.bomBytes };
}

function badByte(bytes: Uint8Array, encoding: string, pieceLength: number): number | null {
  try {
    decode(bytes, encoding, pieceLength);
    return null;
  } catch (error) {
    if (error instanceof EncodingError) return error.byte;
    throw error;
  }
}

function utf16(text: string, isLittle: boolean): Uint8Array {
  const view = new DataView(new ArrayBuffer(text.length * 2));
  for (let i = 0; i < text.length; i++) view.setUint16(i * 2, text.charCodeAt(i), isLittle);
  return new Uint8Array(view.buffer);
}

const MIXED = 'Zoë said: 狐は速い。🦊 Ελληνικά, العربية, हिन्दी; \u{10ffff}\u0000\u2028\r\n'.repeat(60);

describe('any piece length from 1 to 4096', () => {
  it.each([
    ['utf-8', encoder.encode(MIXED)],
    ['utf-16le', utf16(MIXED, true)],
    ['utf-16be', utf16(MIXED, false)],
  ])('decodes %s exactly', (encoding, bytes) => {
    for (let length = 1; length <= 4096; length += length < 64 ? 1 : 61) {
      expect(decode(bytes, encoding, length).text).toBe(MIXED);
    }
    expect(decode(bytes, encoding, 4096).text).toBe(MIXED);
  });

  it('decodes UTF-8 at every single one of them', () => {
    const text = MIXED.slice(0, 2_000);
    const bytes = encoder.encode(text);
    const wrong: number[] = [];
    for (let length = 1; length <= 4096; length++) if (decode(bytes, 'utf-8', length).text !== text) wrong.push(length);
    expect(wrong).toEqual([]);
  });

  it.each([
    ['big5', [0xa4, 0xa4, 0xa4, 0xe5, 0x0a], '中文\n'],
    ['gb18030', [0xd6, 0xd0, 0x81, 0x30, 0x81, 0x30, 0x0a], '中\u0080\n'],
    ['shift_jis', [0x83, 0x5c, 0xb1, 0x0d], 'ソｱ\r'],
    ['euc-kr', [0xc7, 0xd1, 0x41], '한A'],
    ['iso-2022-jp', [0x1b, 0x24, 0x42, 0x24, 0x22, 0x1b, 0x28, 0x42, 0x0a], 'あ\n'],
    ['windows-1251', [0xcf, 0xf0, 0x20], 'Пр '],
    ['macintosh', [0x8e, 0x0d], 'é\r'],
    ['latin1', [0xe9, 0x2c], 'é,'],
  ])('decodes %s', (encoding, bytes, text) => {
    const many = Uint8Array.from(Array<number[]>(50).fill(bytes).flat());
    for (const length of [1, 2, 3, 5, 7, 64, 4096]) expect(decode(many, encoding, length).text).toBe(text.repeat(50));
  });
});

describe('byte order mark', () => {
  it.each([
    ['utf-8', 3, encoder.encode('\ufeffab\ufeff')],
    ['utf-16le', 2, utf16('\ufeffab\ufeff', true)],
    ['utf-16be', 2, utf16('\ufeffab\ufeff', false)],
  ])('of %s is taken off once and noted', (encoding, bomBytes, bytes) => {
    for (const length of [1, 2, 3, 100])
      expect(decode(bytes, encoding, length)).toEqual({ text: 'ab\ufeff', bomBytes });
    expect(decode(bytes.slice(bomBytes), encoding, 1).bomBytes).toBe(0);
  });
});

describe('bad bytes', () => {
  it('are named with their place in the stream, at any piece length', () => {
    const good = encoder.encode(MIXED.slice(0, 300));
    const bad = fc.constantFrom(
      [0xe9],
      [0xff],
      [0xc3],
      [0xe7, 0x8b],
      [0xf0, 0x9f, 0xa6],
      [0xed, 0xa0, 0x80],
      [0xc0, 0x80],
    );
    fc.assert(
      fc.property(bad, fc.nat(300), fc.integer({ min: 1, max: 700 }), (wrong, place, pieceLength) => {
        const at = encoder.encode(MIXED.slice(0, place)).length;
        fc.pre(MIXED.codePointAt(place - 1)! < 0x10000 || place === 0);
        const bytes = joinBytes(good.slice(0, at), Uint8Array.from(wrong), encoder.encode('x'), good);
        expect(badByte(bytes, 'utf-8', pieceLength)).toBe(at);
      }),
      { numRuns: 500 },
    );
  });

  it('include a character that the end of the file cuts off', () => {
    for (const length of [1, 2, 3, 100]) {
      expect(badByte(joinBytes(encoder.encode('abc'), Uint8Array.of(0xe7, 0x8b)), 'utf-8', length)).toBe(3);
      expect(badByte(utf16('ab\ud83e', true), 'utf-16le', length)).toBe(4);
      expect(badByte(utf16('ab', true).slice(0, 3), 'utf-16le', length)).toBe(2);
      expect(badByte(Uint8Array.of(0x41, 0xa4), 'big5', length)).toBe(1);
    }
  });

  it('are found in UTF-16 and in East Asian encodings', () => {
    for (const length of [1, 2, 3, 4, 5, 7, 1000]) {
      expect(badByte(utf16(`${MIXED}\ud800x${MIXED}`, true), 'utf-16le', length)).toBe(MIXED.length * 2);
      expect(badByte(utf16(`狐\udc00x`, false), 'utf-16be', length)).toBe(2);
      expect(badByte(Uint8Array.of(0xa4, 0xa4, 0x0a, 0xa4, 0xa4, 0xa4, 0x20), 'big5', length)).toBe(5);
      expect(badByte(Uint8Array.of(0x83, 0x5c, 0x0d, 0x41, 0x81, 0x20), 'shift_jis', length)).toBe(4);
    }
  });
});

it('refuses an encoding that nobody knows', () => {
  expect(() => new FatalDecoder('utf-9')).toThrow(RangeError);
});
