import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '../../../src/core/json.ts';
import { Row } from '../../../src/core/row/row.ts';
import { joinKeys, SortKeyBuilder } from '../../../src/core/view/sort-keys.ts';
import { sortRows } from '../../../src/core/view/sort-rows.ts';
import type { Sort } from '../../../src/core/view/view.ts';

const CONTEXT = { columns: ['a'], mapping: { input: 'a', output: null } };
const WORDS = 64;

/** The order of rows by a column, their keys gathered in parts of `size` rows. */
function order(values: readonly (Json | undefined)[], sort: Omit<Sort, 'of'>, size = 3): number[] {
  const parts = [];
  for (let from = 0; from < values.length; from += size) {
    const builder = new SortKeyBuilder({ ...sort, of: 'a' }, WORDS, CONTEXT);
    for (const value of values.slice(from, from + size)) builder.add(new Row(JSON.stringify({ a: value })));
    parts.push(builder.finish());
  }
  return [...sortRows(joinKeys(parts), sort.direction)];
}

const direction = fc.constantFrom('ascending' as const, 'descending' as const);

/** By code point, as Unicode has them, which is not the order of UTF-16 units. */
function byCodePoint(one: string, other: string): number {
  return Buffer.compare(Buffer.from(one), Buffer.from(other));
}

describe('a sort by text', () => {
  it('is by code point, stable, with rows that have none last', () => {
    const text = fc.oneof(
      fc.constantFrom('', ' ', 'same', 'same start, one end', 'same start, other end', '\u{1f600}', '\ufffd', 'é'),
      fc.string({ unit: 'grapheme', maxLength: 20 }),
    );
    // A word among them keeps the column from being one of numbers.
    fc.assert(
      fc.property(fc.array(fc.option(text, { nil: null })), direction, (texts, towards) => {
        const values = ['word', ...texts];
        const found = order(values, { by: 'text', direction: towards });
        const isMissing = (row: number): boolean => (values[row] ?? '').trim() === '';
        const valued = [...values.keys()].filter((row) => !isMissing(row));
        const sign = towards === 'ascending' ? 1 : -1;
        valued.sort((one, other) => sign * byCodePoint(values[one] ?? '', values[other] ?? '') || one - other);
        expect(found).toEqual([...valued, ...[...values.keys()].filter(isMissing)]);
      }),
    );
  });

  it('is by number where every value is one, also one written as text', () => {
    const number = fc.oneof(
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.integer(),
      fc.constantFrom(0, -0, 10, 9),
    );
    fc.assert(
      fc.property(fc.array(fc.option(number, { nil: null })), fc.boolean(), direction, (numbers, asText, towards) => {
        const values = numbers.map((each) => (each === null || !asText ? each : String(each)));
        const valued = [...numbers.keys()].filter((row) => numbers[row] !== null);
        const sign = towards === 'ascending' ? 1 : -1;
        valued.sort((one, other) => sign * ((numbers[one] ?? 0) - (numbers[other] ?? 0)) || one - other);
        const missing = [...numbers.keys()].filter((row) => numbers[row] === null);
        expect(order(values, { by: 'text', direction: towards })).toEqual([...valued, ...missing]);
      }),
    );
  });

  it('is of texts where one value is none', () => {
    expect(order(['10', '9', 'x', '1'], { by: 'text', direction: 'ascending' })).toEqual([3, 0, 1, 2]);
    expect(order(['10', '9', '1'], { by: 'text', direction: 'ascending' })).toEqual([2, 1, 0]);
  });
});

it('is the same for many rows that begin alike, which are counted and not compared', () => {
  const starts = ['Write a story about ', 'Write a poem about ', ''];
  const values = Array.from({ length: 15_000 }, (_, row) => `${starts[row % 3]}${(row * 7_919) % 1_000}`);
  values[5] = 'a word';
  for (const towards of ['ascending', 'descending'] as const) {
    const sign = towards === 'ascending' ? 1 : -1;
    const expected = [...values.keys()].sort(
      (one, other) => sign * byCodePoint(values[one] ?? '', values[other] ?? '') || one - other,
    );
    expect(order(values, { by: 'text', direction: towards }, 4_000)).toEqual(expected);
  }
});

describe('a sort by length', () => {
  it('counts words or characters, and what is missing as none', () => {
    const values = ['one two three', 'longer', undefined, 'a b', 'c d'];
    expect(order(values, { by: 'words', direction: 'descending' })).toEqual([0, 3, 4, 1, 2]);
    expect(order(values, { by: 'characters', direction: 'ascending' })).toEqual([2, 3, 4, 1, 0]);
  });
});
