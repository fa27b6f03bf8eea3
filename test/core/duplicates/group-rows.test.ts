import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  groupNear,
  keepContradictions,
  keepOrder,
  listGroups,
  removableAt,
} from '../../../src/core/duplicates/group-rows.ts';
import { planGroups, type Review } from '../../../src/core/duplicates/review.ts';
import { checkPlan } from '../../../src/core/recipe/plan.ts';

/** A review by which nothing was chosen: every group goes by the rule. */
const UNREVIEWED: Review = { prefers: () => false, spares: () => false, settles: () => true };

const COUNT = 24;

/** Pairs of different rows and how alike they are, ascending, each once. */
const near = fc
  .uniqueArray(fc.tuple(fc.nat(COUNT - 1), fc.nat(COUNT - 1), fc.integer({ min: 60, max: 99 })), {
    maxLength: 60,
    selector: ([one, other]) => `${Math.min(one, other)} ${Math.max(one, other)}`,
  })
  .map((drawn) => {
    const pairs = drawn.filter(([one, other]) => one !== other);
    return {
      firstOf: Uint32Array.from({ length: COUNT }, (_, row) => row),
      pairs: Uint32Array.from(pairs.flatMap(([one, other]) => [Math.min(one, other), Math.max(one, other)])),
      alike: Float64Array.from(pairs, ([, , alike]) => alike / 100),
    };
  });
const lengths = fc.array(fc.nat(5), { minLength: COUNT, maxLength: COUNT });
const keep = fc.constantFrom('first' as const, 'last' as const, 'longest' as const);

describe('groups of rows', () => {
  it('have a survivor, to whom every other row is alike: no chain leads further', () => {
    fc.assert(
      fc.property(near, keep, lengths, fc.integer({ min: 60, max: 100 }), (known, rule, long, least) => {
        const { keeperOf, alike } = groupNear(known, least / 100, keepOrder(COUNT, rule, long));
        for (const [row, keeper] of keeperOf.entries()) {
          expect(keeperOf[keeper]).toBe(keeper);
          if (keeper === row) continue;
          const pair = [Math.min(row, keeper), Math.max(row, keeper)];
          const at = [...known.alike.keys()].find(
            (index) => known.pairs[index * 2] === pair[0] && known.pairs[index * 2 + 1] === pair[1],
          );
          expect(at).toBeDefined();
          expect(alike[row]).toBe(known.alike[at!]);
          expect(alike[row]).toBeGreaterThanOrEqual(least / 100 - 1e-9);
        }
        // rows that stay are not alike to each other
        for (let at = 0; at < known.alike.length; at++) {
          const [one, other] = [known.pairs[at * 2]!, known.pairs[at * 2 + 1]!];
          if (keeperOf[one] === one && keeperOf[other] === other) expect(known.alike[at]).toBeLessThan(least / 100);
        }
      }),
    );
  });

  it('lose as many rows at each threshold as are counted for all thresholds at once', () => {
    const firsts = fc.array(fc.nat(COUNT - 1), { minLength: COUNT, maxLength: COUNT });
    fc.assert(
      fc.property(near, firsts, (known, drawn) => {
        // A first row is its own first, and only first rows are in pairs.
        const inPairs = new Set(known.pairs);
        const firstOf = known.firstOf.map((row) => {
          const first = drawn[row] ?? row;
          return first < row && !inPairs.has(row) && drawn[first] === first ? first : row;
        });
        const all = { ...known, firstOf };
        const levels = [0.6, 0.75, 0.9, 1];
        const lost = levels.map((least) => {
          const { keeperOf } = groupNear(all, least, keepOrder(COUNT, 'first', []));
          return keeperOf.filter((keeper, row) => keeper !== row).length;
        });
        expect(removableAt(all, levels)).toEqual(lost);
      }),
    );
  });

  it('keep a row each however they are reviewed', () => {
    const some = fc.uniqueArray(fc.nat(COUNT - 1));
    fc.assert(
      fc.property(near, some, some, fc.option(some, { nil: null }), (known, preferred, spared, only) => {
        const groups = groupNear(known, 0.6, keepOrder(COUNT, 'first', []));
        const review = {
          prefers: (row: number) => preferred.includes(row),
          spares: (row: number) => spared.includes(row),
          settles: (keeper: number) => only?.includes(keeper) ?? true,
        };
        const plan = planGroups(groups, review, 'near');
        checkPlan(plan, COUNT);
        const gone = new Set(plan.drop?.rows);
        for (const rows of listGroups(groups).values()) expect(rows.some((row) => !gone.has(row))).toBe(true);
        for (const row of spared) expect(gone.has(row)).toBe(false);
        for (const row of gone) if (only) expect(only).toContain(groups.keeperOf[row]);
      }),
    );
  });

  it('keep the longest answer, the first of equal ones', () => {
    expect([...keepOrder(4, 'longest', [1, 9, 9, 3])]).toEqual([1, 2, 3, 0]);
    expect([...keepOrder(3, 'last', [])]).toEqual([2, 1, 0]);
  });

  it('are contradictions only where answers differ', () => {
    const groups = groupNear(
      { firstOf: Uint32Array.of(0, 0, 2, 2), pairs: new Uint32Array(0), alike: new Float64Array(0) },
      1,
      keepOrder(4, 'first', []),
    );
    const keys = Uint32Array.from([1, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0, 3, 0, 0, 0]);
    const found = keepContradictions(groups, keys);
    expect([...listGroups(found)]).toEqual([[0, [0, 1]]]);
    expect([...(planGroups(found, UNREVIEWED, 'x').drop?.rows ?? [])]).toEqual([1]);
  });
});
