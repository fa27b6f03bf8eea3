import { describe, expect, it } from 'vitest';
import { pairChanges } from '../../../src/ui/diff/pair-changes.ts';

describe('what changed in an example', () => {
  it('lists the values that differ', () => {
    expect(pairChanges({ before: '{"q":" a","n":1}', after: '{"q":"a","n":1}' })?.fields).toMatchObject([
      {
        name: 'q',
        kind: 'changed',
        runs: [
          { kind: 'gone', text: ' ' },
          { kind: 'same', text: 'a' },
        ],
      },
    ]);
  });

  it('sees a column with a new name, and those that came and went', () => {
    expect(pairChanges({ before: '{"old":"x"}', after: '{"new":"x"}' })?.fields).toMatchObject([
      { name: 'new', kind: 'moved', from: 'old' },
    ]);
    expect(pairChanges({ before: '{"old":"x"}', after: '{"new":"y"}' })?.fields).toMatchObject([
      { name: 'old', kind: 'gone' },
      { name: 'new', kind: 'new' },
    ]);
  });

  it('can’t say it of a row that an older program has cut', () => {
    expect(pairChanges({ before: '{"q":"aaa…', after: '{"q":"bbb…' })).toBeNull();
  });
});
