import { readChatTools, writeChatTools } from '../parts/messages/chat-tools.ts';
import { refuseChoice, requireTurns } from '../parts/completions.ts';
import { exact } from '../parts/exact.ts';
import { areMessages, messageFields, readMessages, writeMessages } from '../parts/messages/messages.ts';
import { memberOf, ownRest, ownRow, requireObject, restOf } from '../parts/rest.ts';
import { splitSystemText, systemMembers, systemText, systemTextFields } from '../parts/system-text.ts';

const ID = 'openai-chat';
const TITLE = 'OpenAI chat';

const LOOK = { name: 'look', parameters: { type: 'object', properties: { carat: { type: 'number' } } } };

export default exact({
  id: ID,
  title: TITLE,
  summary: 'Messages with roles and contents, as OpenAI, Together, Mistral and most trainers take them.',
  kind: 'conversation',
  order: 140,
  samples: [
    {
      messages: [
        { role: 'system', content: 'You are a jeweller.' },
        { role: 'user', content: 'Name a green gem.' },
        { role: 'assistant', content: 'Emerald.' },
      ],
    },
    {
      messages: [
        { role: 'user', content: 'Look at this one.' },
        {
          role: 'assistant',
          content: null,
          tool_calls: [{ id: 'c1', type: 'function', function: { name: 'look', arguments: '{"carat": 1.5}' } }],
        },
        { role: 'tool', tool_call_id: 'c1', content: 'a ruby' },
        { role: 'assistant', content: 'A ruby.', weight: 0 },
      ],
      tools: [{ type: 'function', function: LOOK }],
      parallel_tool_calls: false,
    },
    {
      messages: [
        {
          role: 'user',
          content: [
            { type: 'text', text: 'And here?' },
            { type: 'image_url', image_url: { url: 'https://gems.example/2.jpg', detail: 'low' } },
          ],
        },
        { role: 'model', content: 'An opal.' },
      ],
    },
    {
      messages: [
        { role: 'user', content: [{ type: 'text', value: 'Why?' }], loss_weight: 0 },
        {
          role: 'assistant',
          content: [
            { type: 'reasoning', value: 'Think.' },
            { type: 'text', value: 'So.' },
          ],
        },
      ],
    },
    {
      system: [{ text: 'You are a jeweller.' }],
      messages: [
        { role: 'user', content: [{ text: 'How heavy is it?' }] },
        {
          role: 'assistant',
          content: [{ text: 'I weigh it.' }, { toolUse: { toolUseId: 't1', name: 'weigh', input: { stone: 1 } } }],
        },
        { role: 'user', content: [{ toolResult: { toolUseId: 't1', content: [{ json: { carat: 2 } }] } }] },
        { role: 'assistant', content: [{ text: 'Two carats.' }] },
      ],
      schemaVersion: 'bedrock-conversation-2024',
    },
    {
      system: 'Be brief.',
      messages: [
        { role: 'user', content: 'And this?' },
        { role: 'assistant', content: 'Jade.', reasoning_content: 'It is green and cloudy.' },
      ],
    },
  ],
  detect: (row) => (areMessages(memberOf(row, 'messages')) ? 'messages with roles' : null),
  toExample(row) {
    const turns = [...systemText(row), ...readMessages(memberOf(row, 'messages'), ['messages'])];
    const found = readChatTools(row);
    const known = ['messages', ...systemMembers(row), ...(found ? [found.name] : [])];
    const meta = { format: ID, rest: restOf(requireObject(row), known) };
    return { turns, ...(found && { tools: found.tools }), meta };
  },
  fromExample(example) {
    refuseChoice(example, TITLE);
    const own = ownRow(example, ID);
    const { system, rest } = splitSystemText(example.turns, own);
    return {
      ...system,
      messages: writeMessages(requireTurns(rest, TITLE), own !== null),
      ...ownRest(example, ID),
      ...writeChatTools(example.tools, own),
    };
  },
  fields: (row) => [...systemTextFields(row), ...messageFields(memberOf(row, 'messages'), ['messages'])],
});
