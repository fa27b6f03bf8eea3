import { ShapeError } from '../format.ts';
import { pairOf, readPair } from '../parts/completions.ts';
import { exact } from '../parts/exact.ts';
import { areMessages, messageFields, readMessages, writeMessages } from '../parts/messages/messages.ts';
import { memberOf, ownRest, requireObject, restOf } from '../parts/rest.ts';
import { forkOf } from '../parts/shared-prefix.ts';

const ID = 'llama-factory-v1-preference';
const TITLE = 'LLaMA-Factory v1 preference';
const NAMES = ['chosen_messages', 'rejected_messages'] as const;

export default exact({
  id: ID,
  title: TITLE,
  summary: 'LLaMA-Factory v1: whole conversations in `chosen_messages` and `rejected_messages`.',
  kind: 'preference',
  order: 101,
  samples: [
    {
      chosen_messages: [
        { role: 'user', content: [{ type: 'text', value: 'Praise this opal.' }], loss_weight: 0 },
        { role: 'assistant', content: [{ type: 'text', value: 'It holds a sunset.' }], loss_weight: 1 },
      ],
      rejected_messages: [
        { role: 'user', content: [{ type: 'text', value: 'Praise this opal.' }], loss_weight: 0 },
        { role: 'assistant', content: [{ type: 'text', value: 'It is ok.' }], loss_weight: 1 },
      ],
    },
    {
      chosen_messages: [
        { role: 'user', content: 'And this?' },
        { role: 'assistant', content: 'A fine agate.' },
      ],
      rejected_messages: [
        { role: 'user', content: 'And this?' },
        { role: 'assistant', content: 'No idea.' },
      ],
      source: 'shop',
    },
  ],
  detect: (row) =>
    NAMES.every((name) => areMessages(memberOf(row, name))) ? 'chosen_messages and rejected_messages' : null,
  toExample(row) {
    const [chosen = [], rejected = []] = NAMES.map((name) => readMessages(memberOf(row, name), [name]));
    const fork = forkOf(chosen, rejected);
    const rest = restOf(requireObject(row), NAMES);
    return { turns: fork.prompt, completions: pairOf(fork.one, fork.other), meta: { format: ID, rest } };
  },
  fromExample(example) {
    const own = example.meta.format === ID;
    const { chosen, rejected } = readPair(example, TITLE);
    if (example.tools && example.tools.length > 0) throw new ShapeError([], `${TITLE} has no place for tools`);
    return {
      chosen_messages: writeMessages([...example.turns, ...chosen.turns], own),
      rejected_messages: writeMessages([...example.turns, ...rejected.turns], own),
      ...ownRest(example, ID),
    };
  },
  fields: (row) => [
    ...messageFields(memberOf(row, 'chosen_messages'), ['chosen_messages'], 'chosen'),
    ...messageFields(memberOf(row, 'rejected_messages'), ['rejected_messages'], 'rejected'),
  ],
});
