import { describe, expect, it } from 'vitest';
import { ParameterError } from '../../../src/core/recipe/step.ts';
import { contextOf, prepare, run } from './run.ts';

function replace(text: string, params: Record<string, string | boolean>): unknown {
  const [row] = run('find-and-replace', params, [JSON.stringify({ a: text })]);
  return (JSON.parse(row ?? 'null') as { a: string }).a;
}

describe('Find and replace', () => {
  it('takes a text as it is, on both sides', () => {
    expect(replace('a.b a+b (a)', { find: 'a.b', replacement: '$1 $& $$' })).toBe('$1 $& $$ a+b (a)');
    expect(replace('[x]{2}', { find: '[x]{2}', replacement: '' })).toBe('');
  });

  it('puts groups into the replacement of a regular expression', () => {
    expect(replace('John Smith', { find: '(\\w+) (?<last>\\w+)', replacement: '$<last>, $1', mode: 'regex' })).toBe(
      'Smith, John',
    );
    expect(replace('a😀b', { find: 'a.b', replacement: 'x', mode: 'regex' })).toBe('x');
  });

  it('ignores case where it is asked to', () => {
    expect(replace('Ärger ÄRGER', { find: 'ärger', replacement: 'x', matchCase: false })).toBe('x x');
    expect(replace('Ärger ÄRGER', { find: 'ÄRGER', replacement: 'x' })).toBe('Ärger x');
  });

  it('looks at texts of the row itself only, in the chosen columns or all', () => {
    const text = '{"a":"x","b":"x","c":["x"],"d":1}';
    expect(run('find-and-replace', { find: 'x', replacement: 'y' }, [text])).toEqual([
      '{"a":"y","b":"y","c":["x"],"d":1}',
    ]);
    expect(run('find-and-replace', { find: 'x', replacement: 'y', columns: ['b', 'e'] }, [text])).toEqual([
      '{"a":"x","b":"y","c":["x"],"d":1}',
    ]);
  });

  it('refuses an empty text and a broken pattern, naming the field', () => {
    const named: unknown = expect.objectContaining({ parameter: 'find' });
    expect(() => prepare('find-and-replace', {}, contextOf([]))).toThrow(named);
    expect(() => prepare('find-and-replace', { find: '[', mode: 'regex' }, contextOf([]))).toThrow(named);
    expect(() => prepare('find-and-replace', { find: '[', mode: 'regex' }, contextOf([]))).toThrow(ParameterError);
  });
});
