import type { Json } from '../../json.ts';
import { ShapeError, type Field } from '../format.ts';
import { answerText } from '../parts/answers.ts';
import { pairOf, readPair } from '../parts/completions.ts';
import { exact } from '../parts/exact.ts';
import { oneExchange } from '../parts/exchange.ts';
import { memberOf, ownRest, ownRow, requireObject, restOf, textMember } from '../parts/rest.ts';
import { systemMembers, systemName, systemText, systemTextFields } from '../parts/system-text.ts';
import { textTurn, turnText } from '../parts/text-turn.ts';

const ID = 'answer-pair';
const TITLE = 'Prompt with two answers';
/** What datasets on Hugging Face call the three, the most usual first. */
const SPELLINGS = [
  { input: 'question', chosen: 'chosen', rejected: 'rejected' },
  { input: 'input', chosen: 'chosen', rejected: 'rejected' },
  { input: 'instruction', chosen: 'chosen_response', rejected: 'rejected_response' },
  { input: 'prompt', chosen: 'chosen_response', rejected: 'rejected_response' },
] as const;

export default exact({
  id: ID,
  title: TITLE,
  summary: 'Argilla, Intel and others: a question, a `chosen` and a `rejected` answer, and maybe a `system` prompt.',
  kind: 'preference',
  order: 105,
  samples: [
    { question: 'Praise this opal.', chosen: 'It holds a sunset.', rejected: 'It is ok.' },
    { system: 'You sell gems.', question: 'And this?', chosen: 'A fine agate.', rejected: 'No idea.', id: 5 },
    { instruction: 'Name a gem.', chosen_response: 'Ruby.', rejected_response: 'A stone.', score: 4.5 },
    { input: 'And that?', chosen: 'A garnet.', rejected: 'Red.' },
  ],
  detect: (row) => (spellingOf(row) ? 'a question, a chosen and a rejected answer' : null),
  toExample(row) {
    const names = spellingOf(row);
    if (!names) throw new ShapeError([], 'has no question with a chosen and a rejected answer');
    const known = [names.input, names.chosen, names.rejected, ...systemMembers(row)];
    return {
      turns: [...systemText(row), textTurn('user', textMember(row, names.input))],
      completions: pairOf(
        [textTurn('model', textMember(row, names.chosen))],
        [textTurn('model', textMember(row, names.rejected))],
      ),
      meta: { format: ID, rest: restOf(requireObject(row), known) },
    };
  },
  fromExample(example) {
    const { chosen, rejected } = readPair(example, TITLE);
    const { system, prompt, answer } = oneExchange(example, TITLE);
    if (!prompt || answer) throw new ShapeError([], `${TITLE} holds one question before the answers`);
    const names = spellingOf(ownRow(example, ID)) ?? SPELLINGS[0];
    return {
      [names.input]: turnText(prompt, TITLE),
      [names.chosen]: answerText(chosen.turns, TITLE),
      [names.rejected]: answerText(rejected.turns, TITLE),
      ...ownRest(example, ID),
      ...(system && { [systemName(ownRow(example, ID) ?? {}) ?? 'system']: turnText(system, TITLE) }),
    };
  },
  fields(row) {
    const names = spellingOf(row) ?? SPELLINGS[0];
    const places = [
      [names.input, 'input'],
      [names.chosen, 'chosen'],
      [names.rejected, 'rejected'],
    ] as const;
    const texts = places.flatMap(([name, role]): Field[] => {
      const text = memberOf(row, name);
      return typeof text === 'string' ? [{ path: [name], role, text }] : [];
    });
    return [...systemTextFields(row), ...texts];
  },
});

function spellingOf(row: Json): (typeof SPELLINGS)[number] | undefined {
  return SPELLINGS.find((names) =>
    [names.input, names.chosen, names.rejected].every((name) => typeof memberOf(row, name) === 'string'),
  );
}
