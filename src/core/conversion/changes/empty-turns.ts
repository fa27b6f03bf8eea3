import type { Example, Turn } from '../../example/example.ts';
import { Drop } from '../../recipe/step.ts';

const NO_ANSWER = new Drop('the answer is empty');
const NO_PROMPT = new Drop('a turn before the answer is empty');

/** Refuses a row in which a turn says nothing, which a service would take for a missing text. */
export function refuseEmpty(example: Example): Example | Drop {
  const { turns, completions } = example;
  const answers = completions ? completions.flatMap((completion) => completion.turns) : turns.slice(-1);
  if (answers.some(isEmpty)) return NO_ANSWER;
  return (completions ? turns : turns.slice(0, -1)).some(isEmpty) ? NO_PROMPT : example;
}

function isEmpty({ parts }: Turn): boolean {
  return parts.every((part) => part.kind === 'text' && part.text === '');
}
