import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { holdOut, type HoldOutSettings, wantedValidation } from '../../../src/core/split/hold-out.ts';
import type { HoldOutRows } from '../../../src/core/split/held-rows.ts';
import { processorTime } from '../../support/processor-time.ts';

interface Drawn {
  readonly rows: HoldOutRows;
  readonly settings: HoldOutSettings;
}

/** Few different keys and origins, so that rows often share them. */
const drawn: fc.Arbitrary<Drawn> = fc
  .record({
    rows: fc.array(fc.record({ key: fc.nat(40), origin: fc.nat(60), label: fc.nat(3), out: fc.nat(9) }), {
      maxLength: 120,
    }),
    hasLabels: fc.boolean(),
    seed: fc.nat(0xffffffff),
    by: fc.constantFrom('share' as const, 'count' as const),
    amount: fc.nat(100),
  })
  .map(({ rows, hasLabels, ...settings }) => ({
    rows: {
      keys: Uint32Array.from(rows.flatMap(({ key }) => [key * 7, key])),
      origins: Uint32Array.from(rows, ({ origin }) => origin),
      labels: hasLabels ? Uint16Array.from(rows, ({ label }) => label) : null,
      excluded: Uint8Array.from(rows, ({ out }) => (out === 0 ? 1 : 0)),
    },
    settings,
  }));

/** Every row by itself: a key and an origin of its own. */
function singles(count: number, labels: Uint16Array | null = null): HoldOutRows {
  const keys = Uint32Array.from({ length: count * 2 }, (_, index) => Math.imul(index >> 1, 2654435761) + (index & 1));
  return { keys, origins: Uint32Array.from({ length: count }, (_, row) => row), labels, excluded: null };
}

function countOf(sides: Uint8Array, side: number): number {
  return sides.reduce((count, each) => count + (each === side ? 1 : 0), 0);
}

/** The groups of rows that must stay together, found the slow way. */
function groupsOf({ keys, origins, excluded }: HoldOutRows): number[][] {
  const group = Array.from(origins, (_, row) => row);
  const isIn = (row: number): boolean => excluded?.[row] !== 1;
  for (let changed = true; changed;) {
    changed = false;
    for (let a = 0; a < group.length; a++) {
      for (let b = 0; b < group.length; b++) {
        const same = origins[a] === origins[b] || (keys[2 * a] === keys[2 * b] && keys[2 * a + 1] === keys[2 * b + 1]);
        if (!isIn(a) || !isIn(b) || !same || group[a] === group[b]) continue;
        group[a] = group[b] = Math.min(group[a]!, group[b]!);
        changed = true;
      }
    }
  }
  const rowsOf = (root: number): number[] => [...group.keys()].filter((row) => isIn(row) && group[row] === root);
  return [...new Set(group)].map(rowsOf).filter(({ length }) => length > 0);
}

describe('any rows', () => {
  it('never puts a group on two sides, and leaves out what is left out', () => {
    fc.assert(
      fc.property(drawn, ({ rows, settings }) => {
        const sides = holdOut(rows, settings);
        for (const group of groupsOf(rows)) expect(new Set(group.map((row) => sides[row])).size).toBe(1);
        for (const [row, side] of sides.entries()) expect(side === 0).toBe(rows.excluded?.[row] === 1);
      }),
    );
  });

  it('comes as near to the number as one group more or less', () => {
    fc.assert(
      fc.property(drawn, ({ rows, settings }) => {
        const sides = holdOut(rows, settings);
        const groups = groupsOf(rows);
        const all = groups.flat().length;
        const asked = settings.by === 'share' ? Math.round((all * settings.amount) / 100) : settings.amount;
        const wanted = Math.max(0, Math.min(asked, all - 1));
        const held = countOf(sides, 2);
        const largest = Math.max(0, ...groups.map(({ length }) => length));
        expect(Math.abs(held - wanted)).toBeLessThan(Math.max(largest, 1));
        if (all > 0) expect(countOf(sides, 1)).toBeGreaterThan(0);
      }),
    );
  });

  it('answers the same twice', () => {
    fc.assert(
      fc.property(drawn, ({ rows, settings }) => {
        expect(holdOut(rows, settings)).toEqual(holdOut(rows, settings));
      }),
    );
  });

  it('gives each label its part, to one row, where rows stand alone', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(4), { minLength: 2, maxLength: 300 }),
        fc.integer({ min: 1, max: 99 }),
        fc.nat(),
        (labels, amount, seed) => {
          const sides = holdOut(singles(labels.length, Uint16Array.from(labels)), { seed, by: 'share', amount });
          for (const label of new Set(labels)) {
            const own = labels.flatMap((each, row) => (each === label ? [sides[row]] : []));
            const held = own.filter((side) => side === 2).length;
            const part = (own.length * countOf(sides, 2)) / labels.length;
            expect(Math.abs(held - part)).toBeLessThan(1 + 1e-9);
          }
          expect(countOf(sides, 2)).toBe(Math.min(Math.round((labels.length * amount) / 100), labels.length - 1));
        },
      ),
    );
  });
});

it('has known sides for known rows, on any machine', () => {
  const sides = holdOut(singles(40), { seed: 7, by: 'count', amount: 8 });
  expect(sides.join('')).toMatchInlineSnapshot(`"1112112111112112111111111111121121112121"`);
  expect(countOf(sides, 2)).toBe(8);
});

it('overshoots by a group where that comes nearer, but never takes all', () => {
  const inGroups = (sizes: readonly number[]): HoldOutRows => {
    const origins = Uint32Array.from(sizes.flatMap((size, group) => Array.from({ length: size }, () => group)));
    return { ...singles(origins.length), origins };
  };
  const heldOf = (sizes: readonly number[], amount: number): number =>
    countOf(holdOut(inGroups(sizes), { seed: 1, by: 'count', amount }), 2);
  expect(heldOf([10, 10, 10], 9)).toBe(10);
  expect(heldOf([10, 10, 10], 4)).toBe(0);
  expect(heldOf([10, 10, 10], 16)).toBe(20);
  expect(heldOf([10], 9)).toBe(0);
  expect(heldOf([10, 10], 19)).toBe(10);
});

it('takes other rows with another seed', () => {
  const [one, other] = [1, 2].map((seed) => holdOut(singles(1000), { seed, by: 'share', amount: 10 }));
  const both = one!.reduce((count, side, row) => count + (side === 2 && other![row] === 2 ? 1 : 0), 0);
  // by chance 10 of 100
  expect(both).toBeLessThan(30);
});

it('leaves rows where they are when others come', () => {
  const before = holdOut(singles(1000), { seed: 3, by: 'share', amount: 20 });
  const after = holdOut(singles(1100), { seed: 3, by: 'share', amount: 20 });
  const moved = before.reduce((count, side, row) => count + (side === after[row] ? 0 : 1), 0);
  // 200 of 1000 become 220 of 1100: of the old rows about 20 make place for new ones
  expect(moved).toBeLessThan(25);
});

it('says how many rows are to be held out, never all', () => {
  expect(wantedValidation(1000, { by: 'share', amount: 12.5 })).toBe(125);
  expect(wantedValidation(10, { by: 'count', amount: 10 })).toBe(9);
  expect(wantedValidation(0, { by: 'share', amount: 50 })).toBe(0);
  expect(wantedValidation(10, { by: 'count', amount: -3 })).toBe(0);
});

it('keeps the last rows for training, and nothing apart from nothing', () => {
  expect([...holdOut(singles(2), { seed: 1, by: 'share', amount: 100 })].sort()).toEqual([1, 2]);
  expect([...holdOut(singles(1), { seed: 1, by: 'count', amount: 5 })]).toEqual([1]);
  expect([...holdOut(singles(0), { seed: 1, by: 'share', amount: 10 })]).toEqual([]);
  expect([...holdOut(singles(3), { seed: 1, by: 'share', amount: 0 })]).toEqual([1, 1, 1]);
});

it('takes a million rows in two seconds', () => {
  const labels = Uint16Array.from({ length: 1_000_000 }, (_, row) => row % 5);
  const rows = singles(1_000_000, labels);
  let sides: Uint8Array = new Uint8Array();
  const took = processorTime(() => {
    sides = holdOut(rows, { seed: 5, by: 'share', amount: 10 });
  });
  expect(took).toBeLessThan(2000);
  expect(countOf(sides, 2)).toBe(100_000);
});
