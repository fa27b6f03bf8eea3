import type { Example, Turn } from '../../example/example.ts';
import type { Json, JsonObject } from '../../json.ts';
import { type Format, ShapeError } from '../format.ts';
import { exact } from '../parts/exact.ts';
import { refuseMore } from '../parts/exchange.ts';
import { areMessages, messageFields, readMessages, writeMessages } from '../parts/messages/messages.ts';
import { pairFormat } from '../parts/pair/pair.ts';
import { withOthers } from '../parts/pair/read-pair.ts';
import { memberOf, ownRest, ownSpelling, requireObject, restOf } from '../parts/rest.ts';

const ID = 'prompt-completion';
const TITLE = 'Prompt and completion';

const pair = pairFormat({
  id: ID,
  title: TITLE,
  summary:
    'Older OpenAI, Together, TRL: `prompt` and `completion`, texts or lists of messages (metharme: `generation`).',
  order: 290,
  inputs: ['prompt'],
  outputs: ['completion', 'generation'],
  systems: ['system'],
  samples: [
    { prompt: 'What is a carat?', completion: ' A fifth of a gram.' },
    { prompt: 'How hard is talc?', generation: 'One on the Mohs scale.' },
    {
      prompt: [
        { role: 'system', content: 'You are a jeweller.' },
        { role: 'user', content: 'What is a carat?' },
      ],
      completion: [{ role: 'assistant', content: 'A fifth of a gram.' }],
    },
  ],
});

// What came as texts goes out as texts, and so does what came from another format.
export default exact({
  ...pair,
  detect: (row) => (isConversation(row) ? 'prompt and completion as messages' : pair.detect(row)),
  toExample: (row) => (isConversation(row) ? readConversation(requireObject(row)) : pair.toExample(row)),
  fromExample: (example) => (cameAsMessages(example) ? writeConversation(example) : pair.fromExample(example)),
  fields(row) {
    if (!isConversation(row)) return pair.fields(row);
    return withOthers(requireObject(row), [
      ...messageFields(memberOf(row, 'prompt'), ['prompt']),
      ...messageFields(memberOf(row, 'completion'), ['completion']),
    ]);
  },
} satisfies Format);

function isConversation(row: Json): boolean {
  return areMessages(memberOf(row, 'prompt')) && areMessages(memberOf(row, 'completion'));
}

function cameAsMessages(example: Example): boolean {
  const { messages, source = null } = ownSpelling(example, ID);
  return messages === true || isConversation(source);
}

function readConversation(row: JsonObject): Example {
  const turns = [...readMessages(row['prompt'], ['prompt']), ...readMessages(row['completion'], ['completion'])];
  return { turns, meta: { format: ID, rest: restOf(row, ['prompt', 'completion']), spelling: { messages: true } } };
}

/** The completion is what the model says last. */
function writeConversation(example: Example): JsonObject {
  refuseMore(example, TITLE);
  const last = example.turns.findLastIndex(({ role }) => role !== 'model');
  const [prompt, completion] = [example.turns.slice(0, last + 1), example.turns.slice(last + 1)];
  if (prompt.length === 0 || completion.length === 0) {
    throw new ShapeError(
      [],
      `${TITLE} needs a prompt that the model completes, and the turns are ${rolesOf(example.turns)}`,
    );
  }
  return {
    prompt: writeMessages(prompt, true),
    completion: writeMessages(completion, true),
    ...ownRest(example, ID),
  };
}

function rolesOf(turns: readonly Turn[]): string {
  return turns.map(({ role }) => role).join(', ') || 'none';
}
