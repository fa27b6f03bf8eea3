import { describe, expect, it } from 'vitest';
import { ParameterError } from '../../../src/core/recipe/step.ts';
import { contextOf, prepare, reasonFor, run } from './run.ts';

const outputs = (...values: readonly string[]): string[] => values.map((value) => JSON.stringify({ output: value }));

describe('Drop short outputs', () => {
  it('counts words by the rule of the unit', () => {
    const texts = outputs('a b c', 'a\x1cb\x85c', 'a b', '你好吗', 'a\ufeffb c', '');
    expect(run('drop-short-outputs', {}, texts).map((text) => text !== null)).toEqual([
      true,
      true,
      false,
      true,
      false,
      false,
    ]);
    const spaced = run('drop-short-outputs', { unit: 'spaced-words' }, texts);
    expect(spaced.map((text) => text !== null)).toEqual([true, true, false, false, false, false]);
  });

  it('counts characters, not UTF-16 units', () => {
    expect(run('drop-short-outputs', { unit: 'characters', minimum: 2 }, outputs('😀', '😀😀'))).toEqual([
      null,
      ...outputs('😀😀'),
    ]);
  });

  it('takes missing and null for no text, numbers by their spelling, and does not measure lists and objects', () => {
    const texts = [
      '{}',
      '{"output":null}',
      '{"output":12}',
      '{"output":1.0}',
      '{"output":true}',
      '{"output":[]}',
      '{"output":{}}',
    ];
    const context = { columns: ['output'], mapping: { input: null, output: 'output' } };
    const step = prepare('drop-short-outputs', { unit: 'characters', minimum: 3 }, context);
    expect(step.apply).toBeTypeOf('function');
    expect(run('drop-short-outputs', { unit: 'characters', minimum: 3 }, texts)).toEqual([
      null,
      null,
      null,
      ...texts.slice(3),
    ]);
  });

  it('says the minimum in the reason', () => {
    expect(reasonFor('drop-short-outputs', {}, '{"output":"no"}')).toBe('output under 3 words');
    expect(reasonFor('drop-short-outputs', { minimum: 1, unit: 'characters' }, '{"output":""}')).toBe(
      'output under 1 character',
    );
  });

  it('asks for columns where none is known', () => {
    expect(() => prepare('drop-short-outputs', {}, contextOf(['{"x":1}']))).toThrow(ParameterError);
  });
});
