import type { Role } from '../../example/example.ts';
import { isList, isObject, type Json } from '../../json.ts';
import type { Path } from '../../row/edit.ts';
import { ShapeError, type Field } from '../format.ts';
import { fieldRole } from '../parts/messages/messages.ts';
import { roleOf } from '../parts/messages/roles.ts';
import { onlyRead } from '../parts/only-read.ts';
import { memberOf, restOf } from '../parts/rest.ts';
import { systemMembers, systemText, systemTextFields } from '../parts/system-text.ts';
import { textTurn } from '../parts/text-turn.ts';

const ID = 'role-text-pairs';
const LISTS = ['messages', 'conversation', 'conversations', 'history', 'chat', 'dialogue', 'dialog', 'turns'];

interface Said {
  readonly role: Role;
  readonly text: string;
}

/** Turns as lists of two: who speaks, and what is said. */
export default onlyRead({
  id: ID,
  title: 'Pairs of role and text',
  summary: 'Turns as `["user", "…"]`, in a list of their own or in a column.',
  kind: 'conversation',
  order: 196,
  samples: [
    [
      ['user', 'Name a blue gem.'],
      ['assistant', 'Sapphire.'],
    ],
    {
      system: 'Be brief.',
      dialogue: [
        ['human', 'And a red one?'],
        ['ai', 'Ruby.'],
      ],
      id: 2,
    },
  ],
  detect(row) {
    const path = pathOf(row);
    return path && (path.length === 0 ? 'pairs of role and text' : `pairs of role and text in ${path.join('.')}`);
  },
  toExample(row) {
    const path = pathOf(row);
    if (!path) throw new ShapeError([], 'has no list of pairs of role and text');
    const turns = saidAt(row, path).map(({ role, text }) => textTurn(role, text));
    const rest = isObject(row) ? restOf(row, [...path.map(String), ...systemMembers(row)]) : '{}';
    return { turns: [...systemText(row), ...turns], meta: { format: ID, rest } };
  },
  fields(row) {
    const path = pathOf(row);
    if (!path) return [];
    const said = saidAt(row, path).map(({ role, text }, index): Field => {
      return { path: [...path, index, 1], role: fieldRole(role), text };
    });
    return [...systemTextFields(row), ...said];
  },
});

function pathOf(row: Json): Path | null {
  if (arePairs(row)) return [];
  const name = LISTS.find((each) => arePairs(memberOf(row, each) ?? null));
  return name === undefined ? null : [name];
}

/** Both a user and a model speak: a list of questions and answers has no names in it. */
function arePairs(value: Json): boolean {
  if (!Array.isArray(value)) return false;
  const said = value.map(saidOf);
  const roles = said.map((each) => each?.role);
  return said.every((each) => each !== undefined) && roles.includes('user') && roles.includes('model');
}

function saidAt(row: Json, [name]: Path): readonly Said[] {
  const list = name === undefined ? row : memberOf(row, String(name));
  return Array.isArray(list) ? list.flatMap((item: Json) => saidOf(item) ?? []) : [];
}

function saidOf(item: Json): Said | undefined {
  if (!isList(item) || item.length !== 2) return undefined;
  const [who, text] = item;
  const role = typeof who === 'string' ? roleOf(who) : undefined;
  return role && typeof text === 'string' ? { role, text } : undefined;
}
