import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compactJson, keepSpelling } from '../../../src/core/row/keep-spelling.ts';
import { indentJson } from '../../../src/ui/text/indent-json.ts';

const ROW = '{ "a": 1.0, "b" :[1e5, {"c":"x y"} ], "a": 12345678901234567890}';

describe('a row that is edited as laid-out JSON', () => {
  it('stays as it is where nothing is changed', () => {
    expect(keepSpelling(ROW, indentJson(ROW))).toBe(ROW);
  });

  it('changes one value and no other byte', () => {
    expect(keepSpelling(ROW, indentJson(ROW).replace('x y', 'z'))).toBe(ROW.replace('x y', 'z'));
    expect(keepSpelling(ROW, indentJson(ROW).replace('1.0', '1.00'))).toBe(ROW.replace('1.0', '1.00'));
    expect(keepSpelling(ROW, indentJson(ROW).replace('67890', '67891'))).toBe(ROW.replace('67890', '67891'));
  });

  it('adds and removes members and items', () => {
    expect(keepSpelling('{"a": 1.0}', '{\n"a": 1.0,\n"b": [ 2, 3 ]\n}')).toBe('{"a": 1.0,"b":[2,3]}');
    expect(keepSpelling('[1.0, 2.0, 3.0]', '[1.0, 3.0]')).toBe('[1.0, 3.0]');
    expect(keepSpelling('{"a": 1.0, "b": 2}', '{"b": 2}')).toBe('{"b": 2}');
  });

  it('says exactly what was typed, in every spelling of any row', () => {
    const json = fc.json({ maxDepth: 4 });
    fc.assert(
      fc.property(json, json, (before, typed) => {
        expect(compactJson(keepSpelling(before, indentJson(typed)))).toBe(compactJson(typed));
        expect(keepSpelling(before, indentJson(before))).toBe(before);
      }),
    );
  });
});
