import { describe, expect, it } from 'vitest';
import {
  addTurn,
  moveTurn,
  removeTurn,
  setTurnRole,
  setTurnText,
  splitTurn,
} from '../../../src/core/example/edit-turns.ts';
import type { Turn } from '../../../src/core/example/example.ts';

const turns: readonly Turn[] = [
  { role: 'user', parts: [{ kind: 'text', text: 'Why?' }], extra: { source: { at: 1 } } },
  {
    role: 'model',
    parts: [
      { kind: 'text', text: 'So. And what else?' },
      { kind: 'call', name: 'look', args: {} },
    ],
  },
];

function said(list: readonly Turn[]): string[] {
  return list.map(
    ({ role, parts }) => `${role}: ${parts.map((part) => ('text' in part ? part.text : part.kind)).join('|')}`,
  );
}

describe('turns that are edited', () => {
  it('changes a text and keeps what else the turn has', () => {
    const made = setTurnText(turns, 0, 0, 'How?');
    expect(made[0]).toEqual({ ...turns[0], parts: [{ kind: 'text', text: 'How?' }] });
    expect(made[1]).toBe(turns[1]);
    expect(setTurnText(turns, 1, 1, 'no text')).toEqual(turns);
  });

  it('adds a turn of whoever speaks next', () => {
    expect(said(addTurn(turns, 2)).at(-1)).toBe('user: ');
    expect(said(addTurn(turns, 1))[1]).toBe('model: ');
    expect(said(addTurn(turns, 0, 'system'))[0]).toBe('system: ');
  });

  it('removes, moves and gives to another', () => {
    expect(said(removeTurn(turns, 0))).toHaveLength(1);
    expect(said(moveTurn(turns, 1, -1))[1]).toBe('user: Why?');
    expect(moveTurn(turns, 0, -1)).toBe(turns);
    expect(said(setTurnRole(turns, 1, 'user'))[1]).toContain('user: So.');
  });

  it('splits a turn, and what follows goes along', () => {
    expect(said(splitTurn(turns, 1, 0, 3))).toEqual(['user: Why?', 'model: So.', 'user: And what else?|call']);
    expect(splitTurn(turns, 0, 0, 0)).toBe(turns);
    expect(splitTurn(turns, 0, 0, 4)).toBe(turns);
  });
});
