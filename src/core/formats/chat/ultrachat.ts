import type { Json } from '../../json.ts';
import { ShapeError } from '../format.ts';
import { readDialogue } from '../parts/dialogue.ts';
import { exact } from '../parts/exact.ts';
import { listMember, ownRest, requireObject, restOf } from '../parts/rest.ts';
import { textTurn, turnText } from '../parts/text-turn.ts';

const ID = 'ultrachat';
const TITLE = 'UltraChat';

export default exact({
  id: ID,
  title: TITLE,
  summary: 'A `data` list of texts in which the user and the model take turns.',
  kind: 'conversation',
  order: 190,
  samples: [{ data: ['Name a blue gem.', 'Sapphire.'] }, { id: '0', data: ['Hi', 'Hello!', 'And this?', 'Jade.'] }],
  detect: (row) => (textsOf(row) ? 'data with texts in turn' : null),
  toExample(row) {
    const texts = textsOf(row);
    if (!texts) throw new ShapeError(['data'], 'is no list of texts in turn');
    const turns = texts.map((text, index) => textTurn(index % 2 === 0 ? 'user' : 'model', text));
    return { turns, meta: { format: ID, rest: restOf(requireObject(row), ['data']) } };
  },
  fromExample(example) {
    const { system, history, prompt, answer } = readDialogue(example, TITLE, { history: true });
    if (system) throw new ShapeError([], `${TITLE} has no place for a system prompt: fold it into the first turn`);
    const data = [...history.flat(), prompt, answer].map((turn) => turnText(turn, TITLE));
    return { data, ...ownRest(example, ID) };
  },
  fields: (row) =>
    (textsOf(row) ?? []).map((text, index) => {
      return { path: ['data', index], role: index % 2 === 0 ? ('input' as const) : ('output' as const), text };
    }),
});

function textsOf(row: Json): readonly string[] | undefined {
  const data = listMember(row, 'data') ?? [];
  const texts = data.filter((text) => typeof text === 'string');
  return texts.length > 1 && texts.length === data.length ? texts : undefined;
}
