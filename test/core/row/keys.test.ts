import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { columnSources, topLevelKeys } from '../../../src/core/row/keys.ts';
import { spell, spelledObject } from './spelled.ts';

describe('topLevelKeys', () => {
  it('lists the keys in the order of the text, each once', () => {
    expect(topLevelKeys('{"b":1,"10":2,"2":{"x":1},"\\u0062":3,"__proto__":[{"y":1}]}')).toEqual([
      'b',
      '10',
      '2',
      '__proto__',
    ]);
  });

  it('holds what Object.keys holds', () => {
    fc.assert(
      fc.property(spelledObject, (row) => {
        const text = spell(row);
        expect(topLevelKeys(text).sort()).toEqual(Object.keys(JSON.parse(text) as object).sort());
      }),
    );
  });

  it('calls the column of any other value "value"', () => {
    for (const text of ['[{"a":1}]', '"{"', '12', 'null', ' true ']) expect(topLevelKeys(text)).toEqual(['value']);
  });
});

describe('columnSources', () => {
  it('gives each value as it is spelled, of equal keys the last', () => {
    const sources = columnSources('{ "a" : 1.0 , "b": [ 1, "]" ], "a":"\\u0041" }');
    expect([...sources]).toEqual([
      ['a', '"\\u0041"'],
      ['b', '[ 1, "]" ]'],
    ]);
  });
});
