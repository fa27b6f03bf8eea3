import type { Turn } from '../../example/example.ts';
import { ShapeError, type Field, type FieldRole } from '../format.ts';
import { textTurn, turnText } from './text-turn.ts';

const MARKER = /\n\n(Human|Assistant): ?/g;
const TITLE = 'HH-RLHF';

/** A transcript of `\n\nHuman:` and `\n\nAssistant:` as turns; undefined where it does not begin with the human. */
export function readTranscript(text: string): Turn[] | undefined {
  return saidParts(text)?.map(({ isHuman, from, end }) => textTurn(isHuman ? 'user' : 'model', text.slice(from, end)));
}

/** The turns of the transcript in a column, each a text of its own; `answer` is the role of what was said last. */
export function transcriptFields(text: string, column: string, answer: FieldRole): Field[] {
  const parts = saidParts(text) ?? [];
  const last = parts.findLastIndex(({ isHuman }) => !isHuman);
  return parts.map(({ isHuman, from, end }, at) => {
    const role = isHuman ? 'input' : at === last ? answer : 'output';
    return { path: [column], role, text: text.slice(from, end), from };
  });
}

interface SaidPart {
  readonly isHuman: boolean;
  readonly from: number;
  readonly end: number;
}

function saidParts(text: string): SaidPart[] | undefined {
  const marks = [...text.matchAll(MARKER)];
  if (marks[0]?.index !== 0 || marks[0][1] !== 'Human') return undefined;
  return marks.map((mark, at) => {
    const end = marks[at + 1]?.index ?? text.length;
    return { isHuman: mark[1] === 'Human', from: mark.index + mark[0].length, end };
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
