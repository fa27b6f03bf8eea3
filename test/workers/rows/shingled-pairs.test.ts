import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jaccard } from '../../../src/core/duplicates/near/shingle-hashes.ts';
import { compareShingled, cutRounds, type ShingleTask } from '../../../workers/rows/shingled-pairs.ts';

const COUNT = 30;
/** The shingles of rows, ascending. */
const sets = fc.array(
  fc.uniqueArray(fc.nat(12), { maxLength: 9 }).map((set) => Float64Array.from(set).sort()),
  { minLength: COUNT, maxLength: COUNT },
);
const pairs = fc
  .array(fc.tuple(fc.nat(COUNT - 1), fc.nat(COUNT - 1)), { maxLength: 80 })
  .map((all) => Uint32Array.from(all.filter(([one, other]) => one !== other).flat()));

describe('pairs that are compared by their shingles', () => {
  it('are each in one round, with both rows, and no round needs more memory than it may', () => {
    fc.assert(
      fc.property(sets, pairs, fc.integer({ min: 0, max: 60 }), (all, some, most) => {
        const sizeOf = (row: number): number => all[row]!.length;
        const rounds = cutRounds({ pairs: some, count: COUNT, sizeOf }, most);
        const places = rounds.flatMap((round) => [...round.places]);
        expect(places.sort((a, b) => a - b)).toEqual([...some.keys()].slice(0, some.length / 2));
        for (const round of rounds) {
          const needed = [...round.places].flatMap((place) => [some[place * 2]!, some[place * 2 + 1]!]);
          expect([...round.rows]).toEqual([...new Set(needed)].sort((a, b) => a - b));
          const room = round.rows.reduce((sum, row) => sum + sizeOf(row), 0);
          expect(round.places.length === 1 || room <= most).toBe(true);
        }
      }),
    );
  });

  it('are as alike as their shingles, and rows are announced before they are read', async () => {
    await fc.assert(
      fc.asyncProperty(sets, pairs, async (all, some) => {
        let [expected, read] = [0, 0];
        const found = await compareShingled(
          { pairs: some, count: COUNT, sizeOf: (row) => all[row]!.length },
          {
            expect: (rows) => (expected = rows),
            run: (tasks, onPart) => {
              for (const [at, task] of [...tasks.entries()].reverse()) onPart(partOf(task, all), at);
              read += tasks.reduce((sum, { rows }) => sum + rows.length, 0);
              return Promise.resolve();
            },
          },
        );
        expect(read).toBe(expected);
        expect([...found]).toEqual(
          [...found.keys()].map((place) => jaccard(all[some[place * 2]!]!, all[some[place * 2 + 1]!]!)),
        );
      }),
    );
  });
});

function partOf({ rows, room }: ShingleTask, all: readonly Float64Array[]) {
  const some = [...rows].map((row) => [...all[row]!]);
  const shingles = Float64Array.from(some.flat());
  expect(shingles.length).toBe(room);
  let end = 0;
  return { shingles, ends: Uint32Array.from(some, (set) => (end += set.length)) };
}
