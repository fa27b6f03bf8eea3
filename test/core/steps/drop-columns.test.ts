import { describe, expect, it } from 'vitest';
import { ParameterError } from '../../../src/core/recipe/step.ts';
import { contextOf, prepare, run } from './run.ts';

describe('Drop columns', () => {
  it('removes every occurrence and leaves the rest to the byte', () => {
    const texts = ['{"a":1, "__proto__":2,"\\u0061":3,"b":1.0}', '{"b":1}', '"a"'];
    expect(run('drop-columns', { columns: ['a', '__proto__'] }, texts)).toEqual(['{"b":1.0}', '{"b":1}', '"a"']);
  });

  it('says the columns that are left, and forgets a mapping that is gone', () => {
    const context = { columns: ['id', 'input', 'output'], mapping: { input: 'input', output: 'output' } };
    const step = prepare('drop-columns', { columns: ['output', 'other'] }, context);
    expect(step.columns).toEqual(['id', 'input']);
    expect(step.mapping).toEqual({ input: 'input', output: null });
  });

  it('asks for columns', () => {
    expect(() => prepare('drop-columns', {}, contextOf([]))).toThrow(ParameterError);
  });
});
