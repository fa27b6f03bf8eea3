import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FarthestFirst } from '../../../src/core/few-shot/k-centre.ts';
import { distance } from '../../../src/core/few-shot/shingles.ts';

const sketches = fc.array(
  fc.uniqueArray(fc.integer({ min: 0, max: 9 }), { maxLength: 6 }).map((hashes) => Uint32Array.from(hashes).sort()),
  { minLength: 1, maxLength: 9 },
);

/** The farthest that anything is from the nearest of the centres. */
function radius(all: readonly Uint32Array[], centres: readonly number[]): number {
  const toNearest = all.map((each) => Math.min(...centres.map((centre) => distance(each, all[centre] ?? each))));
  return Math.max(...toNearest);
}

/** All ways to take k of n. */
function choices(n: number, k: number): number[][] {
  if (k === 0) return [[]];
  if (n < k) return [];
  return [...choices(n - 1, k), ...choices(n - 1, k - 1).map((rest) => [...rest, n - 1])];
}

describe('farthest first', () => {
  it('covers all within twice the least radius that this many centres can', () => {
    fc.assert(
      fc.property(sketches, fc.integer({ min: 1, max: 3 }), fc.nat(8), (all, wanted, start) => {
        const k = Math.min(wanted, all.length);
        const indices = all.map((_, index) => index);
        const search = new FarthestFirst(all);
        const chosen = [start % all.length];
        search.choose(start % all.length);
        while (chosen.length < k) {
          const next = search.farthest(indices);
          chosen.push(next!);
          search.choose(next!);
        }
        const least = Math.min(...choices(all.length, k).map((centres) => radius(all, centres)));
        expect(radius(all, chosen)).toBeLessThanOrEqual(2 * least + 1e-9);
      }),
    );
  });

  it('takes the first among equals, and null of nothing', () => {
    const search = new FarthestFirst([Uint32Array.of(1), Uint32Array.of(2), Uint32Array.of(3)]);
    expect(search.farthest([2, 1])).toBe(2);
    expect(search.farthest([])).toBeNull();
    search.choose(0);
    expect(search.farthest([0, 1, 2])).toBe(1);
  });
});
