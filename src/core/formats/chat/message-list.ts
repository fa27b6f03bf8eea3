import { refuseChoice, requireTurns } from '../parts/completions.ts';
import { exact } from '../parts/exact.ts';
import { refuseTools } from '../parts/exchange.ts';
import { areMessages, messageFields, readMessages, writeMessages } from '../parts/messages/messages.ts';

const ID = 'message-list';
const TITLE = 'List of messages';

export default exact({
  id: ID,
  title: TITLE,
  summary: 'A bare list of messages a row, as AutoTrain reads it.',
  kind: 'conversation',
  order: 200,
  samples: [
    [
      { role: 'user', content: 'Name a blue gem.' },
      { role: 'assistant', content: 'Sapphire.' },
    ],
    [
      { role: 'system', content: 'Be brief.' },
      { role: 'user', content: 'And this?', id: 1 },
      { role: 'assistant', content: 'Jade.' },
    ],
  ],
  detect: (row) => (areMessages(row) ? 'a list of messages' : null),
  toExample: (row) => ({ turns: readMessages(row, []), meta: { format: ID, rest: '{}' } }),
  fromExample(example) {
    refuseChoice(example, TITLE);
    refuseTools(example.tools, TITLE);
    return writeMessages(requireTurns(example.turns, TITLE), example.meta.format === ID);
  },
  fields: (row) => messageFields(row, []),
});
