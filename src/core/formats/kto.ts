import type { Turn } from '../example.ts';
import type { Json } from '../json.ts';
import { ShapeError, type Field } from './format.ts';
import { isSaid, readSaid, saidFields } from './parts/answers.ts';
import { exact } from './parts/exact.ts';
import { areMessages, messageFields, readMessages, writeMessages } from './parts/messages.ts';
import { memberOf, ownRest, requireObject, restOf } from './parts/rest.ts';
import { areShareGptTurns, readShareGptTurns, shareGptFields } from './parts/sharegpt-turn.ts';

const ID = 'kto';
const TITLE = 'KTO (unpaired)';
const LABELS = ['label', 'kto_tag'];
/** The member that holds what was asked, and the one with the answer where they are apart. */
const SPELLINGS = [
  ['prompt', 'completion'],
  ['instruction', 'completion'],
  ['messages', null],
  ['conversations', null],
] as const;

export default exact({
  id: ID,
  title: TITLE,
  summary: 'An answer and whether it is good: TRL’s `prompt`, `completion`, `label`, or a conversation with `kto_tag`.',
  kind: 'preference',
  order: 120,
  samples: [
    { prompt: 'Praise this opal.', completion: 'It holds a sunset.', label: true },
    {
      prompt: [{ role: 'user', content: 'Praise it.' }],
      completion: [{ role: 'assistant', content: 'It is ok.' }],
      label: false,
      id: 8,
    },
    {
      messages: [
        { role: 'user', content: 'And this?' },
        { role: 'assistant', content: 'A fine agate.' },
      ],
      label: true,
    },
    {
      conversations: [
        { from: 'human', value: 'And that?' },
        { from: 'gpt', value: 'Red.' },
      ],
      kto_tag: false,
    },
    { instruction: 'Name a gem.', completion: 'Ruby.', label: true },
  ],
  detect: (row) => (labelOf(row) && spellingOf(row) ? 'an answer and whether it is good' : null),
  toExample(row) {
    const spelling = spellingOf(row);
    const label = labelOf(row);
    if (!spelling || !label) throw new ShapeError([], 'has no answer with a label of true or false');
    const [asked, answered] = spelling;
    const turns = [
      ...readTurns(row, asked),
      ...(answered === null ? [] : readSaid(memberOf(row, answered), answered, 'model')),
    ];
    const known = [asked, ...(answered === null ? [] : [answered]), label.name];
    return { turns, label: label.value, meta: { format: ID, rest: restOf(requireObject(row), known) } };
  },
  fromExample(example) {
    const own = example.meta.format === ID;
    const { turns, label, completions, tools } = example;
    if (completions && completions.length > 0) throw new ShapeError([], `${TITLE} holds one answer: choose one first`);
    if (typeof label !== 'boolean') throw new ShapeError([], `${TITLE} needs to know whether the answer is good`);
    if (tools && tools.length > 0) throw new ShapeError([], `${TITLE} has no place for tools`);
    const answer = turns.at(-1);
    if (answer?.role !== 'model' || turns.length < 2)
      throw new ShapeError([], `${TITLE} needs a question and its answer`);
    return {
      prompt: writeMessages(turns.slice(0, -1), own),
      completion: writeMessages([answer], own),
      label,
      ...ownRest(example, ID),
    };
  },
  fields(row) {
    const [asked, answered] = spellingOf(row) ?? SPELLINGS[0];
    const answers = answered === null ? [] : saidFields(memberOf(row, answered), answered, 'output');
    return [...askedFields(row, asked), ...answers];
  },
});

function labelOf(row: Json): { readonly name: string; readonly value: boolean } | undefined {
  for (const name of LABELS) {
    const value = memberOf(row, name);
    if (typeof value === 'boolean') return { name, value };
  }
  return undefined;
}

function spellingOf(row: Json): (typeof SPELLINGS)[number] | undefined {
  return SPELLINGS.find(([asked, answered]) => {
    const value = memberOf(row, asked);
    if (answered !== null) return isSaid(value) && isSaid(memberOf(row, answered));
    return areMessages(value) || areShareGptTurns(value);
  });
}

function readTurns(row: Json, name: string): Turn[] {
  const value = memberOf(row, name);
  if (areShareGptTurns(value)) return readShareGptTurns(value, [name]);
  return areMessages(value) ? readMessages(value, [name]) : readSaid(value, name, 'user');
}

function askedFields(row: Json, name: string): Field[] {
  const value = memberOf(row, name);
  if (typeof value === 'string') return [{ path: [name], role: 'input', text: value }];
  return areShareGptTurns(value) ? shareGptFields(value, [name]) : messageFields(value, [name]);
}
