import type { Example, Role, Turn } from '../../example/example.ts';
import { Drop } from '../../recipe/step.ts';
import { BREAK, sayTurn, textOfTurn } from './turn-text.ts';

const NOT_TEXT = new Drop('a transcript can’t hold tool calls or media');

/** One exchange: all that was said before the last answer as one user's turn. The system prompt stays above it. */
export function toTranscript(example: Example): Example | Drop {
  const { turns, completions } = example;
  const answer = completions ? [] : turns.slice(-1);
  const before = turns.slice(0, turns.length - answer.length);
  const start = before.findIndex(({ role }) => role !== 'system');
  const said = start === -1 ? [] : before.slice(start);
  if (said.length <= 1) return example;
  if (!said.every(isText)) return NOT_TEXT;
  const text = said.map((turn) => `${NAMES[turn.role]}: ${textOfTurn(turn)}`).join(BREAK);
  return { ...example, turns: [...before.slice(0, start), sayTurn('user', text), ...answer] };
}

const NAMES: Readonly<Record<Role, string>> = { system: 'System', user: 'User', model: 'Model', tool: 'Tool' };

function isText(turn: Turn): boolean {
  return turn.role !== 'tool' && turn.parts.every(({ kind }) => kind === 'text' || kind === 'thought');
}
