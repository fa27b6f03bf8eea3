import { pairOf, readPair } from './parts/completions.ts';
import { isSaid, readSaid, saidFields } from './parts/answers.ts';
import { exact } from './parts/exact.ts';
import { writeMessages } from './parts/messages.ts';
import { memberOf, ownRest, requireObject, restOf } from './parts/rest.ts';
import { forkOf } from './parts/shared-prefix.ts';
import { ShapeError } from './format.ts';

const ID = 'trl-preference';
const TITLE = 'TRL preference';
/** Members by which a row is of a shape of its own. */
const OTHERS = ['instruction', 'question', 'input', 'conversations', 'system'];

export default exact({
  id: ID,
  title: TITLE,
  summary: 'Hugging Face TRL: `prompt`, `chosen` and `rejected`, as texts or messages; the prompt may be inside them.',
  kind: 'preference',
  order: 80,
  samples: [
    {
      prompt: [{ role: 'user', content: 'Praise this opal.' }],
      chosen: [{ role: 'assistant', content: 'It holds a sunset.' }],
      rejected: [{ role: 'assistant', content: 'It is ok.' }],
    },
    { prompt: 'And this?', chosen: 'A fine agate.', rejected: 'No idea.', id: 1 },
    { chosen: 'Opals hold sunsets.', rejected: 'Opals are ok.' },
    {
      chosen: [
        { role: 'user', content: 'And that?' },
        { role: 'assistant', content: 'A garnet.' },
      ],
      rejected: [
        { role: 'user', content: 'And that?' },
        { role: 'assistant', content: 'A stone.' },
      ],
    },
  ],
  detect(row) {
    if (OTHERS.some((name) => memberOf(row, name) !== undefined)) return null;
    const prompt = memberOf(row, 'prompt');
    const isShape = isSaid(memberOf(row, 'chosen')) && isSaid(memberOf(row, 'rejected'));
    return isShape && (prompt === undefined || isSaid(prompt)) ? 'chosen and rejected' : null;
  },
  toExample(row) {
    const prompt = memberOf(row, 'prompt');
    const turns = prompt === undefined ? [] : readSaid(prompt, 'prompt', 'user');
    const fork = forkOf(
      readSaid(memberOf(row, 'chosen'), 'chosen', 'model'),
      readSaid(memberOf(row, 'rejected'), 'rejected', 'model'),
    );
    const rest = restOf(requireObject(row), ['prompt', 'chosen', 'rejected']);
    return { turns: [...turns, ...fork.prompt], completions: pairOf(fork.one, fork.other), meta: { format: ID, rest } };
  },
  fromExample(example) {
    const own = example.meta.format === ID;
    const { chosen, rejected } = readPair(example, TITLE);
    if (example.tools && example.tools.length > 0) throw new ShapeError([], `${TITLE} has no place for tools`);
    return {
      ...(example.turns.length > 0 && { prompt: writeMessages(example.turns, own) }),
      chosen: writeMessages(chosen.turns, own),
      rejected: writeMessages(rejected.turns, own),
      ...ownRest(example, ID),
    };
  },
  fields: (row) => [
    ...saidFields(memberOf(row, 'prompt'), 'prompt', 'input'),
    ...saidFields(memberOf(row, 'chosen'), 'chosen', 'chosen'),
    ...saidFields(memberOf(row, 'rejected'), 'rejected', 'rejected'),
  ],
});
