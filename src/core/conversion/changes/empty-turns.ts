import type { Example, Turn } from '../../example/example.ts';
import { Drop } from '../../recipe/step.ts';
import { isBlank } from '../../text/white-space.ts';
import { mapTurnLists } from './transform.ts';
import { mapSame } from './turn-text.ts';

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
  return parts.every((part) => part.kind === 'text' && isBlank(part.text));
}

/** Without empty texts beside others in a turn, which a service refuses and which say nothing. */
export function dropEmptyTexts(example: Example): Example {
  return mapTurnLists(example, (turns) =>
    mapSame(turns, (turn) => {
      const parts = turn.parts.filter((part) => part.kind !== 'text' || part.text !== '');
      return parts.length === turn.parts.length || parts.length === 0 ? turn : { ...turn, parts };
    }),
  );
}
