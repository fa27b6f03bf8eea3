import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hashBytes } from '../../../src/core/hash/murmur3.ts';
import { KeyHash } from '../../../src/core/hash/key-hash.ts';

function key(...parts: readonly (string | number)[]): string {
  const hash = new KeyHash();
  hash.reset();
  for (const part of parts) {
    if (typeof part === 'string') hash.addString(part);
    else hash.addMarker(part);
  }
  const words = new Uint32Array(4);
  hash.digest(words, 0);
  return words.join(' ');
}

const units = fc
  .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 40 })
  .map((codes) => String.fromCharCode(...codes));
const parts = fc.array(fc.oneof(units, fc.string({ maxLength: 40 }), fc.nat()), { maxLength: 5 });

describe('KeyHash', () => {
  it('is MurmurHash3 x86_128 over the length and UTF-8 bytes of each text, padded to blocks', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
        const utf8 = Buffer.from(text);
        const padded = new Uint8Array(16 + Math.ceil(Math.max(0, utf8.length - 12) / 16) * 16);
        new DataView(padded.buffer).setUint32(0, utf8.length, true);
        padded.set(utf8, 4);
        const expected = new Uint32Array(4);
        hashBytes(padded, 0, padded.length, expected, 0);
        expect(key(text)).toBe(expected.join(' '));
      }),
    );
  });

  it('takes bytes for the text that they spell', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
        const hash = new KeyHash();
        const words = new Uint32Array(4);
        hash.reset();
        const bytes = Buffer.from(`x${text}y`);
        hash.addBytes(bytes, 1, bytes.length - 1);
        hash.digest(words, 0);
        expect(words.join(' ')).toBe(key(text));
      }),
    );
  });

  it('is the same for the same parts and another for any others', () => {
    fc.assert(
      fc.property(parts, parts, (one, other) => {
        expect(key(...one)).toBe(key(...one));
        expect(key(...one) === key(...other)).toBe(JSON.stringify(one) === JSON.stringify(other));
      }),
      { numRuns: 1000 },
    );
  });

  it('tells apart where one string ends and the next begins', () => {
    const all = [
      ['a', 'bc'],
      ['ab', 'c'],
      ['abc'],
      ['abc', ''],
      ['', 'abc'],
      ['abc\0'],
      [],
      [''],
      [0],
      [1],
      ['\0'],
      ['\ud800'],
      ['\ufffd'],
    ];
    expect(new Set(all.map((texts) => key(...texts))).size).toBe(all.length);
  });

  it('starts again after reset', () => {
    const hash = new KeyHash();
    const words = new Uint32Array(9).fill(7);
    for (let at = 1; at < 9; at += 4) {
      hash.reset();
      hash.addString('a text that is longer than one block');
      hash.digest(words, at);
    }
    expect(words.slice(1, 5)).toEqual(words.slice(5));
    expect(words[0]).toBe(7);
  });
});
