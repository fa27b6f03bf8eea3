import type { Turn } from '../../example/example.ts';
import type { Json, JsonObject } from '../../json.ts';
import { ShapeError, type Field } from '../format.ts';
import { answerText } from '../parts/answers.ts';
import { pairOf, readPair } from '../parts/completions.ts';
import { exact } from '../parts/exact.ts';
import { oneExchange } from '../parts/exchange.ts';
import { memberOf, ownRest, ownRow, ownSpelling, requireObject, restOf, textMember } from '../parts/rest.ts';
import { textTurn, turnText } from '../parts/text-turn.ts';

const ID = 'rlhf-candidates';
const TITLE = 'Vertex RLHF';
const ANSWERS = ['candidate_0', 'candidate_1'] as const;
const INPUTS = ['input_text', 'prompt'];

export default exact({
  id: ID,
  title: TITLE,
  summary:
    'The preferences of Vertex AI’s RLHF: `input_text`, `candidate_0`, `candidate_1`, and in `choice` the better one.',
  kind: 'preference',
  order: 48,
  samples: [
    { input_text: 'Praise this opal.', candidate_0: 'It is ok.', candidate_1: 'It holds a sunset.', choice: 1 },
    { input_text: 'And this?', candidate_0: 'A fine agate.', candidate_1: 'No idea.', choice: '0', id: 4 },
  ],
  detect(row) {
    const isShape = inputOf(row) !== undefined && ANSWERS.every((name) => typeof memberOf(row, name) === 'string');
    return isShape && choiceOf(row) !== undefined ? 'two candidates and a choice' : null;
  },
  toExample(row) {
    const [input, choice] = [inputOf(row), choiceOf(row)];
    if (input === undefined) throw new ShapeError([], 'has no input_text');
    if (choice === undefined) throw new ShapeError(['choice'], 'is neither 0 nor 1');
    const [better, worse] = choice === 0 ? ANSWERS : ANSWERS.toReversed();
    const rest = restOf(requireObject(row), [input, ...ANSWERS, 'choice']);
    return {
      turns: [textTurn('user', textMember(row, input))],
      completions: pairOf([readAnswer(row, better)], [readAnswer(row, worse)]),
      meta: { format: ID, rest, spelling: { choice } },
    };
  },
  fromExample(example) {
    const { chosen, rejected } = readPair(example, TITLE);
    const { system, prompt, answer } = oneExchange(example, TITLE);
    if (!prompt || system || answer) throw new ShapeError([], `${TITLE} holds one question before the answers`);
    const own: JsonObject = ownRow(example, ID) ?? {};
    const choice = choiceOf(own) ?? choiceOf(ownSpelling(example, ID)) ?? 0;
    const [first, second] = choice === 0 ? [chosen, rejected] : [rejected, chosen];
    return {
      [inputOf(own) ?? 'input_text']: turnText(prompt, TITLE),
      candidate_0: answerText(first.turns, TITLE),
      candidate_1: answerText(second.turns, TITLE),
      choice: typeof own['choice'] === 'string' ? String(choice) : choice,
      ...ownRest(example, ID),
    };
  },
  fields(row) {
    const input = inputOf(row) ?? 'input_text';
    const answers = ANSWERS.map((name, at): Field => {
      return { path: [name], role: at === choiceOf(row) ? 'chosen' : 'rejected', text: textMember(row, name) };
    });
    return [{ path: [input], role: 'input', text: textMember(row, input) }, ...answers];
  },
});

function readAnswer(row: Json, name: string | undefined): Turn {
  const text = memberOf(row, name ?? '');
  if (typeof text !== 'string') throw new ShapeError([name ?? ''], 'is no text');
  return textTurn('model', text);
}

function inputOf(row: Json): string | undefined {
  return INPUTS.find((name) => typeof memberOf(row, name) === 'string');
}

/** Which of the two is better; a cell of CSV has it as a text. */
function choiceOf(row: Json): 0 | 1 | undefined {
  const choice = memberOf(row, 'choice');
  if (choice === 0 || choice === '0') return 0;
  return choice === 1 || choice === '1' ? 1 : undefined;
}
