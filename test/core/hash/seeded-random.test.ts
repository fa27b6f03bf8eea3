import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom, shuffle, shuffled } from '../../../src/core/hash/seeded-random.ts';

describe('chance that can be repeated', () => {
  it('gives the numbers of mulberry32', () => {
    const random = seededRandom(1);
    // Computed with Tommy Ettinger's mulberry32.c.
    expect([random(), random(), random()].map((drawn) => drawn * 2 ** 32)).toEqual([2693262067, 11749833, 2265367787]);
  });

  it('shuffles to the same items, in the same order for the same seed', () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), fc.integer(), (items, seed) => {
        const once = shuffled(items, seededRandom(seed));
        expect(once).toEqual(shuffled(items, seededRandom(seed)));
        expect([...once].sort()).toEqual([...items].sort());
      }),
    );
  });

  it('shuffles numbers as it does anything else, in their place', () => {
    const numbers = Uint32Array.of(5, 6, 7, 8, 9);
    expect(shuffle(numbers, seededRandom(3))).toBe(numbers);
    expect([...numbers]).toEqual(shuffled([5, 6, 7, 8, 9], seededRandom(3)));
  });

  it('favours no order', () => {
    const random = seededRandom(7);
    const firsts = [0, 0, 0, 0];
    for (let i = 0; i < 4000; i++) {
      const [first = 0] = shuffled([0, 1, 2, 3], random);
      firsts[first] = (firsts[first] ?? 0) + 1;
    }
    for (const count of firsts) expect(Math.abs(count - 1000)).toBeLessThan(120);
  });
});
