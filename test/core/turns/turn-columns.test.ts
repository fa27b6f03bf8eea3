import { describe, expect, it } from 'vitest';
import { secondsOf } from '../../../src/core/turns/time-of.ts';
import { areTurnColumns, findTimeColumn, findTurnColumns } from '../../../src/core/turns/turn-columns.ts';

describe('columns of turns', () => {
  it('are found by their names, the likeliest first', () => {
    expect(findTurnColumns(['text', 'Conversation ID', 'user', 'Role', 'content'])).toEqual({
      ...{ conversation: 'Conversation ID', speaker: 'Role', text: 'content' },
    });
    expect(findTurnColumns(['a'])).toEqual({ conversation: null, speaker: null, text: null });
    expect(findTimeColumn(['x', 'Created_At', 'ts'])).toBe('ts');
  });

  it.each<[boolean, string[]]>([
    [true, ['c_id', 'role', 'message']],
    [true, ['id', 'type', 'date', 'from', 'from_id', 'text', 'text_entities']],
    [true, ['id', 'timestamp', 'content', 'author', 'reactions']],
    [true, ['id', 'type', 'timestamp', 'isPinned', 'content', 'author']],
    [true, ['AuthorID', 'Author', 'Date', 'Content']],
    [true, ['type', 'user', 'text', 'ts']],
    [false, ['author', 'content', 'timestamp']],
    [false, ['author', 'text', 'date']],
    [false, ['prompt', 'completion']],
    [false, ['messages']],
  ])('%s: %j', (are, columns) => {
    expect(areTurnColumns(columns)).toBe(are);
  });
});

describe('secondsOf', () => {
  it.each([
    ['1970-01-01', 0],
    ['1970-01-01T00:01', 60],
    [' 1970-01-01 00:00:01.9Z ', 1],
    ['1970-01-01T02:00:00+02:00', 0],
    ['1969-12-31T23:00:00-0130', 1_800],
    ['1762077600', 1_762_077_600],
    ['1762077600.000100', 1_762_077_600],
    ['1762077600123', 1_762_077_600],
  ])('%j is %i', (text, seconds) => {
    expect(secondsOf(text)).toBe(seconds);
  });

  it.each(['', '12', 'yesterday', '1/2/2026', '2026-1-2', '2026-01-02T10'])('%j is none', (text) => {
    expect(secondsOf(text)).toBeNull();
  });
});
