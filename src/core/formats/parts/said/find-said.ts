import type { Role } from '../../../example/example.ts';
import { isObject, type Json, type JsonObject } from '../../../json.ts';
import type { Path } from '../../../row/edit.ts';
import { areMessages } from '../messages/messages.ts';
import { readJsonText } from './json-text.ts';
import type { Said } from './said.ts';

/** Members under which programs wrap what was said, the likeliest first. */
const WRAPPERS = [
  ...[
    'messages',
    'message',
    'output',
    'outputs',
    'answer',
    'response',
    'completion',
    'content',
    'text',
    'raw',
    'result',
  ],
  ...['question', 'input', 'prompt', 'query', 'choices', 'generations', 'candidates', 'kwargs', 'data'],
];
const DEEPEST = 6;

/**
 * What a value of a log says: a text, messages, one message, or one of these wrapped in an object, a list of one or a text of
 * JSON. Null where it says nothing that is understood. `role`: whose text a bare text is.
 */
export function findSaid(value: Json | undefined, path: Path, role: Role, depth = 0): Said | null {
  if (value === undefined || value === null || depth > DEEPEST) return null;
  if (typeof value === 'string') return readText(value, path, role, depth);
  const messages = asMessages(value);
  if (messages) return { path, kind: 'messages', ...messages };
  if (Array.isArray(value)) {
    // The cast: `Array.isArray` forgets what a list of JSON holds.
    return findSaid(value[0] as Json | undefined, [...path, 0], role, depth + 1);
  }
  if (!isObject(value)) return null;
  const message = asMessage(value);
  if (message) return { path, kind: 'message', message, ...placeOf(value) };
  const name = WRAPPERS.find((each) => Object.hasOwn(value, each)) ?? onlyMember(value);
  const said = name === undefined ? null : findSaid(value[name], [...path, name], role, depth + 1);
  // One of several texts is not all that was said: such an object is an answer of fields.
  return said?.kind === 'text' && hasOtherTexts(value, name) ? null : said;
}

function readText(text: string, path: Path, role: Role, depth: number): Said | null {
  const value = readJsonText(text);
  const inner = value === undefined ? null : findSaid(value, path, role, depth + 1);
  // A text of JSON that is no conversation is what was said.
  if (inner && inner.kind !== 'text') return { ...inner, isPlaced: false };
  return { path, kind: 'text', role, text };
}

function asMessages(value: Json): { readonly messages: readonly Json[]; readonly isPlaced?: boolean } | null {
  if (!Array.isArray(value) || value.length === 0) return null;
  const items: readonly Json[] = value;
  if (areMessages(items)) return { messages: items };
  const named = items.map(asMessage);
  if (!named.every((message) => message !== null)) return null;
  return { messages: named, ...items.map(placeOf).find((place) => place.isPlaced === false) };
}

/** What is under `kwargs` or `data` is not where a message has it. */
function placeOf(message: Json): { readonly isPlaced?: boolean } {
  return isObject(message) && 'content' in message ? {} : { isPlaced: false };
}

/** A message, also as LangChain spells it: `type` for the role, or the name of its class with `kwargs`. */
function asMessage(value: Json): JsonObject | null {
  if (!isObject(value)) return null;
  if (areMessages([value])) return value;
  const { type, content, id, kwargs, data } = value;
  if (typeof type !== 'string') return null;
  const named = Array.isArray(id) ? (id.at(-1) as Json | undefined) : undefined; // `Array.isArray` forgets what it holds.
  if (isObject(kwargs) && typeof named === 'string') return renamed(classRole(named), kwargs);
  if (isObject(data) && 'content' in data) return renamed(type, data);
  return content === undefined ? null : renamed(type, value);
}

/** `HumanMessageChunk` is said by the human. */
function classRole(name: string): string {
  return name.replace(/Message(?:Chunk)?$/, '').toLowerCase();
}

function renamed(role: string, message: JsonObject): JsonObject | null {
  const others = Object.entries(message).filter(([name]) => name !== 'type');
  const made = { ...Object.fromEntries(others), role };
  return areMessages([made]) ? made : null;
}

/** A question under a name of its own, with nothing beside it. */
function onlyMember(value: JsonObject): string | undefined {
  const [only, ...more] = Object.keys(value);
  return more.length === 0 && typeof value[only ?? ''] === 'string' ? only : undefined;
}

const NAMES_ONLY = /^(?:type|role|model|object|.*id|.*label|.*reason|.*version)$/i;

function hasOtherTexts(value: JsonObject, said: string | undefined): boolean {
  return Object.entries(value).some(
    ([name, other]) => name !== said && typeof other === 'string' && other !== '' && !NAMES_ONLY.test(name),
  );
}
