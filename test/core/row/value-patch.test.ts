import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '../../../src/core/json.ts';
import { applyEdits } from '../../../src/core/row/edit.ts';
import { patchBetween } from '../../../src/core/row/value-patch.ts';

function patched(text: string, after: Json): string {
  // What a test writes down is JSON.
  return applyEdits(text, patchBetween(JSON.parse(text) as Json, after));
}

describe('a patch', () => {
  it('adds an item to a list and leaves the others as they are spelled', () => {
    expect(patched('{"a": [1.0, 2.50 ]}', { a: [1, 2.5, 3] })).toBe('{"a": [1.0, 2.50, 3 ]}');
  });

  it('removes and moves items with their spelling', () => {
    expect(patched('[ {"x": 1.0}, {"x": 2.0}, {"x": 3.0} ]', [{ x: 3 }, { x: 1 }])).toBe('[ {"x": 3.0}, {"x": 1.0} ]');
  });

  it('patches within an item that moves', () => {
    expect(patched('[{"r":"u","n":1.0},{"r":"m","n":2.0}]', [{ r: 'new' }, { r: 'u', n: 1 }, { r: 'mm', n: 2 }])).toBe(
      '[{"r":"new"},{"r":"u","n":1.0},{"r":"mm","n":2.0}]',
    );
  });

  it('fills an empty list and empties a full one', () => {
    expect(patched('{"a":[]}', { a: [1, 2] })).toBe('{"a":[1,2]}');
    expect(patched('{"a": [ 1, 2 ]}', { a: [] })).toBe('{"a": []}');
  });

  it('patches a text that is JSON itself', () => {
    const text = JSON.stringify({ cell: '[{"n": 1.0}, {"n": 2.0}]' });
    expect(JSON.parse(patched(text, { cell: '[{"n":1},{"n":2},{"n":3}]' }))).toEqual({
      cell: '[{"n": 1.0}, {"n": 2.0}, {"n":3}]',
    });
  });

  it('makes any value of any other', () => {
    const value = fc.jsonValue({ maxDepth: 4 }).map((each) => JSON.parse(JSON.stringify(each)) as Json);
    fc.assert(
      fc.property(value, value, (before, after) => {
        expect(JSON.parse(patched(JSON.stringify(before), after))).toEqual(after);
      }),
    );
  });
});
