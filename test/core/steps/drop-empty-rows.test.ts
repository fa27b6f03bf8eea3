import { describe, expect, it } from 'vitest';
import { ParameterError } from '../../../src/core/recipe/step.ts';
import { contextOf, prepare, reasonFor, run } from './run.ts';

describe('Drop empty rows', () => {
  it('takes missing, null and blank for empty, and nothing else', () => {
    const kept = ['0', 'false', '[]', '{}', '"\\ufeff"', '"x"'].map((value) => `{"input":"a","output":${value}}`);
    const gone = ['null', '""', '" \\n\\u001c\\u3000"'].map((value) => `{"input":"a","output":${value}}`);
    expect(run('drop-empty-rows', {}, [...kept, ...gone, '{"output":"a"}'])).toEqual([...kept, null, null, null, null]);
  });

  it('says which column is empty', () => {
    expect(reasonFor('drop-empty-rows', {}, '{"input":"a","output":""}')).toBe('output empty');
    expect(reasonFor('drop-empty-rows', { columns: ['a', 'b'], when: 'all' }, '{"a":""}')).toBe('a and b empty');
  });

  it('asks for columns where none is known', () => {
    expect(() => prepare('drop-empty-rows', {}, contextOf(['{"x":1}']))).toThrow(ParameterError);
  });

  it('looks at the value of rows that are no objects', () => {
    expect(run('drop-empty-rows', { columns: ['value'] }, ['" "', '"x"', 'null', '[]'])).toEqual([
      null,
      '"x"',
      null,
      '[]',
    ]);
  });
});
