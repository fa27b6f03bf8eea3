import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareLists, isReordered, lonePlaces } from '../../../src/core/version/compare-lists.ts';

const ids = (...list: number[]) => Uint32Array.from(list);
const row = (position: number, origin: number, text: string) => ({ position, origin, text });
type LoneRow = ReturnType<typeof row>;

/** Compares rows whose text stands for its hash, of which all words but the last are the same. */
function compared(before: readonly LoneRow[], after: readonly LoneRow[]) {
  const [old, young] = [before, after].map((rows) => ({
    positions: Uint32Array.from(rows, ({ position }) => position),
    origins: Uint32Array.from(rows, ({ origin }) => origin),
    hashes: Uint32Array.from(rows.flatMap(({ text }) => [7, 7, 7, text.charCodeAt(0)])),
  }));
  if (!old || !young) throw new Error('two lists make two');
  const { changed, removed, added } = compareLists(old, young);
  return {
    changed: Array.from(changed.after, (place, at) => ({ before: changed.before[at] ?? NaN, after: place })),
    removed: [...removed],
    added: [...added],
  };
}

describe('places of rows that only one list names', () => {
  it('are none of the same list in another order', () => {
    expect(lonePlaces(ids(3, 1, 2), ids(1, 2, 3))).toEqual({ before: ids(), after: ids() });
  });

  it('count a row that is there twice as two', () => {
    expect(lonePlaces(ids(7, 7, 8), ids(8, 7))).toEqual({ before: ids(1), after: ids() });
    expect(lonePlaces(ids(8), ids(8, 8))).toEqual({ before: ids(), after: ids(1) });
  });

  it('are those that a multiset would leave', () => {
    const list = fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 20 });
    fc.assert(
      fc.property(list, list, (one, other) => {
        const lone = lonePlaces(Uint32Array.from(one), Uint32Array.from(other));
        const count = (of: readonly number[], id: number) => of.filter((each) => each === id).length;
        for (let id = 0; id < 10; id++) {
          const more = count(one, id) - count(other, id);
          expect(lone.before.filter((place) => one[place] === id)).toHaveLength(Math.max(0, more));
          expect(lone.after.filter((place) => other[place] === id)).toHaveLength(Math.max(0, -more));
        }
      }),
    );
  });
});

describe('lists that are compared', () => {
  it('pair a changed row with the one that it was', () => {
    const found = compared([row(0, 5, 'a'), row(4, 9, 'b')], [row(3, 9, 'B')]);
    expect(found).toEqual({ changed: [{ before: 4, after: 3 }], removed: [0], added: [] });
  });

  it('do not count a row that was stored again with the same text', () => {
    expect(compared([row(0, 5, 'a')], [row(0, 5, 'a')])).toEqual({ changed: [], removed: [], added: [] });
    expect(compared([row(0, 5, 'a')], [row(2, 8, 'a')])).toEqual({ changed: [], removed: [], added: [] });
  });

  it('prefer the same text where several rows have one origin', () => {
    const found = compared([row(0, 5, 'a'), row(1, 5, 'b')], [row(0, 5, 'b'), row(1, 5, 'c')]);
    expect(found).toEqual({ changed: [{ before: 0, after: 1 }], removed: [], added: [] });
  });

  it('are as quick where all texts are the same and no origin is', () => {
    const rows = (first: number) => Array.from({ length: 100_000 }, (_, at) => row(at, first + at, 'a'));
    expect(compared(rows(0), rows(200_000))).toEqual({ changed: [], removed: [], added: [] });
  });

  it('pair each row once, and lose none', () => {
    const side = fc
      .array(fc.tuple(fc.integer({ min: 0, max: 4 }), fc.constantFrom('a', 'b', 'c')), { maxLength: 12 })
      .map((list) => list.map(([origin, text], position) => row(position, origin, text)));
    fc.assert(
      fc.property(side, side, (before, after) => {
        const { changed, removed, added } = compared(before, after);
        const same = before.length - removed.length - changed.length;
        expect(after.length - added.length - changed.length).toBe(same);
        expect(new Set([...changed.map((each) => each.before), ...removed]).size).toBe(changed.length + removed.length);
        expect(new Set([...changed.map((each) => each.after), ...added]).size).toBe(changed.length + added.length);
        for (const pair of changed) expect(before[pair.before]?.text).not.toBe(after[pair.after]?.text);
      }),
    );
  });
});

describe('an order that is compared', () => {
  const isMoved = (one: Uint32Array, other: Uint32Array) => isReordered(one, other, lonePlaces(one, other));

  it('is another where shared rows changed places, whatever else came or went', () => {
    expect(isMoved(ids(1, 2, 3), ids(1, 3))).toBe(false);
    expect(isMoved(ids(1, 2, 3), ids(9, 1, 3, 8))).toBe(false);
    expect(isMoved(ids(1, 2, 3), ids(3, 1))).toBe(true);
  });
});
