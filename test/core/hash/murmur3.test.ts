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
