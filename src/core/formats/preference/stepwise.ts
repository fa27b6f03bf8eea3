import { isObject, type Json } from '../../json.ts';
import { ShapeError, type Field, type Format } from '../format.ts';
import { refuseMore } from '../parts/exchange.ts';
import { textField, withOthers } from '../parts/pair/read-pair.ts';
import { memberOf, ownRest, restOf, textMember } from '../parts/rest.ts';
import { textTurn, turnText } from '../parts/text-turn.ts';

const ID = 'stepwise';
const TITLE = 'Judged steps';

interface Steps {
  readonly texts: readonly string[];
  readonly labels: readonly boolean[];
}

// A wrong step has weight 0, so that no trainer learns it after a conversion.
export default {
  id: ID,
  title: TITLE,
  summary:
    'Process reward: a `prompt`, the steps of the answer as `completions`, and whether each is right as `labels`.',
  kind: 'preference',
  order: 130,
  readOnly: true,
  samples: [
    {
      prompt: 'Which weighs more, six carats or a gram?',
      completions: ['A carat is 0.2 gram.', 'Six carats are 1.4 gram.', 'Six carats weigh more.'],
      labels: [true, false, true],
    },
  ],
  detect: (row) => (stepsOf(row) ? 'prompt, completions and a label for each' : null),
  toExample(row) {
    const steps = stepsOf(row);
    if (!steps || !isObject(row)) throw new ShapeError([], 'the row has no prompt with steps and a label for each');
    const turns = steps.texts.map((text, at) => ({ ...textTurn('model', text), weight: steps.labels[at] ? 1 : 0 }));
    return {
      turns: [textTurn('user', textMember(row, 'prompt')), ...turns],
      meta: { format: ID, rest: restOf(row, ['prompt', 'completions', 'labels']) },
    };
  },
  fromExample(example) {
    if (example.meta.format !== ID)
      throw new ShapeError([], `${TITLE} needs a judgement of each step, and there is none`);
    refuseMore(example, TITLE);
    const [prompt, ...steps] = example.turns;
    if (prompt?.role !== 'user' || steps.some(({ role }) => role !== 'model')) {
      throw new ShapeError([], `${TITLE} holds one prompt and the steps of its answer`);
    }
    return {
      ...ownRest(example, ID),
      prompt: turnText(prompt, TITLE),
      completions: steps.map((step) => turnText(step, TITLE)),
      labels: steps.map(({ weight }) => weight !== 0),
    };
  },
  fields(row) {
    const steps = stepsOf(row);
    if (!steps || !isObject(row)) return [];
    const texts = steps.texts.map((text, at): Field => ({ path: ['completions', at], role: 'output', text }));
    return withOthers(row, [...textField(row, 'prompt', 'input'), ...texts]);
  },
} satisfies Format;

function stepsOf(row: Json): Steps | null {
  const [texts, labels] = [memberOf(row, 'completions'), memberOf(row, 'labels')];
  if (typeof memberOf(row, 'prompt') !== 'string' || !Array.isArray(texts) || !Array.isArray(labels)) return null;
  if (texts.length !== labels.length || !texts.every((text) => typeof text === 'string')) return null;
  return labels.every((label) => typeof label === 'boolean') ? { texts, labels } : null;
}
