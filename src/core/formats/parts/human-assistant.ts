import type { Turn } from '../../example/example.ts';
import { ShapeError } from '../format.ts';
import { textTurn, turnText } from './text-turn.ts';

const MARKER = /\n\n(Human|Assistant): ?/g;
const TITLE = 'HH-RLHF';

/** A transcript of `\n\nHuman:` and `\n\nAssistant:` as turns; undefined where it does not begin with the human. */
export function readTranscript(text: string): Turn[] | undefined {
  const marks = [...text.matchAll(MARKER)];
  if (marks[0]?.index !== 0 || marks[0][1] !== 'Human') return undefined;
  return marks.map((mark, at) => {
    const said = text.slice(mark.index + mark[0].length, marks[at + 1]?.index ?? text.length);
    return textTurn(mark[1] === 'Human' ? 'user' : 'model', said);
  });
}

export function writeTranscript(turns: readonly Turn[]): string {
  return turns.map((turn) => `\n\n${nameOf(turn)}: ${turnText(turn, TITLE)}`).join('');
}

function nameOf({ role }: Turn): string {
  if (role === 'user') return 'Human';
  if (role === 'model') return 'Assistant';
  throw new ShapeError([], `${TITLE} knows a human and an assistant, and there is a ${role} turn`);
}
