import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countPlan, type ReadIds, SurveyedList, type TaskRows } from '../../../src/core/recipe/apply-plan.ts';
import { firstsOf, keptPositions, type Plan } from '../../../src/core/recipe/plan.ts';
import { emptyTally } from '../../../src/core/recipe/tally.ts';
import { Row } from '../../../src/core/row/row.ts';
import { idsOfRun, type SegmentDraft } from '../../../src/core/version/segments.ts';
import { planOver } from '../../support/plan-arbitraries.ts';

const readIds: ReadIds = (segments) => Promise.resolve(Uint32Array.from(segments.flatMap(idsOf)));

function idsOf(segment: SegmentDraft): number[] {
  if ('ids' in segment) return [...segment.ids];
  if ('first' in segment) return [...idsOfRun(segment.first, segment.count)];
  throw new Error('nothing is stored here');
}

/** Tasks over row ids 100, 101 …: some unchanged, as segments, others as ids. */
const tasks = fc.array(fc.tuple(fc.nat(4), fc.boolean()), { maxLength: 6 }).map((sizes) => {
  let first = 100;
  return sizes.map(([kept, isSame]): TaskRows => {
    const ids = idsOfRun(first, kept);
    first += kept;
    return isSame ? { segments: [{ ids, count: kept }], ids: new Uint32Array(0), kept } : { segments: null, ids, kept };
  });
});
const planned = tasks.chain((list) => {
  return fc.tuple(fc.constant(list), planOver(list.reduce((sum, { kept }) => sum + kept, 0)));
});

describe('SurveyedList', () => {
  it('makes the list that the plan’s positions stand for, wherever the tasks are cut', async () => {
    await fc.assert(
      fc.asyncProperty(planned, async ([list, plan]) => {
        const surveyed = new SurveyedList(list, readIds);
        const wanted = [...keptPositions(plan, surveyed.count)].map((position) => 100 + position);
        expect([...(await surveyed.idsAt(keptPositions(plan, surveyed.count)))]).toEqual(wanted);
        if (plan.join) {
          const firsts = [...firstsOf(plan.join)];
          const joined = await surveyed.withJoined(
            plan,
            plan.join.sizes.map((_, group) => 500 + group),
          );
          const replaced = wanted.map((id) => (firsts.includes(id - 100) ? 500 + firsts.indexOf(id - 100) : id));
          expect(joined.flatMap(idsOf)).toEqual(replaced);
          return;
        }
        const left = await surveyed.without(plan.drop?.rows ?? new Uint32Array(0));
        expect(left.flatMap(idsOf)).toEqual(wanted.sort((a, b) => a - b));
      }),
    );
  });

  it('shares the segments of tasks that a plan leaves alone, and reads only those of others', async () => {
    const segments = [0, 1, 2].map((task): SegmentDraft => ({ first: task * 5_000, count: 5_000 }));
    const read: SegmentDraft[] = [];
    const surveyed = new SurveyedList(
      segments.map((segment) => ({ segments: [segment], ids: new Uint32Array(0), kept: 5_000 })),
      (wanted) => {
        read.push(...wanted);
        return readIds(wanted);
      },
    );
    const after = await surveyed.without(Uint32Array.of(5_000, 9_999));
    expect(read).toEqual([segments[1]]);
    expect(after).toEqual([segments[0], { first: 5_001, count: 4_998 }, segments[2]]);
  });
});

describe('countPlan', () => {
  it('counts drops, marks and moves, and reads the rows of three examples', async () => {
    const plan: Plan = {
      drop: { rows: Uint32Array.of(0, 4), reasons: ['same'] },
      order: Uint32Array.of(3, 1, 2),
      marks: [
        {
          name: 'tone',
          dictionary: ['warm'],
          rows: Uint32Array.of(1, 2, 3),
          values: Uint16Array.of(1, 0, 1),
        },
      ],
    };
    const read: number[] = [];
    const tally = emptyTally();
    const textAt = (position: number): string => {
      read.push(position);
      return `row ${position}`;
    };
    await countPlan(tally, plan, 5, { textAt });
    expect(tally).toEqual({
      ...{ changed: 0, added: 0, joined: 0, marked: 3, moved: 3, dropped: { same: 2 } },
      examples: [
        { before: 'row 0', after: null, reason: 'same' },
        { before: 'row 4', after: null, reason: 'same' },
        { before: 'row 1', after: 'row 1', mark: 'tone: warm' },
      ],
    });
    expect(read).toEqual([0, 4, 1]);
  });

  it('counts rows that become one, and shows what they become', async () => {
    const plan: Plan = { join: { rows: Uint32Array.of(0, 2, 1, 3, 4), sizes: Uint32Array.of(2, 3) } };
    const tally = emptyTally();
    const join = (rows: readonly Row[]): Row => new Row(rows.map(({ text }) => text).join('+'));
    await countPlan(tally, plan, 6, { textAt: (position) => `row ${position}`, join });
    expect(tally).toMatchObject({
      ...{ changed: 2, joined: 3 },
      examples: [
        { before: 'row 0', after: 'row 0+row 2' },
        { before: 'row 1', after: 'row 1+row 3+row 4' },
      ],
    });
    await expect(countPlan(emptyTally(), plan, 6, { textAt: () => '' })).rejects.toThrow('does not say how');
  });
});
