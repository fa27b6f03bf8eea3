import { describe, expect, it } from 'vitest';
import { ParameterError } from '../../../src/core/recipe/step.ts';
import { contextOf, prepare, run } from './run.ts';

describe('Keep columns', () => {
  it('removes all others, known or not, and leaves the rest to the byte', () => {
    const texts = ['{ "a" : 1.0, "b": "\\u0041", "a":2, "c": 3 }', '{"a":1}', '[1,2]'];
    expect(run('keep-columns', { columns: ['b', 'x'] }, texts)).toEqual(['{ "b": "\\u0041" }', '{}', '[1,2]']);
  });

  it('says the columns in the order of the dataset, and forgets a mapping that is gone', () => {
    const context = { columns: ['id', 'input', 'output'], mapping: { input: 'input', output: 'output' } };
    const step = prepare('keep-columns', { columns: ['output', 'id'] }, context);
    expect(step.columns).toEqual(['id', 'output']);
    expect(step.mapping).toEqual({ input: null, output: 'output' });
  });

  it('asks for columns', () => {
    expect(() => prepare('keep-columns', {}, contextOf([]))).toThrow(ParameterError);
  });
});
