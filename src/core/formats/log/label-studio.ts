import type { Example } from '../../example/example.ts';
import { isObject, type Json, type JsonObject } from '../../json.ts';
import { ShapeError, type Field } from '../format.ts';
import { exact } from '../parts/exact.ts';
import { listMember, memberOf, requireObject, restOf } from '../parts/rest.ts';
import { textTurn } from '../parts/text-turn.ts';

const ID = 'label-studio';
const TITLE = 'Label Studio';
const TEXTS = ['text', 'question', 'prompt', 'input', 'instruction', 'dialogue', 'content', 'review', 'title'];

/** What somebody said of a task. */
type Verdict = { readonly label: string } | { readonly answer: string };

export default exact({
  id: ID,
  title: TITLE,
  summary:
    'Tasks that Label Studio exports: a text in `data`, and in `annotations` the class or the answer that was given.',
  kind: 'label',
  order: 47,
  readOnly: true,
  samples: [
    {
      id: 1,
      data: { text: 'The stone arrived broken.' },
      annotations: [{ id: 9, result: [{ from_name: 'class', type: 'choices', value: { choices: ['complaint'] } }] }],
    },
    {
      id: 2,
      data: { question: 'Name a green gem.' },
      annotations: [{ result: [{ type: 'textarea', value: { text: ['Emerald.'] } }], was_cancelled: false }],
    },
  ],
  detect: (row) => (annotationsOf(row) && textOf(row) ? 'data with a text and annotations' : null),
  toExample(row): Example {
    const text = textOf(row);
    if (!text || !annotationsOf(row)) throw new ShapeError([], 'has no data with a text and annotations');
    const verdict = verdictOf(row);
    if (!verdict) throw new ShapeError(['annotations'], 'give no class and no answer');
    const meta = { format: ID, rest: restOf(requireObject(row), ['data', 'annotations', 'completions']) };
    const asked = textTurn('user', text.text);
    if ('answer' in verdict) return { turns: [asked, textTurn('model', verdict.answer)], meta };
    return { turns: [asked], label: verdict.label, meta };
  },
  fromExample() {
    throw new ShapeError([], `${TITLE}’s tasks are only read: write text and label instead`);
  },
  fields(row) {
    const text = textOf(row);
    return text ? [text] : [];
  },
});

function annotationsOf(row: Json): readonly Json[] | undefined {
  const listed = listMember(row, 'annotations') ?? listMember(row, 'completions');
  return listed?.every((each) => listMember(each, 'result') !== undefined) ? listed : undefined;
}

function textOf(row: Json): Field | null {
  const data = memberOf(row, 'data') ?? null;
  if (!isObject(data)) return null;
  const strings = Object.keys(data).filter((name) => typeof data[name] === 'string');
  const name = TEXTS.find((each) => strings.includes(each)) ?? (strings.length === 1 ? strings[0] : undefined);
  const text = name === undefined ? undefined : data[name];
  return name !== undefined && typeof text === 'string' ? { path: ['data', name], role: 'input', text } : null;
}

/** Of several annotators the first that did not give up. */
function verdictOf(row: Json): Verdict | null {
  const done = (annotationsOf(row) ?? []).filter((each) => memberOf(each, 'was_cancelled') !== true);
  const results = done.flatMap((each) => listMember(each, 'result') ?? []);
  for (const result of results) {
    const value = memberOf(result, 'value') ?? null;
    const verdict = isObject(value) ? readValue(value) : null;
    if (verdict) return verdict;
  }
  return null;
}

function readValue({ choices, text, rating }: JsonObject): Verdict | null {
  if (Array.isArray(choices)) {
    const labels = choices.filter((choice) => typeof choice === 'string');
    return labels.length > 0 && labels.length === choices.length ? { label: labels.join(', ') } : null;
  }
  if (typeof rating === 'number') return { label: String(rating) };
  const texts: readonly Json[] = Array.isArray(text) ? text : [text ?? null];
  const answer = texts.every((each) => typeof each === 'string') ? texts.join('\n') : '';
  return answer === '' ? null : { answer };
}
