import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  checkPlan,
  countMarked,
  countMoved,
  dropsByReason,
  firstsOf,
  keptPositions,
  type Plan,
} from '../../../src/core/recipe/plan.ts';
import { planOver } from '../../support/plan-arbitraries.ts';

const of = (...numbers: number[]): Uint32Array => Uint32Array.from(numbers);
const mark = (rows: Uint32Array, ...values: number[]): Plan => {
  return { marks: [{ name: 'tone', dictionary: ['warm'], rows, values: Uint16Array.from(values) }] };
};

const join = (rows: Uint32Array, ...sizes: number[]): Plan => ({ join: { rows, sizes: of(...sizes) } });

describe('checkPlan', () => {
  it('takes every plan that is one', () => {
    const counted = fc.nat(20).chain((count) => fc.tuple(fc.constant(count), planOver(count)));
    fc.assert(
      fc.property(counted, ([count, plan]) => {
        checkPlan(plan, count);
        const kept = keptPositions(plan, count);
        const { rows = of(), sizes = of() } = plan.join ?? {};
        const firsts = [...firstsOf({ rows, sizes })];
        const gone = [...(plan.drop?.rows ?? []), ...[...rows].filter((row) => !firsts.includes(row))];
        expect([...kept, ...gone].sort((a, b) => a - b)).toEqual(Array.from({ length: count }, (_, row) => row));
      }),
    );
  });

  it.each<[string, Plan]>([
    ['drop.rows has 4', { drop: { rows: of(4), reasons: ['x'] } }],
    ['not ascending at 1', { drop: { rows: of(2, 1), reasons: ['x'] } }],
    ['not ascending at 1', { drop: { rows: of(1, 1), reasons: ['x'] } }],
    ['drop.reasonOf has 0', { drop: { rows: of(1), reasons: [] } }],
    ['drop.reasonOf has 1', { drop: { rows: of(1), reasons: ['x'], reasonOf: Uint8Array.of(1) } }],
    ['drop.reasonOf has 2 numbers', { drop: { rows: of(1), reasons: ['x'], reasonOf: Uint8Array.of(0, 0) } }],
    ['keptInstead has 1 numbers instead of 0', { keptInstead: of(1) }],
    ['keptInstead names 1', { drop: { rows: of(0, 1), reasons: ['x'] }, keptInstead: of(1, 2) }],
    ['order has 3 numbers instead of 4', { order: of(0, 1, 2) }],
    ['order names 2 twice', { order: of(0, 1, 2, 2) }],
    ['order names 0, which is dropped', { drop: { rows: of(0), reasons: ['x'] }, order: of(0, 1, 2) }],
    ['mark tone has 9', mark(of(9), 1)],
    ['mark tone is not ascending', mark(of(3, 1), 1, 1)],
    ['mark tone has 1 numbers instead of 2', mark(of(1, 3), 1)],
    ['mark tone has 2, which', mark(of(1), 2)],
    ['mark tone names 3', { ...mark(of(3), 1), drop: { rows: of(3), reasons: ['x'] } }],
    ['joined and put in order at once', { join: { rows: of(), sizes: of() }, order: of(0, 1, 2, 3) }],
    ['join.rows names 1, which is dropped', { ...join(of(1), 1), drop: { rows: of(1), reasons: ['x'] } }],
    ['join.rows has 2 numbers instead of 3', join(of(1, 2), 3)],
    ['join.rows is not ascending', join(of(0, 2, 1), 3)],
    ['join has a group without rows', join(of(1), 1, 0)],
    ['join has the group at 0 behind a later one', join(of(1, 0), 1, 1)],
    ['join names 2 twice', join(of(1, 2, 2), 2, 1)],
    ['mark tone names 2', { ...mark(of(2), 1), ...join(of(1, 2), 2) }],
    ['groups has 2 numbers', { groups: of(1, 1) }],
  ])('says what is wrong: %s', (words, plan) => {
    expect(() => {
      checkPlan(plan, 4);
    }).toThrow(words);
  });
});

describe('what a plan comes to', () => {
  it('counts rows that change places among those that are left', () => {
    expect(countMoved({ drop: { rows: of(0), reasons: ['x'] } }, 4)).toBe(0);
    expect(countMoved({ drop: { rows: of(0), reasons: ['x'] }, order: of(1, 2, 3) }, 4)).toBe(0);
    expect(countMoved({ drop: { rows: of(0), reasons: ['x'] }, order: of(1, 3, 2) }, 4)).toBe(2);
  });

  it('counts a row once, however many marks it gets', () => {
    const [one] = mark(of(0, 2), 1, 0).marks ?? [];
    expect(countMarked({ marks: [one!, { ...one!, name: 'other', rows: of(2, 3) }] })).toBe(3);
    expect(countMarked({})).toBe(0);
  });

  it('tells drops apart by their reason, each with the row that is kept instead', () => {
    const drop = { rows: of(1, 2, 4), reasons: ['near', 'none', 'same'], reasonOf: Uint8Array.of(2, 0, 2) };
    expect(dropsByReason({ drop, keptInstead: of(0, 0, 3) })).toEqual([
      { reason: 'near', rows: of(2), keptInstead: of(0) },
      { reason: 'same', rows: of(1, 4), keptInstead: of(0, 3) },
    ]);
    expect(dropsByReason({ drop: { rows: of(), reasons: ['same'] } })).toEqual([]);
  });
});
