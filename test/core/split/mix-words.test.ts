import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { mixWords } from '../../../src/core/split/mix-words.ts';

const word = fc.integer({ min: 0, max: 0xffffffff });

/** MurmurHash3 x86_32 of eight bytes as its author describes it, in integers without end. */
function murmur(seed: number, words: readonly number[]): number {
  const mask = 0xffffffffn;
  const rotate = (n: bigint, by: bigint): bigint => ((n << by) | (n >> (32n - by))) & mask;
  let hash = BigInt(seed);
  for (const each of words) {
    const k = (rotate((BigInt(each) * 0xcc9e2d51n) & mask, 15n) * 0x1b873593n) & mask;
    hash = (rotate(hash ^ k, 13n) * 5n + 0xe6546b64n) & mask;
  }
  hash ^= BigInt(words.length * 4);
  hash = ((hash ^ (hash >> 16n)) * 0x85ebca6bn) & mask;
  hash = ((hash ^ (hash >> 13n)) * 0xc2b2ae35n) & mask;
  return Number(hash ^ (hash >> 16n));
}

it('is MurmurHash3', () => {
  fc.assert(
    fc.property(word, word, word, (seed, one, two) => {
      expect(mixWords(seed, one, two)).toBe(murmur(seed, [one, two]));
    }),
  );
});
