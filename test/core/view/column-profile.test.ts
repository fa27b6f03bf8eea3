import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '../../../src/core/json.ts';
import { Row } from '../../../src/core/row/row.ts';
import { type ColumnProfile, joinProfiles, ProfileBuilder } from '../../../src/core/view/column-profile.ts';
import { LENGTH_BUCKETS } from '../../../src/core/view/length-buckets.ts';
import { filterTest } from '../../../src/core/view/test-row.ts';

const CONTEXT = { columns: ['a'], mapping: { input: 'a', output: null } };

function rowsOf(values: readonly (Json | undefined)[]): Row[] {
  return values.map((value) => new Row(JSON.stringify({ a: value })));
}

function profile(values: readonly (Json | undefined)[], size = 4): ColumnProfile {
  const parts = [];
  for (let from = 0; from < values.length; from += size) {
    const builder = new ProfileBuilder('a', CONTEXT);
    for (const row of rowsOf(values.slice(from, from + size))) builder.add(row);
    parts.push(builder.finish());
  }
  return joinProfiles('a', parts);
}

const value = fc.oneof(
  fc.constantFrom<Json | undefined>('x', 'y', '', '  ', null, undefined, 3, 'long '.repeat(40)),
  fc.string({ maxLength: 3_000 }),
  fc.integer(),
);

describe('a profile', () => {
  it('is the same however the rows are cut, and its figures are those of its filters', () => {
    fc.assert(
      fc.property(fc.array(value, { maxLength: 40 }), fc.integer({ min: 1, max: 9 }), (values, size) => {
        const found = profile(values, size);
        expect(found).toEqual(profile(values, 1_000));
        const rows = rowsOf(values);
        const count = (filter: Parameters<typeof filterTest>[0]): number =>
          rows.filter(filterTest(filter, CONTEXT)).length;
        expect(found.empty).toBe(count({ on: 'empty', of: 'a' }));
        for (const each of found.values ?? [])
          expect(each.count).toBe(count({ on: 'value', of: 'a', values: [each.value] }));
        expect(found.lengths.length).toBeLessThanOrEqual(LENGTH_BUCKETS);
        const filled = rows.filter(filterTest({ on: 'empty', of: 'a', exclude: true }, CONTEXT));
        for (const { from, to, count: inBar } of found.lengths) {
          const within = filterTest({ on: 'characters', of: 'a', min: from, max: to }, CONTEXT);
          expect(filled.filter(within).length).toBe(inBar);
        }
        expect(found.lengths.reduce((sum, bar) => sum + bar.count, 0)).toBe(filled.length);
      }),
    );
  });

  it('lists up to 30 values, the most frequent first', () => {
    const values = Array.from({ length: 30 }, (_, index) => `v${index}`);
    expect(profile([...values, 'v7']).values?.[0]).toEqual({ value: 'v7', count: 2 });
    expect(profile([...values, 'v7']).values).toHaveLength(30);
    expect(profile([...values, 'one more']).values).toBeNull();
  });

  it('knows a column of numbers, also of numbers as texts', () => {
    expect(profile(['1', '', ' 2.5', '-3'])).toMatchObject({ numeric: true, range: { min: -3, max: 2.5 } });
    expect(profile([1, 2, 'three'])).toMatchObject({ numeric: false, range: null });
    expect(profile(['', null])).toMatchObject({ numeric: false, lengths: [], empty: 2 });
  });
});
