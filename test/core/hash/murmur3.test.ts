import { describe, expect, it } from 'vitest';
import { hashBytes } from '../../../src/core/hash/murmur3.ts';

function hex(bytes: Uint8Array, seed = 0): string {
  const words = new Uint32Array(4);
  hashBytes(bytes, 0, bytes.length, words, 0, seed);
  return toHex(words);
}

/** As hashes are published: word by word. */
function toHex(words: Uint32Array): string {
  return Array.from(words, (word) => word.toString(16).padStart(8, '0')).join('');
}

function ascii(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

describe('hashBytes', () => {
  it('gives the verification value of the SMHasher test suite for MurmurHash3_x86_128', () => {
    // SMHasher, KeysetTest.cpp: hash {}, {0}, {0, 1} … with seeds 256, 255 …, then hash the hashes.
    const hashes = new Uint8Array(256 * 16);
    const words = new Uint32Array(4);
    for (let size = 0; size < 256; size++) {
      hashBytes(
        Uint8Array.from({ length: size }, (_, i) => i),
        0,
        size,
        words,
        0,
        256 - size,
      );
      hashes.set(new Uint8Array(words.buffer), size * 16);
    }
    expect(hex(hashes).slice(0, 8)).toBe('b3ece62a');
  });

  it('gives the published hashes of known texts', () => {
    expect(hex(ascii(''))).toBe('00000000000000000000000000000000');
    expect(hex(ascii('I will not buy this record, it is scratched.'))).toBe('a0a9683b25ac5e40d9af2895890dddf5');
    expect(hex(ascii('The quick brown fox jumps over the lazy dog'))).toBe('2f1583c3ecee2c675d7bf66ce5e91d2c');
  });

  it('hashes a part of a buffer like a buffer of its own and touches no other words', () => {
    const bytes = Uint8Array.from({ length: 100 }, (_, i) => (i * 37) & 255);
    const into = new Uint32Array(8).fill(7);
    hashBytes(bytes, 13, 90, into, 2);
    expect(toHex(into.subarray(2, 6))).toBe(hex(bytes.slice(13, 90)));
    expect([into[0], into[1], into[6], into[7]]).toEqual([7, 7, 7, 7]);
  });
});

describe('hashBytes as the hash of rows', () => {
  it('tells apart lengths, places and tails of zeros', () => {
    const seen = new Set<string>();
    for (let length = 0; length <= 64; length++) {
      seen.add(hex(new Uint8Array(length)));
      for (let at = 0; at < length; at++) {
        const bytes = new Uint8Array(length);
        for (const byte of [1, 0x80, 0xff]) {
          bytes[at] = byte;
          seen.add(hex(bytes));
        }
      }
    }
    expect(seen.size).toBe(65 + 3 * ((64 * 65) / 2));
  });

  it('turns about half of the bits where one bit of the row turns', () => {
    const row = ascii('{"input":"What is the hardest gem?","output":"Diamond."}');
    const before = new Uint32Array(4);
    const after = new Uint32Array(4);
    hashBytes(row, 0, row.length, before, 0);
    const turned = new Float64Array(128);
    for (let bit = 0; bit < row.length * 8; bit++) {
      row[bit >> 3] = (row[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      hashBytes(row, 0, row.length, after, 0);
      row[bit >> 3] = (row[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      for (let out = 0; out < 128; out++) turned[out]! += ((before[out >> 5]! ^ after[out >> 5]!) >>> (out & 31)) & 1;
    }
    const shares = Array.from(turned, (count) => count / (row.length * 8));
    expect(Math.min(...shares)).toBeGreaterThan(0.4);
    expect(Math.max(...shares)).toBeLessThan(0.6);
  });
});
