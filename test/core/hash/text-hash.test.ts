import { describe, expect, it } from 'vitest';
import { hashBytes } from '../../../src/core/hash/murmur3.ts';
import { hashText, hexOf } from '../../../src/core/hash/text-hash.ts';

describe('hashText', () => {
  it('equals the hash of the bytes that are stored', () => {
    const text = '{"a":"é 語 😀"}';
    const bytes = Buffer.from(`x${text}y`);
    const words = new Uint32Array(8);
    hashText(text, words, 0);
    hashBytes(bytes, 1, bytes.length - 1, words, 4);
    expect(words.slice(0, 4)).toEqual(words.slice(4));
  });
});

describe('hexOf', () => {
  it('writes the words as they lie in memory', () => {
    const words = Uint32Array.of(7, 0x01020304, 0xfffefdfc, 0, 1);
    expect(hexOf(words, 1)).toBe('04030201fcfdfeff0000000001000000');
    expect(hexOf(words, 1)).toBe(Buffer.from(words.buffer, 4).toString('hex'));
  });
});
