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
  it('is MurmurHash3 x86_128 over the length and units of each string, padded to blocks', () => {
    fc.assert(
      fc.property(units, (text) => {
        const size = 6 + Math.ceil(Math.max(0, text.length - 6) / 8) * 8 + 2;
        const words = new Uint32Array(size / 2);
        words[0] = text.length;
        new Uint16Array(words.buffer).set(Array.from(text, (_, i) => text.charCodeAt(i)).slice(0, text.length), 2);
        const expected = new Uint32Array(4);
        const bytes = new Uint8Array(words.buffer);
        hashBytes(bytes, 0, bytes.length, expected, 0);
        expect(key(text)).toBe(expected.join(' '));
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

  it('starts anew after reset', () => {
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
