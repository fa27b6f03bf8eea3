import { pairOf, readPair } from './parts/completions.ts';
import { exact } from './parts/exact.ts';
import { areMessages, messageFields, readMessages, writeMessages } from './parts/messages.ts';
import { memberOf, ownRest, requireObject, restOf, textMember } from './parts/rest.ts';
import { forkOf } from './parts/shared-prefix.ts';
import { ShapeError } from './format.ts';

const ID = 'ultrafeedback';
const TITLE = 'UltraFeedback';
const KNOWN = ['prompt', 'chosen', 'rejected', 'messages'];

export default exact({
  id: ID,
  title: TITLE,
  summary: 'UltraFeedback, binarised: a `prompt`, and whole conversations in `chosen` and `rejected`.',
  kind: 'preference',
  order: 70,
  samples: [
    {
      prompt: 'Praise this opal.',
      chosen: [
        { role: 'user', content: 'Praise this opal.' },
        { role: 'assistant', content: 'It holds a sunset.' },
      ],
      rejected: [
        { role: 'user', content: 'Praise this opal.' },
        { role: 'assistant', content: 'It is ok.' },
      ],
    },
    {
      prompt: 'And this?',
      prompt_id: 'a7',
      chosen: [
        { content: 'And this?', role: 'user' },
        { content: 'A fine agate.', role: 'assistant' },
      ],
      rejected: [
        { content: 'And this?', role: 'user' },
        { content: 'No idea.', role: 'assistant' },
      ],
      messages: [
        { content: 'And this?', role: 'user' },
        { content: 'A fine agate.', role: 'assistant' },
      ],
      score_chosen: 8.5,
      score_rejected: 7,
    },
  ],
  detect(row) {
    const isShape = areMessages(memberOf(row, 'chosen')) && areMessages(memberOf(row, 'rejected'));
    return isShape && typeof memberOf(row, 'prompt') === 'string' ? 'a prompt, chosen and rejected messages' : null;
  },
  toExample(row) {
    const chosen = readMessages(memberOf(row, 'chosen'), ['chosen']);
    const fork = forkOf(chosen, readMessages(memberOf(row, 'rejected'), ['rejected']));
    const rest = restOf(requireObject(row), KNOWN);
    return { turns: fork.prompt, completions: pairOf(fork.one, fork.other), meta: { format: ID, rest } };
  },
  fromExample(example) {
    const own = example.meta.format === ID;
    const { chosen, rejected } = readPair(example, TITLE);
    if (example.tools && example.tools.length > 0) throw new ShapeError([], `${TITLE} has no place for tools`);
    const asked = writeMessages(example.turns, own).findLast(({ role }) => role === 'user');
    const written = [chosen, rejected].map(({ turns }) => writeMessages([...example.turns, ...turns], own));
    const [better = [], worse = []] = written;
    return { prompt: textMember(asked ?? {}, 'content'), chosen: better, rejected: worse, ...ownRest(example, ID) };
  },
  fields: (row) => [
    { path: ['prompt'], role: 'input', text: textMember(row, 'prompt') },
    ...messageFields(memberOf(row, 'chosen'), ['chosen'], 'chosen'),
    ...messageFields(memberOf(row, 'rejected'), ['rejected'], 'rejected'),
    ...messageFields(memberOf(row, 'messages'), ['messages'], 'chosen'),
  ],
});
