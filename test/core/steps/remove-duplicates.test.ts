import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../src/core/json.ts';
import { canonicalText } from '../../../src/core/row/canonical.ts';
import { Row } from '../../../src/core/row/row.ts';
import { respelled, spell, spelledValue } from '../row/spelled.ts';
import { contextOf, decide, prepare, prepareStep, run } from './run.ts';
import { findStep } from '../../../src/core/steps/index.ts';

function keyOf(text: string, params: JsonObject = {}): string {
  const words = new Uint32Array(4);
  prepare('remove-duplicates', params, contextOf([text])).survey?.read(new Row(text), words, 0);
  return words.join(' ');
}

describe('Remove duplicates, exact', () => {
  it('gives equal values one key however they are spelled, with numbers or without', () => {
    fc.assert(
      fc.property(
        spelledValue.chain((row) => fc.tuple(fc.constant(row), respelled(row))),
        ([row, other]) => {
          expect(keyOf(spell(other))).toBe(keyOf(spell(row)));
        },
      ),
      { numRuns: 500 },
    );
  });

  it('gives one key exactly where the canonical text is one', () => {
    fc.assert(
      fc.property(spelledValue, spelledValue, (one, other) => {
        const isSame = canonicalText(spell(one)) === canonicalText(spell(other));
        expect(keyOf(spell(one)) === keyOf(spell(other))).toBe(isSame);
      }),
      { numRuns: 500 },
    );
  });

  it('tells apart what is nearly equal', () => {
    const values = [
      '1',
      '1.0',
      '"1"',
      'null',
      '""',
      '" "',
      '[]',
      '{}',
      '[null]',
      '[[]]',
      'true',
      '"true"',
      '"é"',
      '"e\\u0301"',
      '"\\ud800"',
    ];
    const texts = [
      ...values.map((value) => `{"a":${value}}`),
      '{"b":null}',
      '{"a":null,"b":null}',
      '{"a":"","b":""}',
      ...values,
    ];
    expect(run('remove-duplicates', {}, texts)).toEqual(texts);
    const chosen = texts.filter((text) => text.startsWith('{"a"') && !text.includes('"b"'));
    expect(run('remove-duplicates', { columns: ['a'] }, [...chosen, '{"b":1}'])).toEqual([...chosen, '{"b":1}']);
  });

  it('sorts the keys of each row again where they differ from the last', () => {
    const texts = ['{"a":"x"}', '{"b":"y"}', '{"c":"z"}'];
    expect(run('remove-duplicates', {}, texts)).toEqual(texts);
  });

  it('does not let values move between columns', () => {
    const texts = ['{"a":"x","b":"yz"}', '{"a":"xy","b":"z"}', '{"a":"x"}', '{"b":"x"}'];
    expect(run('remove-duplicates', {}, texts)).toEqual(texts);
    expect(run('remove-duplicates', { columns: ['a', 'b', 'c'] }, texts)).toEqual(texts);
  });

  it('compares the chosen columns only, but the whole row where all are chosen', () => {
    const texts = ['{"a":1,"b":2}', '{"b":3,"a":1}', '{"a":2}'];
    expect(run('remove-duplicates', { columns: ['a'] }, texts)).toEqual([texts[0], null, texts[2]]);
    const step = prepare(
      'remove-duplicates',
      { columns: ['b', 'a'] },
      { columns: ['a', 'b'], mapping: { input: null, output: null } },
    );
    const rows = ['{"a":1,"b":2}', '{"a":1,"b":2,"unknown":3}', '{"b":2,"a":1}'].map((text) => new Row(text));
    expect([...(decide(step, rows)?.drop?.rows ?? [])]).toEqual([2]);
  });

  it('keeps the first or the last, and says which stays instead', () => {
    const rows = ['{"a":1}', '{"a":2}', '{"a":1}', '{"a":1}', '{"a":2}'].map((text) => new Row(text));
    const context = contextOf(['{"a":1}']);
    expect(decide(prepare('remove-duplicates', { keep: 'first' }, context), rows)).toEqual({
      drop: { rows: Uint32Array.of(2, 3, 4), reasons: ['duplicate'] },
      keptInstead: Uint32Array.of(0, 0, 1),
    });
    expect(decide(prepare('remove-duplicates', { keep: 'last' }, context), rows)).toEqual({
      drop: { rows: Uint32Array.of(0, 1, 2), reasons: ['duplicate'] },
      keptInstead: Uint32Array.of(3, 4, 3),
    });
  });

  it('finds among many rows what a Set finds', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(20), { maxLength: 300 }), (numbers) => {
        const seen = new Set<number>();
        const texts = numbers.map((number) => `{"a":"text ${number}"}`);
        const expected = numbers.map((number, index) => (seen.has(number) ? null : (seen.add(number), texts[index])));
        expect(run('remove-duplicates', {}, texts)).toEqual(expected);
      }),
    );
  });
});

describe('Remove duplicates, normalised', () => {
  const same = (one: string, other: string, params: JsonObject): boolean =>
    keyOf(one, { compare: 'normalised', ...params }) === keyOf(other, { compare: 'normalised', ...params });

  it.each([
    ['letterCase', '{"a":"Hello"}', '{"a":"hELLO"}'],
    ['whiteSpace', '{"a":"a  b "}', '{"a":"a\\tb"}'],
    ['compatibility', '{"a":"ﬁ"}', '{"a":"fi"}'],
    ['punctuation', '{"a":"Yes!"}', '{"a":"Yes"}'],
  ])('%s can be switched off', (name, one, other) => {
    expect(same(one, other, {})).toBe(true);
    expect(same(one, other, { [name]: false })).toBe(false);
  });

  it('normalises texts inside lists and objects, beside numbers too, but no keys', () => {
    expect(same('{"a":["Hi!",{"b":"HO"}]}', '{"a":["hi",{"b":"ho"}]}', {})).toBe(true);
    expect(same('{"a":["Hi!",1.0]}', '{"a":["hi",1.0]}', {})).toBe(true);
    expect(same('{"a":["Hi!",1.0]}', '{"a":["hi",1]}', {})).toBe(false);
    expect(same('{"a":{"B":""}}', '{"a":{"b":""}}', {})).toBe(false);
    expect(same('{"a":{"B":1}}', '{"a":{"b":1}}', {})).toBe(false);
  });

  it('still tells missing, null and blank apart', () => {
    expect(same('{"a":null}', '{"a":" "}', {})).toBe(false);
    expect(same('{"a":""}', '{"a":" "}', {})).toBe(true);
  });

  it('tells numbers and code apart, which recipes of version 1 go on to take for the same', () => {
    expect(same('{"a":"2.5"}', '{"a":"25"}', {})).toBe(false);
    expect(same('{"a":["x[1] = 2;"]}', '{"a":["x1 = 2"]}', {})).toBe(false);
    const old = findStep('remove-duplicates', 1)!;
    const step = prepareStep(old, { compare: 'normalised' }, contextOf(['{"a":""}']));
    const rows = ['{"a":"2.5"}', '{"a":"25"}'].map((text) => new Row(text));
    expect(decide(step, rows)?.drop?.rows).toEqual(Uint32Array.of(1));
  });
});
