import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { HoldOutRows } from '../../../src/core/split/held-rows.ts';
import { SPLIT_SIDES } from '../../../src/core/split/split-mark.ts';
import { type SideSizes, splitRows, wantedSides } from '../../../src/core/split/sides.ts';

const sizes: fc.Arbitrary<SideSizes> = fc.record({
  by: fc.constantFrom('share' as const, 'count' as const),
  validation: fc.nat(50),
  test: fc.nat(50),
  seed: fc.nat(0xffffffff),
});

/** Rows of which some share a key, or are linked. */
const rows: fc.Arbitrary<HoldOutRows> = fc
  .array(fc.record({ key: fc.nat(60), label: fc.nat(3), link: fc.option(fc.nat(79), { freq: 8, nil: undefined }) }), {
    minLength: 2,
    maxLength: 80,
  })
  .map((all) => ({
    keys: Uint32Array.from(all.flatMap(({ key }) => [Math.imul(key, 2654435761), key])),
    origins: Uint32Array.from(all.keys()),
    labels: Uint16Array.from(all, ({ label }) => label + 1),
    excluded: null,
    links: Uint32Array.from(
      all.flatMap(({ link }, row) => (link !== undefined && link < all.length ? [row, link] : [])),
    ),
  }));

function countOf(sides: Uint8Array, side: number): number {
  return sides.reduce((count, each) => count + (each === side ? 1 : 0), 0);
}

function firstRows(all: HoldOutRows, count: number): HoldOutRows {
  return {
    keys: all.keys.slice(0, count * 2),
    origins: all.origins.slice(0, count),
    labels: all.labels?.slice(0, count) ?? null,
    excluded: null,
  };
}

describe('a split', () => {
  it('puts every row on a side, and no group on two', () => {
    fc.assert(
      fc.property(rows, sizes, (all, size) => {
        const { sides } = splitRows(all, size, null);
        expect(countOf(sides, 0)).toBe(0);
        const sideOf = new Map<number, number>();
        for (const [row, side] of sides.entries()) {
          const key = all.keys[row * 2 + 1]!;
          expect(sideOf.get(key) ?? side).toBe(side);
          sideOf.set(key, side);
        }
        for (let at = 0; at < (all.links?.length ?? 0); at += 2) {
          expect(sides[all.links![at]!]).toBe(sides[all.links![at + 1]!]);
        }
      }),
    );
  });

  it('meets its sizes where no rows belong together, and leaves something to learn from', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300 }), sizes, (count, size) => {
        const keys = Uint32Array.from({ length: count * 2 }, (_, at) => Math.imul(at >> 1, 2654435761) + (at & 1));
        const single = {
          keys,
          origins: Uint32Array.from(keys.subarray(0, count).keys()),
          labels: null,
          excluded: null,
        };
        const { sides, groups } = splitRows(single, size, null);
        const wanted = wantedSides(count, size);
        expect([countOf(sides, 2), countOf(sides, 3)]).toEqual([wanted.validation, wanted.test]);
        expect(countOf(sides, 1)).toBeGreaterThan(0);
        expect(groups).toBe(0);
      }),
    );
  });

  it('gives each label its part of every side', () => {
    const count = 1_000;
    const keys = Uint32Array.from({ length: count * 2 }, (_, at) => Math.imul(at >> 1, 2654435761) + (at & 1));
    const labels = Uint16Array.from({ length: count }, (_, row) => (row % 10 === 0 ? 2 : 1));
    const size = { by: 'share', validation: 10, test: 20, seed: 3 } as const;
    const { sides } = splitRows({ keys, origins: Uint32Array.from(labels.keys()), labels, excluded: null }, size, null);
    const rare = sides.filter((_, row) => labels[row] === 2);
    expect(SPLIT_SIDES.map((_, side) => countOf(rare, side + 1))).toEqual([70, 10, 20]);
  });

  it('leaves rows where they are when others come, unless a new row ties two sides together', () => {
    fc.assert(
      fc.property(rows, sizes, fc.nat(80), (all, size, kept) => {
        const old = Math.min(kept, all.origins.length);
        const unlinked = { ...all, links: new Uint32Array(0) };
        const before = new Uint8Array(all.origins.length);
        before.set(splitRows(firstRows(all, old), size, null).sides);
        const after = splitRows(unlinked, size, before);
        expect(after.sides.slice(0, old)).toEqual(before.slice(0, old));
        expect(after.moved).toBe(0);
        expect(countOf(after.sides, 0)).toBe(0);
        // with links rows may have to move: as many as it says
        const linked = splitRows(all, size, before);
        const moved = [...before.keys()].filter((row) => before[row] !== 0 && before[row] !== linked.sides[row]);
        expect(linked.moved).toBe(moved.length);
      }),
    );
  });

  it('depends on the seed and what goes in, not on the order of rows', () => {
    fc.assert(
      fc.property(sizes, fc.uniqueArray(fc.nat(100_000), { minLength: 2, maxLength: 60 }), (size, keys) => {
        const of = (order: readonly number[]): Map<number, number> => {
          const words = Uint32Array.from(order.flatMap((key) => [Math.imul(key, 2654435761), key]));
          const all = { keys: words, origins: Uint32Array.from(order.keys()), labels: null, excluded: null };
          const { sides } = splitRows(all, size, null);
          return new Map(order.map((key, row) => [key, sides[row]!]));
        };
        const one = of(keys);
        const other = of([...keys].reverse());
        for (const key of keys) expect(other.get(key)).toBe(one.get(key));
      }),
    );
  });
});
