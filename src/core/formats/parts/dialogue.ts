import type { Example, Turn } from '../../example/example.ts';
import { ShapeError } from '../format.ts';
import { refuseTools } from './exchange.ts';

/** A conversation that is questions and answers in turn. */
export interface Dialogue {
  readonly system: Turn | undefined;
  /** Earlier questions, each with its answer. */
  readonly history: readonly (readonly [Turn, Turn])[];
  readonly prompt: Turn;
  readonly answer: Turn;
}

interface Allowed {
  readonly history: boolean;
}

/** Takes an example apart into questions and answers. Throws `ShapeError` where it is more or less than that. */
export function readDialogue(example: Example, title: string, { history }: Allowed): Dialogue {
  refuseTools(example.tools, title);
  refuseChoice(example, title);
  const first = example.turns[0];
  const system = first?.role === 'system' ? first : undefined;
  const turns = system ? example.turns.slice(1) : example.turns;
  const pairs = pairsOf(turns, title);
  const last = pairs.at(-1);
  if (!last) throw new ShapeError([], `${title} needs a question and its answer, and the example has no turns`);
  if (pairs.length > 1 && !history) {
    const why = 'keep the last turn or make a row of each';
    throw new ShapeError(
      [],
      `${title} holds one question and one answer, and the example has ${turns.length} turns: ${why}`,
    );
  }
  return { system, history: pairs.slice(0, -1), prompt: last[0], answer: last[1] };
}

function pairsOf(turns: readonly Turn[], title: string): (readonly [Turn, Turn])[] {
  const pairs: (readonly [Turn, Turn])[] = [];
  for (let at = 0; at < turns.length; at += 2) {
    const [question, answer] = [turns[at], turns[at + 1]];
    if (question?.role !== 'user' || answer?.role !== 'model') {
      const roles = turns.map(({ role }) => role).join(', ');
      throw new ShapeError([], `${title} needs a question and its answer, and the turns are ${roles}`);
    }
    pairs.push([question, answer]);
  }
  return pairs;
}

/** Answers to compare, and answers that are known to be bad, must not become answers to learn. */
function refuseChoice({ completions, label }: Example, title: string): void {
  if (completions && completions.length > 0) {
    throw new ShapeError([], `${title} holds one answer, and the example has ${completions.length}: choose one first`);
  }
  if (label === false) {
    throw new ShapeError([], `${title} can't say that an answer is bad: keep the good ones only`);
  }
}
