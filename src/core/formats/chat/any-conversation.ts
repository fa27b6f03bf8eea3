import type { Turn } from '../../example/example.ts';
import { readTurnsAt, areTurns, turnFieldsAt } from '../../example/turns-at.ts';
import { isObject, type Json, type JsonObject } from '../../json.ts';
import type { Path } from '../../row/edit.ts';
import { placeText } from '../../row/place.ts';
import { valueAt } from '../../row/value-at.ts';
import { spokenTurns } from '../../turns/any-turns.ts';
import { ShapeError, type Field } from '../format.ts';
import { fieldRole } from '../parts/messages/messages.ts';
import { readContent } from '../parts/messages/message-content.ts';
import { roleOf } from '../parts/messages/roles.ts';
import { onlyRead } from '../parts/only-read.ts';
import { restOf } from '../parts/rest.ts';
import { systemText, systemTextFields } from '../parts/system-text.ts';

const ID = 'any-conversation';
const TITLE = 'Conversation';
/** Objects inside objects that are looked into. */
const DEEPEST = 3;
/** What says something in a turn that no format spells so, the likeliest first. */
const SAID = ['content', 'text', 'value', 'message', 'body'];

export default onlyRead({
  id: ID,
  title: TITLE,
  summary: 'One list of turns in any spelling, bare or anywhere inside a row: who speaks, and what is said.',
  kind: 'conversation',
  order: 500,
  samples: [
    {
      inputs: {
        history: [
          { type: 'human', content: 'Name a blue gem.' },
          { type: 'ai', content: 'Sapphire.' },
        ],
      },
    },
    {
      id: 1,
      chat: {
        thread: [
          { author: 'user', text: 'And a red one?' },
          { author: 'bot', text: 'Ruby.' },
        ],
      },
    },
    {
      body: {
        contents: [
          { role: 'user', parts: [{ text: 'And a green one?' }] },
          { role: 'model', parts: [{ text: 'Jade.' }] },
        ],
      },
    },
  ],
  detect(row) {
    const path = findTurns(row);
    return path && (path.length === 0 ? 'a list of turns' : `turns in ${placeText(path)}`);
  },
  toExample(row) {
    const path = findTurns(row);
    if (!path) throw new ShapeError([], 'the row has no list of turns, or several');
    const [column] = path;
    const rest = isObject(row) && typeof column === 'string' ? restOf(row, [column]) : '{}';
    return { turns: [...systemText(row), ...readTurns(valueAt(row, path) ?? null, path)], meta: { format: ID, rest } };
  },
  fields(row) {
    const path = findTurns(row);
    return path ? [...systemTextFields(row), ...turnTexts(valueAt(row, path) ?? null, path)] : [];
  },
});

/** Where the only list of turns is; null where there is none, or more than one could be meant. */
function findTurns(row: Json): Path | null {
  if (isConversation(row)) return [];
  const found: Path[] = [];
  gather(row, [], found);
  return found.length === 1 ? (found[0] ?? null) : null;
}

function gather(value: Json, path: Path, found: Path[]): void {
  if (!isObject(value) || path.length >= DEEPEST) return;
  for (const [key, inner] of Object.entries(value)) {
    if (isConversation(inner)) found.push([...path, key]);
    else gather(inner, [...path, key], found);
  }
}

/** At least two turns, one of them the model's: anything else may be a list of something else. */
function isConversation(value: Json): boolean {
  const roles = spokenTurns(value)?.map(({ name }) => roleOf(name)) ?? [];
  return roles.length > 1 && roles.includes('model') && roles.every((role) => role !== undefined) && readsAll(value);
}

function readsAll(value: Json): boolean {
  return areTurns(value) || (spokenTurns(value) ?? []).every(({ turn }) => saidIn(turn) !== undefined);
}

function saidIn(turn: JsonObject): string | undefined {
  return SAID.find((name) => {
    const said = Object.hasOwn(turn, name) ? turn[name] : undefined;
    return typeof said === 'string' || Array.isArray(said);
  });
}

function readTurns(value: Json, path: Path): readonly Turn[] {
  const spelled = areTurns(value) ? readTurnsAt(value, path, 'user') : null;
  if (spelled) return spelled;
  return (spokenTurns(value) ?? []).map(({ turn, name }, at) => {
    const role = roleOf(name);
    const said = saidIn(turn);
    if (!role || said === undefined) throw new ShapeError([...path, at], 'is no turn');
    return { role, parts: readContent(turn[said], [...path, at, said]) };
  });
}

function turnTexts(value: Json, path: Path): Field[] {
  if (areTurns(value)) return turnFieldsAt(value, path, 'input');
  return (spokenTurns(value) ?? []).flatMap(({ turn, name }, at): Field[] => {
    const [role, said] = [roleOf(name), saidIn(turn)];
    const text = said === undefined ? undefined : turn[said];
    return role && said !== undefined && typeof text === 'string'
      ? [{ path: [...path, at, said], role: fieldRole(role), text }]
      : [];
  });
}
