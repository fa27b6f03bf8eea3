import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  countRows,
  cutTasks,
  joinIds,
  SegmentBuilder,
  type SegmentDraft,
  toSlice,
} from '../../../src/core/version/segments.ts';
import { SEGMENT_ROWS } from '../../../src/core/version/version.ts';

const run = fc.record({ first: fc.nat(1e6), count: fc.integer({ min: 0, max: 140_000 }) });
const ids = fc
  .array(fc.record({ first: fc.nat(1e6), count: fc.integer({ min: 1, max: 3_000 }) }), { maxLength: 20 })
  .map((runs) => joinIds(runs.map(range)));

function range({ first, count }: { readonly first: number; readonly count: number }): Uint32Array {
  return Uint32Array.from({ length: count }, (_, index) => first + index);
}

/** What a segment holds; stored segments are looked up by their name. */
function idsOf(segment: SegmentDraft, stored: ReadonlyMap<string, Uint32Array> = new Map()): Uint32Array {
  if ('ids' in segment) return segment.ids;
  return 'segment' in segment ? stored.get(segment.segment)! : range(segment);
}

/** `toEqual` takes seconds on arrays as long as these. */
function expectSame(found: Uint32Array, wanted: Uint32Array): void {
  expect(found.length).toBe(wanted.length);
  expect(found.findIndex((id, index) => id !== wanted[index])).toBe(-1);
}

describe('SegmentBuilder', () => {
  it('keeps every id in order, whatever is added or shared, in segments within the limit', () => {
    const call = fc.oneof(
      fc.record({ add: ids }),
      fc.record({ share: run }),
      fc.record({ stored: fc.uniqueArray(fc.nat(1e6), { minLength: 1, maxLength: 50 }) }),
    );
    fc.assert(
      fc.property(fc.array(call, { maxLength: 12 }), (calls) => {
        const stored = new Map<string, Uint32Array>();
        const builder = new SegmentBuilder();
        const wanted = calls.map((entry, index) => {
          if ('add' in entry) {
            builder.add(entry.add);
            return entry.add;
          }
          if ('share' in entry) {
            builder.share(entry.share);
            return range(entry.share);
          }
          const segment = Uint32Array.from(entry.stored);
          stored.set(String(index), segment);
          builder.share({ segment: String(index), count: segment.length });
          return segment;
        });
        const segments = builder.finish();
        for (const segment of segments) {
          expect(segment.count).toBeGreaterThan(0);
          expect(segment.count).toBeLessThanOrEqual(SEGMENT_ROWS);
          expect(idsOf(segment, stored).length).toBe(segment.count);
        }
        expectSame(joinIds(segments.map((segment) => idsOf(segment, stored))), joinIds(wanted));
      }),
      { numRuns: 60 },
    );
  });

  it('shares segments as they are', () => {
    const builder = new SegmentBuilder();
    const segment = { segment: 'p', count: 7 };
    const run = { first: 5, count: 9 };
    builder.share(segment);
    builder.share(run);
    expect(builder.finish()).toEqual([segment, run]);
    expect(builder.finish()[0]).toBe(segment);
  });

  it('keeps long runs of neighbours as runs, and joins short ones into one segment', () => {
    const builder = new SegmentBuilder();
    builder.add(joinIds([range({ first: 0, count: 1_023 }), range({ first: 5_000, count: 1_024 })]));
    builder.add(Uint32Array.of(1, 3));
    builder.add(Uint32Array.of(5));
    const segments = builder.finish();
    expect(segments.map((segment) => ('first' in segment ? ['run', segment.count] : ['ids', segment.count]))).toEqual([
      ['ids', 1_023],
      ['run', 1_024],
      ['ids', 3],
    ]);
  });

  it('leaves no trail of tiny segments where a filter keeps a row here and there', () => {
    const builder = new SegmentBuilder();
    for (let task = 0; task < 1_000; task++) builder.add(Uint32Array.of(task * 5_000, task * 5_000 + 9));
    expect(builder.finish().length).toBeLessThanOrEqual(1);
  });

  it('cuts what is longer than a segment', () => {
    const builder = new SegmentBuilder();
    builder.share({ first: 0, count: 2 * SEGMENT_ROWS + 1 });
    builder.add(Uint32Array.from({ length: SEGMENT_ROWS + 1 }, (_, index) => index * 2));
    expect(builder.finish().map(({ count }) => count)).toEqual([SEGMENT_ROWS, SEGMENT_ROWS, 1, SEGMENT_ROWS, 1]);
  });
});

describe('cutTasks', () => {
  it('keeps all segments whole and in order, with no more rows a task than asked where segments allow it', () => {
    fc.assert(
      fc.property(fc.array(run), fc.integer({ min: 1, max: 300_000 }), (segments, rows) => {
        const tasks = cutTasks(segments, rows);
        expect(tasks.flat()).toEqual(segments);
        for (const task of tasks) {
          expect(task.length).toBeGreaterThan(0);
          if (task.length > 1) expect(countRows(task)).toBeLessThanOrEqual(rows);
        }
      }),
    );
  });

  it('makes no task of nothing', () => {
    expect(cutTasks([], 10)).toEqual([]);
  });
});

describe('toSlice', () => {
  it('takes a segment whole and leaves a part of one as it is', () => {
    expect(toSlice({ segment: 'p', count: 9 })).toEqual({ segment: 'p', from: 0, count: 9 });
    expect(toSlice({ segment: 'p', from: 3, count: 2 })).toEqual({ segment: 'p', from: 3, count: 2 });
    expect(toSlice({ first: 4, count: 2 })).toEqual({ first: 4, count: 2 });
  });
});
