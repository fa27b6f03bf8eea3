import { describe, expect, it } from 'vitest';
import { Row } from '../../../src/core/row/row.ts';
import { prepare, run, runRows } from './run.ts';

const context = { columns: ['id', 'input', 'output'], mapping: { input: 'input', output: 'output' } };

function renames(...pairs: readonly (readonly [string, string])[]): { renames: { from: string; to: string }[] } {
  return { renames: pairs.map(([from, to]) => ({ from, to })) };
}

describe('Rename columns', () => {
  it('changes the key in its place and nothing else', () => {
    const texts = ['{ "b": 1.0 , "\\u0061" :"x" }', '{"b":1}', '["a"]'];
    expect(run('rename-columns', renames(['a', 'q"']), texts)).toEqual([
      '{ "b": 1.0 , "q\\"" :"x" }',
      '{"b":1}',
      '["a"]',
    ]);
  });

  it('swaps and rotates names', () => {
    const text = '{"a":1,"b":2,"c":3}';
    expect(run('rename-columns', renames(['a', 'b'], ['b', 'a']), [text])).toEqual(['{"b":1,"a":2,"c":3}']);
    expect(run('rename-columns', renames(['a', 'b'], ['b', 'c'], ['c', 'a']), [text])).toEqual(['{"b":1,"c":2,"a":3}']);
  });

  it('lets no column hide another in rows that have both', () => {
    const step = prepare('rename-columns', renames(['input', 'extra']), context);
    const rows = ['{"input":1,"extra":2}', '{"input":1}'].map((text) => new Row(text));
    expect(runRows(step, rows).map((row) => row?.text)).toEqual(['{"input":1,"extra":2}', '{"extra":1}']);
  });

  it('renames in the columns and in the mapping', () => {
    const step = prepare('rename-columns', renames(['input', 'output'], ['output', 'answer']), context);
    expect(step.columns).toEqual(['id', 'output', 'answer']);
    expect(step.mapping).toEqual({ input: 'output', output: 'answer' });
  });

  it.each([
    [renames(), 'Choose a column'],
    [renames(['a', '']), 'Enter a new name for “a”'],
    [renames(['input', 'id']), 'already a column called “id”'],
    [renames(['a', 'x'], ['b', 'x']), 'already a column called “x”'],
    [renames(['a', 'x'], ['a', 'y']), 'renamed only once'],
  ])('refuses %j', (params, why) => {
    expect(() => prepare('rename-columns', params, context)).toThrow(why);
  });
});
