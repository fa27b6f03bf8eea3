import type { Example, Part, Turn } from '../../example/example.ts';
import { isBlank } from '../../text/white-space.ts';
import { withTurns } from './transform.ts';
import { joinParts, sayTurn, textOfTurn } from './turn-text.ts';

/** Puts a text on top of the system prompt; not where the row's instructions have it already. */
export function addSystem(example: Example, text: string): Example {
  const { turns } = example;
  const asked = turns.find(({ role }) => role === 'user') ?? turns[0];
  const said = turns.filter((turn) => isSystem(turn) || turn === asked);
  if (text === '' || said.some((turn) => textOfTurn(turn).includes(text))) return example;
  const [first, ...others] = turns;
  if (first?.role !== 'system') return { ...example, turns: [sayTurn('system', text), ...turns] };
  return { ...example, turns: [{ ...first, parts: joinParts([{ kind: 'text', text }], first.parts) }, ...others] };
}

export function stripSystem(example: Example): Example {
  if (!example.turns.some(isSystem)) return example;
  return { ...example, turns: example.turns.filter((turn) => !isSystem(turn)) };
}

/** Without system turns that say nothing. */
export function dropEmptySystem(example: Example): Example {
  const turns = example.turns.filter((turn) => !isSystem(turn) || turn.parts.some(saysSomething));
  return turns.length === example.turns.length ? example : { ...example, turns };
}

/** One system turn at the top that says what all of them said, in their order. */
export function hoistSystem(example: Example): Example {
  const [first, ...others] = example.turns.filter(isSystem);
  if (first === undefined || (others.length === 0 && example.turns[0] === first)) return example;
  const said = others.filter((turn) => JSON.stringify(turn.parts) !== JSON.stringify(first.parts));
  const parts = said.reduce<readonly Part[]>((all, turn) => joinParts(all, turn.parts), first.parts);
  // No `extra`: what a format noted of one of them does not hold for all.
  return { ...example, turns: [{ role: 'system', parts }, ...example.turns.filter((turn) => !isSystem(turn))] };
}

/** System turns become the beginning of the user's turn after them; where the model speaks first, a user's turn before it. */
export function foldSystem(example: Example): Example {
  if (!example.turns.some(isSystem)) return example;
  const turns: Turn[] = [];
  let waiting: readonly Part[] = [];
  for (const turn of example.turns) {
    if (isSystem(turn)) {
      waiting = joinParts(waiting, turn.parts);
      continue;
    }
    const isFolded = turn.role === 'user' && waiting.length > 0;
    if (turn.role === 'model' && waiting.length > 0) turns.push({ role: 'user', parts: waiting });
    turns.push(isFolded ? { ...turn, parts: joinParts(waiting, turn.parts) } : turn);
    // Between a call and its answer nobody speaks.
    if (turn.role !== 'tool') waiting = [];
  }
  if (waiting.length > 0) turns.push({ role: 'user', parts: waiting });
  return withTurns(example, turns);
}

function isSystem(turn: Turn): boolean {
  return turn.role === 'system';
}

function saysSomething(part: Part): boolean {
  return part.kind !== 'text' || !isBlank(part.text);
}
