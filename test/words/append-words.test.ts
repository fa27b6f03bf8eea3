import { describe, expect, it } from 'vitest';
import { columnFit } from '../../src/words/append-words.ts';

describe('the columns of rows that go to the end of a dataset', () => {
  it.each([
    [['a', 'b'], ['b', 'a'], 'Its columns are those of “set”.', false],
    [['a', 'b'], ['a', 'c'], 'New in “set”: “c”. Not in the new rows: “b”.', false],
    [['a'], ['a', 'c'], 'New in “set”: “c”.', false],
    [['a', 'b'], ['b'], 'Not in the new rows: “a”.', false],
    [['a', 'b'], ['x'], 'No column of “set” is in it. Rename columns first, or import it as a new dataset.', true],
    [[], ['x'], 'New in “set”: “x”.', false],
  ])('%j and %j are told apart', (there, coming, text, isDoubtful) => {
    expect(columnFit('set', there, coming)).toEqual({ text, isDoubtful });
  });

  it('are not all named where there are many', () => {
    const coming = Array.from({ length: 8 }, (_, index) => `c${String(index)}`);
    expect(columnFit('set', ['c0'], coming).text).toBe('New in “set”: “c1”, “c2”, “c3”, “c4”, “c5” and 2 more.');
  });
});
