import { describe, expect, it } from 'vitest';
import { seededRandom, shuffle } from '../../../src/core/hash/seeded-random.ts';
import { breaksLocality } from '../../../src/core/version/locality.ts';
import { idsOfRun } from '../../../src/core/version/segments.ts';

const shuffled = (count: number): Uint32Array => shuffle(idsOfRun(0, count), seededRandom(1));

describe('breaksLocality', () => {
  it('finds an order that reads blocks again and again', () => {
    expect(breaksLocality(shuffled(1_000), 100)).toBe(true);
  });

  it('leaves alone what is in memory at once, and what nearly keeps its order', () => {
    expect(breaksLocality(shuffled(1_000), 1_000)).toBe(false);
    expect(breaksLocality(idsOfRun(50, 1_000), 100)).toBe(false);
    expect(breaksLocality(idsOfRun(50, 1_000).reverse(), 100)).toBe(false);
    expect(breaksLocality(new Uint32Array(0), 100)).toBe(false);
  });
});
