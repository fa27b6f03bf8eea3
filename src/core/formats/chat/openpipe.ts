import type { Example } from '../../example/example.ts';
import { isObject, type Json, type JsonObject } from '../../json.ts';
import { type Format, ShapeError } from '../format.ts';
import { exact } from '../parts/exact.ts';
import { areMessages, messageFields, readMessages, writeMessages } from '../parts/messages/messages.ts';
import { listMember, memberOf, ownRest, ownSpelling, requireObject, restOf } from '../parts/rest.ts';
import { readOpenAiTools, writeOpenAiTools } from '../parts/messages/tools.ts';

const ID = 'openpipe';
const TITLE = 'OpenPipe';

export default exact({
  id: ID,
  title: TITLE,
  summary: 'Logged requests as OpenPipe exports them: `input.messages`, and the answer in `output.choices`.',
  kind: 'conversation',
  order: 340,
  readOnly: true,
  samples: [
    {
      input: { model: 'gem-1', messages: [{ role: 'user', content: 'What is a carat?' }] },
      output: { choices: [{ index: 0, message: { role: 'assistant', content: 'A fifth of a gram.' } }] },
      tags: { prompt_id: 'units' },
    },
  ],
  detect: (row) => (answerOf(row) ? 'input with messages and output with choices' : null),
  toExample(row) {
    const answer = answerOf(row);
    if (!answer) throw new ShapeError([], 'the row has no input with messages and output with choices');
    const input = memberOf(row, 'input');
    // One conversation, so that an answer to a call finds its call.
    const messages = [...(listMember(input, 'messages') ?? []), answer];
    const tools = readOpenAiTools(memberOf(input ?? null, 'tools'));
    return {
      turns: readMessages(messages, ['input', 'messages']),
      ...(tools && { tools }),
      meta: { format: ID, rest: restOf(requireObject(row), ['input', 'output']) },
    };
  },
  fromExample(example) {
    if (example.meta.format !== ID)
      throw new ShapeError([], `${TITLE} logs requests that were made: write OpenAI chat instead`);
    if (example.completions ?? example.label !== undefined) {
      throw new ShapeError([], `${TITLE} has no place for labels or answers to compare`);
    }
    return writeLog(example);
  },
  fields(row) {
    if (!answerOf(row)) return [];
    const place = ['output', 'choices', 0, 'message'];
    const answer = messageFields([answerOf(row) ?? null], []);
    return [
      ...messageFields(memberOf(memberOf(row, 'input') ?? null, 'messages'), ['input', 'messages']),
      ...answer.map((field) => ({ ...field, path: [...place, ...field.path.slice(1)] })),
    ];
  },
} satisfies Format);

/** The first choice's message, where the row has the messages that it answers. */
function answerOf(row: Json): JsonObject | null {
  if (!areMessages(memberOf(memberOf(row, 'input') ?? null, 'messages'))) return null;
  const [choice] = listMember(memberOf(row, 'output'), 'choices') ?? [];
  const message = memberOf(choice ?? null, 'message') ?? null;
  return isObject(message) && areMessages([message]) ? message : null;
}

/** The log as it was, with the turns and tools as they are now. */
function writeLog(example: Example): JsonObject {
  const { turns, tools } = example;
  const { source = null } = ownSpelling(example, ID);
  const [input, output] = [objectAt(source, 'input'), objectAt(source, 'output')];
  const [choice = null, ...choices] = listMember(output, 'choices') ?? [];
  const answer = turns.at(-1);
  const messages = writeMessages(turns.slice(0, -1), true);
  if (answer?.role !== 'model' || messages.length === 0)
    throw new ShapeError([], `${TITLE} needs an answer of the model at the end`);
  const [message = {}] = writeMessages([answer], true);
  return {
    ...ownRest(example, ID),
    input: { ...input, messages, ...(tools && { tools: writeOpenAiTools(tools) }) },
    output: { ...output, choices: [{ ...(isObject(choice) ? choice : {}), message }, ...choices] },
  };
}

function objectAt(row: Json, name: string): JsonObject {
  const value = memberOf(row, name) ?? null;
  return isObject(value) ? value : {};
}
