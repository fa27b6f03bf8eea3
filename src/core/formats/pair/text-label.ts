import { isObject, type Json } from '../../json.ts';
import { ShapeError, type Format } from '../format.ts';
import { oneExchange } from '../parts/exchange.ts';
import { textField, withOthers } from '../parts/pair/read-pair.ts';
import { memberOf, ownRest, ownSpelling, restOf, textMember } from '../parts/rest.ts';
import { textTurn, turnText } from '../parts/text-turn.ts';

const ID = 'text-label';
const TITLE = 'Text and label';
/** Names that mean a class only where nothing but the text is beside them. */
const LOOSE_NAMES = ['category', 'class', 'intent', 'sentiment'];
/** A longer answer is a text, not the name of a class. */
const LONGEST_LABEL = 100;

export default {
  id: ID,
  title: TITLE,
  summary: 'Classification: a `text` and its `label`, a word or a number.',
  kind: 'label',
  order: 310,
  samples: [
    { text: 'The stone arrived broken.', label: 'complaint' },
    { text: 'It shines like new!', label: 1, idx: 4 },
    { text: 'Where is my ring?', category: 'delivery' },
  ],
  flat: true,
  detect(row) {
    const name = labelName(row);
    return name === null ? null : `text and ${name}`;
  },
  toExample(row) {
    const name = labelName(row);
    const label = name === null ? undefined : scalarOf(memberOf(row, name));
    if (name === null || label === undefined || !isObject(row))
      throw new ShapeError([], 'the row has no text with a label');
    return {
      turns: [textTurn('user', textMember(row, 'text'))],
      label,
      meta: { format: ID, rest: restOf(row, ['text', name]), ...(name !== 'label' && { spelling: { label: name } }) },
    };
  },
  fromExample(example) {
    const { system, prompt, answer } = oneExchange(example, TITLE);
    if (system || !prompt)
      throw new ShapeError([], `${TITLE} holds one text and no system prompt: fold it or strip it`);
    if (example.completions) throw new ShapeError([], `${TITLE} has no place for answers to compare`);
    const own = ownSpelling(example, ID)['label'];
    const text = turnText(prompt, TITLE);
    const label = answer ? answerLabel(turnText(answer, TITLE), example.label) : example.label;
    if (label === undefined) throw new ShapeError([], `${TITLE} needs a label, and the example has none`);
    return { ...ownRest(example, ID), text, [typeof own === 'string' ? own : 'label']: label };
  },
  fields(row) {
    const name = labelName(row);
    if (name === null || !isObject(row)) return [];
    return withOthers(row, [...textField(row, 'text', 'input'), ...textField(row, name, 'label')]);
  },
} satisfies Format;

function labelName(row: Json): string | null {
  if (!isObject(row) || typeof memberOf(row, 'text') !== 'string') return null;
  if (scalarOf(memberOf(row, 'label')) !== undefined) return 'label';
  if (Object.keys(row).length !== 2) return null;
  return LOOSE_NAMES.find((name) => scalarOf(memberOf(row, name)) !== undefined) ?? null;
}

function scalarOf(value: Json | undefined): string | number | boolean | undefined {
  return typeof value === 'object' ? undefined : value;
}

function answerLabel(answer: string, label: unknown): string {
  if (label !== undefined) throw new ShapeError([], `${TITLE} can't hold an answer beside the label`);
  if (answer.length <= LONGEST_LABEL && !answer.includes('\n')) return answer;
  throw new ShapeError([], `${TITLE} needs the name of a class, and the answer has ${answer.length} characters`);
}
