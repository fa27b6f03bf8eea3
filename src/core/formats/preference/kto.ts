import type { Turn } from '../../example/example.ts';
import type { Json, JsonObject } from '../../json.ts';
import { ShapeError, type Field } from '../format.ts';
import { isSaid, readSaid, saidFields, saidText } from '../parts/answers.ts';
import { exact } from '../parts/exact.ts';
import { areMessages, messageFields, readMessages, writeMessages } from '../parts/messages/messages.ts';
import { listMember, memberOf, ownRest, ownSpelling, requireObject, restOf } from '../parts/rest.ts';
import { areShareGptTurns, readShareGptTurns, shareGptFields, writeShareGptTurns } from '../parts/sharegpt-turn.ts';
import { verdictOf, writeVerdict } from '../parts/verdict.ts';

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
    { prompt: 'Name another.', completion: 'Gravel.', label: 'False' },
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
    const { turns, label, completions, tools } = example;
    if (completions && completions.length > 0) throw new ShapeError([], `${TITLE} holds one answer: choose one first`);
    if (typeof label !== 'boolean') throw new ShapeError([], `${TITLE} needs to know whether the answer is good`);
    if (tools && tools.length > 0) throw new ShapeError([], `${TITLE} has no place for tools`);
    if (turns.at(-1)?.role !== 'model' || turns.length < 2)
      throw new ShapeError([], `${TITLE} needs a question and its answer`);
    const { source = null } = ownSpelling(example, ID);
    const name = labelOf(source)?.name ?? 'label';
    const written = { [name]: writeVerdict(label, memberOf(source, name)) };
    return { ...writeTurns(turns, source, example.meta.format === ID), ...written, ...ownRest(example, ID) };
  },
  fields(row) {
    const [asked, answered] = spellingOf(row) ?? SPELLINGS[0];
    const answers = answered === null ? [] : saidFields(memberOf(row, answered), answered, 'output');
    return [...askedFields(row, asked), ...answers];
  },
});

function labelOf(row: Json): { readonly name: string; readonly value: boolean } | undefined {
  for (const name of LABELS) {
    const value = verdictOf(memberOf(row, name));
    if (value !== undefined) return { name, value };
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

/** `source`: the row that the turns came from, whose members they go to. */
function writeTurns(turns: readonly Turn[], source: Json, own: boolean): JsonObject {
  const [asked, answered] = spellingOf(source) ?? SPELLINGS[0];
  if (answered === null) {
    const isShareGpt = areShareGptTurns(memberOf(source, asked));
    return { [asked]: isShareGpt ? writeShareGptTurns(turns, own) : writeMessages(turns, own) };
  }
  // An answer of several messages, calls for instance, stays one.
  const count = listMember(source, answered)?.length ?? 1;
  const at = Math.max(1, turns.length - count);
  const [prompt, answer] = [turns.slice(0, at), turns.slice(at)];
  const texts = [saidText(prompt, 'user'), saidText(answer, 'model')];
  const wereTexts = [asked, answered].every((name) => typeof memberOf(source, name) === 'string');
  if (wereTexts && texts.every((text) => text !== undefined))
    return { [asked]: texts[0] ?? '', [answered]: texts[1] ?? '' };
  return { [asked]: writeMessages(prompt, own), [answered]: writeMessages(answer, own) };
}

function askedFields(row: Json, name: string): Field[] {
  const value = memberOf(row, name);
  if (typeof value === 'string') return [{ path: [name], role: 'input', text: value }];
  return areShareGptTurns(value) ? shareGptFields(value, [name]) : messageFields(value, [name]);
}
