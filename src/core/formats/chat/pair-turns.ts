import type { Turn } from '../../example/example.ts';
import { isObject, type Json, type JsonObject } from '../../json.ts';
import { ShapeError, type Field } from '../format.ts';
import { readDialogue } from '../parts/dialogue.ts';
import { exact } from '../parts/exact.ts';
import { listMember, memberOf, ownRest, ownRow, requireObject, restOf, textMember } from '../parts/rest.ts';
import { besideEach } from '../parts/source-list.ts';
import { systemMembers, systemName, systemText, systemTextFields } from '../parts/system-text.ts';
import { textTurn, turnText } from '../parts/text-turn.ts';

const ID = 'pair-turns';
const TITLE = 'Conversation of pairs';
const SPELLINGS = [
  { asked: 'human', answered: 'assistant' },
  { asked: 'input', answered: 'output' },
] as const;

export default exact({
  id: ID,
  title: TITLE,
  summary: 'ms-swift and Capybara: a `conversation` of pairs, `human` and `assistant` or `input` and `output`.',
  kind: 'conversation',
  order: 180,
  samples: [
    { conversation: [{ human: 'Name a blue gem.', assistant: 'Sapphire.' }] },
    {
      system: 'Be brief.',
      conversation: [
        { human: 'Hi', assistant: 'Hello!' },
        { human: 'And this?', assistant: 'Jade.' },
      ],
    },
    { source: 'shop', conversation: [{ input: 'And that?', output: 'A garnet.', ok: true }] },
  ],
  detect: (row) => (spellingOf(row) ? 'a conversation of pairs' : null),
  toExample(row) {
    const spelling = spellingOf(row);
    if (!spelling) throw new ShapeError(['conversation'], 'is no list of pairs');
    const system = systemText(row);
    const pairs = listMember(row, 'conversation') ?? [];
    const turns = pairs.flatMap((pair): Turn[] => [
      textTurn('user', textMember(pair, spelling.asked)),
      textTurn('model', textMember(pair, spelling.answered)),
    ]);
    const known = ['conversation', ...systemMembers(row)];
    return { turns: [...system, ...turns], meta: { format: ID, rest: restOf(requireObject(row), known) } };
  },
  fromExample(example) {
    const { system, history, prompt, answer } = readDialogue(example, TITLE, { history: true });
    const own = ownRow(example, ID);
    const names = spellingOf(own) ?? SPELLINGS[0];
    const pairs = [...history, [prompt, answer] as const].map(([asked, answered]): JsonObject => {
      return { [names.asked]: turnText(asked, TITLE), [names.answered]: turnText(answered, TITLE) };
    });
    const conversation = besideEach(pairs, listMember(own ?? {}, 'conversation') ?? [], Object.values(names));
    const name = systemName(own ?? {}) ?? 'system';
    return { conversation, ...ownRest(example, ID), ...(system && { [name]: turnText(system, TITLE) }) };
  },
  fields(row) {
    const { asked, answered } = spellingOf(row) ?? SPELLINGS[0];
    const pairs = listMember(row, 'conversation') ?? [];
    const texts = pairs.flatMap((pair, index): Field[] => [
      { path: ['conversation', index, asked], role: 'input', text: textMember(pair, asked) },
      { path: ['conversation', index, answered], role: 'output', text: textMember(pair, answered) },
    ]);
    return [...systemTextFields(row), ...texts];
  },
});

function spellingOf(row: Json): (typeof SPELLINGS)[number] | undefined {
  const pairs = listMember(row, 'conversation') ?? [];
  if (pairs.length === 0) return undefined;
  return SPELLINGS.find(({ asked, answered }) =>
    pairs.every((pair) => isObject(pair) && isText(pair, asked) && isText(pair, answered)),
  );
}

function isText(pair: Json, name: string): boolean {
  return typeof memberOf(pair, name) === 'string';
}
