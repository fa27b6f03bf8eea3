import { describe, expect, it } from 'vitest';
import { pairChanges } from '../../../src/ui/diff/pair-changes.ts';

describe('what changed in an example', () => {
  it('lists the columns that differ', () => {
    expect(pairChanges({ before: '{"q":" a","n":1}', after: '{"q":"a","n":1}' })).toEqual([
      { column: 'q', before: ' a', after: 'a' },
    ]);
  });

  it('sees columns that came and went', () => {
    expect(pairChanges({ before: '{"old":"x"}', after: '{"new":"x"}' })).toEqual([
      { column: 'old', before: 'x', after: null },
      { column: 'new', before: null, after: 'x' },
    ]);
  });

  it('sees another spelling of the same number', () => {
    expect(pairChanges({ before: '{"n":1.0}', after: '{"n":1}' })).toEqual([
      { column: 'n', before: '1.0', after: '1' },
    ]);
  });

  it('takes a text that was cut as a whole', () => {
    expect(pairChanges({ before: '{"q":"aaa…', after: '{"q":"bbb…' })).toEqual([
      { column: 'row', before: '{"q":"aaa…', after: '{"q":"bbb…' },
    ]);
  });
});
