import type { Example, Turn } from '../../example/example.ts';
import { mapTurnLists } from './transform.ts';
import { joinParts } from './turn-text.ts';

/** Neighbouring turns of one role become one, an empty line between their texts. System turns stay apart. */
export function mergeTurns(example: Example): Example {
  return mapTurnLists(example, (turns) => {
    const merged: Turn[] = [];
    for (const turn of turns) {
      const before = merged.at(-1);
      if (before && belongTogether(before, turn)) merged[merged.length - 1] = join(before, turn);
      else merged.push(turn);
    }
    return merged.length === turns.length ? turns : merged;
  });
}

function belongTogether(before: Turn, turn: Turn): boolean {
  return before.role === turn.role && turn.role !== 'system' && before.name === turn.name;
}

function join(before: Turn, turn: Turn): Turn {
  const { role, name } = before;
  const isLeftOut = before.weight === 0 && turn.weight === 0;
  // No `extra`: what a format noted of one of them does not hold for both.
  return {
    ...{ role, parts: joinParts(before.parts, turn.parts) },
    ...(name !== undefined && { name }),
    ...(isLeftOut && { weight: 0 }),
  };
}
