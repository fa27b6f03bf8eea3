import { refuseChoice, requireTurns } from '../parts/completions.ts';
import { exact } from '../parts/exact.ts';
import { memberOf, ownRest, ownRow, requireObject, restOf } from '../parts/rest.ts';
import { areShareGptTurns, readShareGptTurns, shareGptFields, writeShareGptTurns } from '../parts/sharegpt-turn.ts';
import { splitSystemText, systemMembers, systemText, systemTextFields } from '../parts/system-text.ts';
import { readToolsText, writeToolsText } from '../parts/messages/tools-text.ts';

const ID = 'sharegpt';
const TITLE = 'ShareGPT';

export default exact({
  id: ID,
  title: TITLE,
  summary: 'A `conversations` list of `from` and `value`, as Vicuna, LLaMA-Factory and axolotl read it.',
  kind: 'conversation',
  order: 150,
  samples: [
    {
      conversations: [
        { from: 'human', value: 'Name a blue gem.' },
        { from: 'gpt', value: 'Sapphire.' },
      ],
    },
    {
      id: 's1',
      system: 'You are a jeweller.',
      tools: '[{"name": "weigh", "parameters": {"type": "object"}}]',
      conversations: [
        { from: 'human', value: 'How heavy is it?' },
        { from: 'function_call', value: '{"name": "weigh", "arguments": {"stone": 1}}' },
        { from: 'observation', value: '{"carat": 2}' },
        { from: 'gpt', value: 'Two carats.' },
      ],
    },
    {
      conversations: [
        { from: 'system', value: 'Be brief.' },
        { from: 'user', value: 'And this?', loss: false },
        { from: 'assistant', value: 'Jade.' },
      ],
    },
  ],
  detect: (row) => (areShareGptTurns(memberOf(row, 'conversations')) ? 'conversations of from and value' : null),
  toExample(row) {
    const system = systemText(row);
    const tools = readToolsText(memberOf(row, 'tools'));
    const known = ['conversations', ...systemMembers(row), ...(tools ? ['tools'] : [])];
    const turns = [...system, ...readShareGptTurns(memberOf(row, 'conversations'), ['conversations'])];
    return { turns, ...(tools && { tools }), meta: { format: ID, rest: restOf(requireObject(row), known) } };
  },
  fromExample(example) {
    refuseChoice(example, TITLE);
    const own = ownRow(example, ID);
    const { system, rest } = splitSystemText(example.turns, own);
    const conversations = writeShareGptTurns(requireTurns(rest, TITLE), own !== null);
    return { conversations, ...ownRest(example, ID), ...system, ...writeToolsText(example.tools, own) };
  },
  fields: (row) => [...systemTextFields(row), ...shareGptFields(memberOf(row, 'conversations'), ['conversations'])],
});
