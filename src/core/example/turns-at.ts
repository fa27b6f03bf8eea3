import type { Role, Turn } from './example.ts';
import type { Field, FieldRole } from '../formats/format.ts';
import {
  areContents,
  contentFields,
  isContent,
  oneContentFields,
  readContent,
  readContents,
} from '../formats/parts/gemini-turn.ts';
import { contentTexts } from '../formats/parts/messages/message-content.ts';
import { areMessages, messageFields, readMessages } from '../formats/parts/messages/messages.ts';
import { memberOf } from '../formats/parts/rest.ts';
import { areShareGptTurns, readShareGptTurns, shareGptFields } from '../formats/parts/sharegpt-turn.ts';
import { isObject, type Json } from '../json.ts';
import type { Path } from '../row/edit.ts';

/** How a role is spelled in messages, for one that does not say whose it is. */
const SPELLED: Readonly<Record<Role, string>> = { system: 'system', user: 'user', model: 'assistant', tool: 'tool' };

/** True for a list of turns in any spelling. */
export function areTurns(value: Json | undefined): boolean {
  return areMessages(value) || areShareGptTurns(value) || areContents(value);
}

/**
 * The turns that a value is: a list of them in any spelling, one alone (whose it is, `role` says where it does not), or
 * the JSON text of such. Null for all else.
 */
export function readTurnsAt(value: Json, path: Path, role: Role): Turn[] | null {
  if (typeof value === 'string') {
    const inner = parseTurns(value);
    return inner === undefined ? null : readTurnsAt(inner, path, role);
  }
  if (areMessages(value)) return readMessages(value, path);
  if (areContents(value)) return readContents(value, path);
  if (areShareGptTurns(value)) return readShareGptTurns(value, path);
  if (isContent(value)) return [readContent(value, path, role)];
  const message = asMessage(value, role);
  return message === null ? null : readMessages([message], path);
}

/** The texts of the turns that a value is, but for one that is a text itself; `answer` is the role of what the model says. */
export function turnFieldsAt(value: Json, path: Path, role: FieldRole): Field[] {
  const answer = role === 'input' || role === 'system' ? 'output' : role;
  if (areMessages(value)) return messageFields(value, path, answer);
  if (areContents(value)) return contentFields(value, path, answer);
  if (areShareGptTurns(value)) return shareGptFields(value, path, answer);
  if (isContent(value)) return oneContentFields(value, path, role);
  if (asMessage(value, 'user') === null) return [];
  return contentTexts(memberOf(value, 'content'), [...path, 'content']).map((found) => ({ ...found, role }));
}

/** A message alone. One without a role has a text or parts at least. */
function asMessage(value: Json, role: Role): Json | null {
  if (areMessages([value])) return value;
  const isOne = isObject(value) && !('role' in value) && 'content' in value;
  return isOne ? { role: SPELLED[role], ...value } : null;
}

function parseTurns(text: string): Json | undefined {
  if (!/^\s*(?:\[\s*)?\{\s*"/.test(text)) return undefined;
  try {
    // What JSON.parse gives is JSON.
    const value = JSON.parse(text) as Json;
    return areTurns(value) || areTurns([value]) ? value : undefined;
  } catch {
    return undefined;
  }
}
