import { ShapeError } from '../format.ts';
import { exact } from '../parts/exact.ts';
import { areMessages, messageFields, readMessages } from '../parts/messages/messages.ts';
import { memberOf, requireObject, restOf } from '../parts/rest.ts';
import { forkOf } from '../parts/shared-prefix.ts';

const ID = 'arena';
const NAMES = ['conversation_a', 'conversation_b'] as const;
/** What each verdict makes the two answers worth. */
const SCORES: Readonly<Record<string, readonly [number, number]>> = {
  model_a: [1, 0],
  model_b: [0, 1],
  tie: [1, 1],
  'tie (bothbad)': [0, 0],
};

export default exact({
  id: ID,
  title: 'Chatbot Arena',
  summary: 'Votes of the Chatbot Arena: `conversation_a`, `conversation_b` and the `winner`.',
  kind: 'preference',
  order: 115,
  readOnly: true,
  samples: [
    {
      conversation_a: [
        { role: 'user', content: 'Praise this opal.' },
        { role: 'assistant', content: 'It holds a sunset.' },
      ],
      conversation_b: [
        { role: 'user', content: 'Praise this opal.' },
        { role: 'assistant', content: 'It is ok.' },
      ],
      winner: 'model_a',
      judge: 'j1',
    },
  ],
  detect(row) {
    const isShape = NAMES.every((name) => areMessages(memberOf(row, name))) && verdictOf(row) !== undefined;
    return isShape ? 'two conversations and a winner' : null;
  },
  toExample(row) {
    const [one = [], other = []] = NAMES.map((name) => readMessages(memberOf(row, name), [name]));
    const scores = verdictOf(row);
    if (!scores) throw new ShapeError(['winner'], 'is no verdict that is known');
    const fork = forkOf(one, other);
    const completions = [fork.one, fork.other].map((turns, index) => ({ turns, score: scores[index] ?? 0 }));
    return {
      turns: fork.prompt,
      completions,
      meta: { format: ID, rest: restOf(requireObject(row), [...NAMES, 'winner']) },
    };
  },
  fromExample() {
    throw new ShapeError([], 'votes of the Chatbot Arena are only read');
  },
  fields: (row) => {
    const [better] = verdictOf(row) ?? [0];
    const roles = better === 1 ? (['chosen', 'rejected'] as const) : (['rejected', 'chosen'] as const);
    return NAMES.flatMap((name, index) => messageFields(memberOf(row, name), [name], roles[index]));
  },
});

function verdictOf(row: Parameters<typeof memberOf>[0]): readonly [number, number] | undefined {
  const winner = memberOf(row, 'winner');
  return typeof winner === 'string' && Object.hasOwn(SCORES, winner) ? SCORES[winner] : undefined;
}
