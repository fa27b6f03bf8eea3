import '../../support/fake-browser.ts';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Phase } from '../../../src/core/recipe/phases.ts';
import type { Plan } from '../../../src/core/recipe/plan.ts';
import { runPhases } from '../../../src/core/recipe/run-recipe.ts';
import { emptyTally } from '../../../src/core/recipe/tally.ts';
import { Row } from '../../../src/core/row/row.ts';
import { readDropped } from '../../../src/store/rows/drops.ts';
import { applyPhases } from '../../support/apply-phases.ts';
import { planOver } from '../../support/plan-arbitraries.ts';
import { readMark } from '../../../src/store/versions/mark-segments.ts';
import { loadVersion } from '../../../src/store/versions/versions.ts';
import { emptyDatabase, importRows, readRows, readTexts } from '../../support/stored.ts';

const ROWS = Array.from({ length: 12 }, (_, row) => `{"a":"row ${row}"}`);

beforeEach(emptyDatabase);

/** The value of each row, in list order. */
async function marksOf(versionId: string, name: string): Promise<(string | null)[]> {
  const found = (await loadVersion(versionId)).marks.find((each) => each.name === name);
  const codeOf = await readMark({ segments: found?.segments ?? [] });
  return (await readRows(versionId)).map(({ origin }) => found?.dictionary[codeOf(origin) - 1] ?? null);
}

/** A step that plans, then one that changes rows and doubles some, then another that plans. */
function phasesOf(first: Plan, second: (count: number) => Plan): Phase[] {
  const plan = (index: number, decide: (count: number) => Plan): Phase['decide'] => {
    return { index, decide: (_, count) => decide(count), compares: {}, join };
  };
  const join = (rows: readonly Row[]): Row => new Row(`[${rows.map(({ text }) => text).join(', ')}]`);
  const double = (row: Row): Row | readonly Row[] => {
    if (row.text.includes('3')) return [row, new Row(row.text.replace('row', 'twin of row'))];
    return row.text.includes('5') ? new Row(row.text.replace('5', 'five')) : row;
  };
  return [
    { applies: [], survey: null, decide: plan(0, () => first) },
    { applies: [{ index: 1, apply: double }], survey: null, decide: plan(2, second) },
  ];
}

describe('a plan that workers carry out', () => {
  it('does what it does in memory, however the rows are cut into tasks and blocks', async () => {
    const plans = fc.tuple(planOver(ROWS.length), fc.gen());
    await fc.assert(
      fc.asyncProperty(
        plans,
        fc.integer({ min: 1, max: 3 }),
        fc.integer({ min: 1, max: 13 }),
        fc.integer({ min: 20, max: 300 }),
        async ([first, gen], workers, taskRows, blockBytes) => {
          await emptyDatabase();
          const drawn = new Map<number, Plan>();
          const second = (count: number): Plan => {
            const plan = drawn.get(count) ?? gen(planOver, count);
            drawn.set(count, plan);
            return plan;
          };
          const phases = phasesOf(first, second);
          const tallies = [emptyTally(), emptyTally(), emptyTally()];
          const wanted = await runPhases(phases, ROWS, tallies);
          const before = await importRows(ROWS, { blockBytes });
          const version = await applyPhases(before, phases, { workers, taskRows });
          expect(await readTexts(version.id)).toEqual(wanted.rows);
          expect(version.log).toMatchObject(tallies);
          for (const name of ['tone', 'split']) {
            expect(await marksOf(version.id, name)).toEqual(wanted.marks[name] ?? wanted.rows.map(() => null));
          }
        },
      ),
      { numRuns: 20 },
    );
  });

  it('keeps each row that it drops, with its reason and the row that is kept instead', async () => {
    const drop = { rows: Uint32Array.of(1, 2, 5), reasons: ['near', 'same'], reasonOf: Uint8Array.of(1, 0, 1) };
    const plan = { drop, keptInstead: Uint32Array.of(0, 0, 11), order: Uint32Array.of(11, 10, 9, 8, 7, 6, 4, 3, 0) };
    const decide = { index: 0, decide: () => Promise.resolve(plan), compares: {} };
    const before = await importRows(ROWS, { blockBytes: 50 });
    const version = await applyPhases(before, [{ applies: [], survey: null, decide }]);
    const textAt = (row: number): string | undefined => ROWS[row];
    expect(await readDropped(version, 0, 0, 10)).toEqual([
      { reason: 'near', text: textAt(2), keptInstead: textAt(0) },
      { reason: 'same', text: textAt(1), keptInstead: textAt(0) },
      { reason: 'same', text: textAt(5), keptInstead: textAt(11) },
    ]);
    expect(version.log[0]).toMatchObject({ rowsIn: 12, rowsOut: 9, dropped: { near: 1, same: 2 }, moved: 8 });
  });

  it('may ask what a comparison says of pairs of rows', async () => {
    const compares = {
      difference: (one: Row, other: Row) => Number(one.text.slice(10, -2)) - Number(other.text.slice(10, -2)),
    };
    const asked: Float64Array[] = [];
    const decide: NonNullable<Phase['decide']> = {
      index: 0,
      compares,
      decide: async (_, count, ask) => {
        asked.push(await ask(Uint32Array.of(11, 2, count - 2, count - 1, 2, 11, 4, 4), 'difference'));
        return {};
      },
    };
    const phases = [{ applies: [], survey: null, decide }];
    await runPhases(phases, ROWS, [emptyTally()]);
    await applyPhases(await importRows(ROWS, { blockBytes: 50 }), phases);
    expect(asked.map((found) => [...found])).toEqual([
      [9, -1, -9, 0],
      [9, -1, -9, 0],
    ]);
  });

  it('fails where it names rows that are not there, and leaves no version', async () => {
    const decide = { index: 0, decide: () => ({ order: Uint32Array.of(12) }), compares: {} };
    const before = await importRows(ROWS);
    await expect(applyPhases(before, [{ applies: [], survey: null, decide }])).rejects.toThrow('plan: order');
  });
});
