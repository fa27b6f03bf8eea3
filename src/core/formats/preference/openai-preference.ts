import { isObject, type Json, type JsonObject } from '../../json.ts';
import { ShapeError } from '../format.ts';
import { readChatTools, writeChatTools } from '../parts/messages/chat-tools.ts';
import { pairOf, readPair, requireTurns } from '../parts/completions.ts';
import { exact } from '../parts/exact.ts';
import { areMessages, messageFields, readMessages, writeMessages } from '../parts/messages/messages.ts';
import { respell } from '../parts/source-turn.ts';
import { memberOf, ownRest, ownRow, requireObject, restOf } from '../parts/rest.ts';

const ID = 'openai-preference';
const TITLE = 'OpenAI preference';
/** OpenAI's guide names the answers so; its API description names them the other way. */
const SPELLINGS = [
  { chosen: 'preferred_output', rejected: 'non_preferred_output' },
  { chosen: 'preferred_completion', rejected: 'non_preferred_completion' },
] as const;

export default exact({
  id: ID,
  title: TITLE,
  summary: 'Preference tuning (DPO) of OpenAI and Together: `input.messages`, a preferred and a non-preferred output.',
  kind: 'preference',
  order: 60,
  samples: [
    {
      input: { messages: [{ role: 'user', content: 'Praise this opal.' }] },
      preferred_output: [{ role: 'assistant', content: 'It holds a sunset.' }],
      non_preferred_output: [{ role: 'assistant', content: 'It is ok.' }],
    },
    {
      input: {
        messages: [
          { role: 'system', content: 'You sell gems.' },
          { role: 'user', content: 'And this?' },
        ],
        tools: [{ type: 'function', function: { name: 'look' } }],
        parallel_tool_calls: true,
      },
      preferred_completion: [{ role: 'assistant', content: 'A fine agate.' }],
      non_preferred_completion: [{ role: 'assistant', content: 'No idea.' }],
      id: 3,
    },
  ],
  detect(row) {
    const isShape = areMessages(memberOf(inputOf(row), 'messages')) && spellingOf(row) !== undefined;
    return isShape ? 'messages under input and two outputs' : null;
  },
  toExample(row) {
    const input = inputOf(row);
    const spelling = spellingOf(row);
    if (!spelling) throw new ShapeError([], 'has no preferred and non-preferred output');
    const found = readChatTools(input);
    const rest = restOf(requireObject(row), ['input', spelling.chosen, spelling.rejected]);
    return {
      turns: readMessages(memberOf(input, 'messages'), ['input', 'messages']),
      completions: pairOf(
        readMessages(memberOf(row, spelling.chosen), [spelling.chosen]),
        readMessages(memberOf(row, spelling.rejected), [spelling.rejected]),
      ),
      ...(found && { tools: found.tools }),
      meta: { format: ID, rest },
    };
  },
  fromExample(example) {
    const own = ownRow(example, ID);
    const names = spellingOf(own) ?? SPELLINGS[0];
    const { chosen, rejected } = readPair(example, TITLE);
    const messages = writeMessages(requireTurns(example.turns, TITLE), own !== null);
    return {
      input: writeInput({ messages, ...writeChatTools(example.tools, own && inputOf(own)) }, inputOf(own)),
      [names.chosen]: writeMessages(chosen.turns, own !== null),
      [names.rejected]: writeMessages(rejected.turns, own !== null),
      ...ownRest(example, ID),
    };
  },
  fields(row) {
    const { chosen, rejected } = spellingOf(row) ?? SPELLINGS[0];
    return [
      ...messageFields(memberOf(inputOf(row), 'messages'), ['input', 'messages']),
      ...messageFields(memberOf(row, chosen), [chosen], 'chosen'),
      ...messageFields(memberOf(row, rejected), [rejected], 'rejected'),
    ];
  },
});

function inputOf(row: Json): JsonObject {
  const input = memberOf(row, 'input');
  return isObject(input) ? input : {};
}

function spellingOf(row: Json): (typeof SPELLINGS)[number] | undefined {
  return SPELLINGS.find(
    ({ chosen, rejected }) => areMessages(memberOf(row, chosen)) && areMessages(memberOf(row, rejected)),
  );
}

/** What else was asked beside the messages, such as `parallel_tool_calls`, stays there. */
function writeInput(input: JsonObject, before: JsonObject): JsonObject {
  const tools = readChatTools(before)?.name ?? 'tools';
  return respell(input, before, ['messages', tools]);
}
