import { isObject, type Json, type JsonObject } from '../../json.ts';
import { ShapeError } from '../format.ts';
import { roleOf } from '../parts/messages/roles.ts';
import { areContents } from '../parts/gemini-turn.ts';
import { fieldRole, areMessages } from '../parts/messages/messages.ts';
import { memberOf, restOf } from '../parts/rest.ts';
import { systemMembers, systemText, systemTextFields } from '../parts/system-text.ts';
import { textTurn } from '../parts/text-turn.ts';
import { exact } from '../parts/exact.ts';
import type { Path } from '../../row/edit.ts';
import type { Turn } from '../../example/example.ts';

const ID = 'turns-by-other-names';
const TITLE = 'Turns by other names';
const WHO = ['role', 'from', 'author', 'sender', 'speaker', 'type', 'user'];
const WHAT = ['content', 'value', 'text', 'message', 'body', 'utterance', 'parts'];
const LISTS = [
  ...['messages', 'conversations', 'conversation', 'thread', 'turns', 'dialogue', 'dialog', 'dialogs', 'chat'],
  ...['history', 'items', 'data', 'transcript', 'utterances'],
];

/** Members by which a list of turns is not all of a row. */
const OTHERS = [
  ...['completion', 'completions', 'chosen', 'rejected', 'answer', 'answers', 'label', 'kto_tag'],
  ...['response', 'output', 'reply', 'ideal', 'target', 'bot_response'],
];

/** Where a row has its turns, and under which names. */
interface Found {
  readonly path: Path;
  readonly turns: readonly JsonObject[];
  readonly who: string;
  readonly what: string;
}

export default exact({
  id: ID,
  title: TITLE,
  summary: 'A list of turns, bare or in a column, with any usual names for who speaks and what is said.',
  kind: 'conversation',
  order: 207,
  readOnly: true,
  samples: [
    [
      { from: 'human', value: 'Name a green gem.' },
      { from: 'gpt', value: 'Emerald.' },
    ],
    [
      { role: 'user', parts: ['And a red one?'] },
      { role: 'model', parts: ['Ruby.'] },
    ],
    {
      system: 'Be brief.',
      thread: [
        { sender: 'customer', text: 'And a blue one?' },
        { sender: 'agent', text: 'Sapphire.' },
      ],
      id: 3,
    },
  ],
  detect(row) {
    const found = turnsOf(row);
    return (
      found && `turns of ${found.who} and ${found.what}${found.path.length > 0 ? ` in ${found.path.join('.')}` : ''}`
    );
  },
  toExample(row) {
    const found = turnsOf(row);
    if (!found) throw new ShapeError([], 'has no list of turns');
    const turns = found.turns.map((turn, index) => readTurn(turn, index, found));
    const known = [...found.path.map(String), ...systemMembers(row)];
    const rest = isObject(row) ? restOf(row, known) : '{}';
    return { turns: [...systemText(row), ...turns], meta: { format: ID, rest } };
  },
  fromExample() {
    throw new ShapeError([], `${TITLE} are only read: write OpenAI chat instead`);
  },
  fields(row) {
    const found = turnsOf(row);
    if (!found) return [];
    const texts = found.turns.flatMap((turn, index) => {
      const role = roleOf(nameIn(turn, found.who));
      if (!role) return [];
      return textsAt(turn[found.what], [...found.path, index, found.what]).map((text) => ({
        ...text,
        role: fieldRole(role),
      }));
    });
    return [...systemTextFields(row), ...texts];
  },
});

function readTurn(turn: JsonObject, index: number, { path, who, what }: Found): Turn {
  const named = turn[who];
  const role = typeof named === 'string' ? roleOf(named) : undefined;
  if (!role) throw new ShapeError([...path, index, who], `is ${JSON.stringify(named ?? null)}: no role that is known`);
  const texts = textsAt(turn[what], []).map(({ text }) => text);
  return textTurn(role, texts.join('\n\n'));
}

/** Shapes that have formats of their own, where turns may hold more than texts, are not looked for here. */
function turnsOf(row: Json): Found | null {
  if (Array.isArray(row)) return areMessages(row) || areContents(row) ? bareContents(row) : listAt(row, []);
  if (OTHERS.some((name) => memberOf(row, name) !== undefined)) return null;
  for (const name of LISTS) {
    const found = listAt(memberOf(row, name), [name]);
    if (found) return found;
  }
  return null;
}

/** Messages in a bare list are read by another format; Gemini's turns in one by none. */
function bareContents(row: Json): Found | null {
  return areMessages(row) ? null : listAt(row, []);
}

function listAt(value: Json | undefined, path: Path): Found | null {
  if (!Array.isArray(value) || value.length === 0) return null;
  const items: readonly Json[] = value;
  const turns = items.filter((item) => isObject(item));
  if (turns.length < items.length) return null;
  const who = WHO.find((name) => turns.every((turn) => typeof turn[name] === 'string'));
  const what = WHAT.find((name) => name !== who && turns.every((turn) => textsAt(turn[name], []).length > 0));
  // Some name must be one that is known, or they are rows of any kind.
  const isKnown = who !== undefined && turns.some((turn) => roleOf(nameIn(turn, who)) !== undefined);
  return who !== undefined && what !== undefined && isKnown ? { path, turns, who, what } : null;
}

function nameIn(turn: JsonObject, who: string): string {
  const name = turn[who];
  return typeof name === 'string' ? name : '';
}

function textsAt(value: Json | undefined, path: Path): { readonly path: Path; readonly text: string }[] {
  if (typeof value === 'string') return [{ path, text: value }];
  if (!Array.isArray(value)) return [];
  const items: readonly Json[] = value;
  const texts = items.map((item, index) => {
    if (typeof item === 'string') return { path: [...path, index], text: item };
    const text = memberOf(item, 'text');
    return typeof text === 'string' ? { path: [...path, index, 'text'], text } : null;
  });
  return texts.every((text) => text !== null) ? texts : [];
}
