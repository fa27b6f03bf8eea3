import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { equalJson } from '../../../src/core/conversion/equal-json.ts';
import { editsBetween } from '../../../src/core/conversion/value-edits.ts';
import type { Json } from '../../../src/core/json.ts';
import { Row } from '../../../src/core/row/row.ts';

// fast-check's type of a JSON value names no interface of ours.
const json = fc
  .jsonValue({ maxDepth: 3, noUnicodeString: false })
  .map((value) => JSON.parse(JSON.stringify(value)) as Json);

describe('edits between two values', () => {
  it('make one of the other', () => {
    fc.assert(
      fc.property(json, json, (before, after) => {
        const row = new Row(JSON.stringify(before)).edit(editsBetween(before, after));
        expect(row.value).toEqual(after);
        expect(equalJson(row.value, after)).toBe(true);
      }),
    );
  });

  it('leave what is equal as it is spelled', () => {
    const row = new Row('{"a": 1.0, "b": [ {"c":"\\u0041"}, 2 ], "d": null}');
    const after = { a: 1, b: [{ c: 'B' }, 2], e: true };
    expect(row.edit(editsBetween(row.value, after)).text).toBe('{"a": 1.0, "b": [ {"c":"B"}, 2 ],"e":true}');
  });

  it('are none between equal values', () => {
    fc.assert(
      fc.property(json, (value) => {
        expect(editsBetween(value, JSON.parse(JSON.stringify(value)) as Json)).toHaveLength(0);
      }),
    );
    expect(equalJson([1], { 0: 1 })).toBe(false);
    expect(equalJson({ a: 1 }, { b: 1 })).toBe(false);
  });
});
