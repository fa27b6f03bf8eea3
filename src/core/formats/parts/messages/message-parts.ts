import type { Part } from '../../../example/example.ts';
import { isObject, type Json, type JsonObject } from '../../../json.ts';
import { isSameCall } from './call.ts';
import { readPart, writeContent, writePart } from './message-content.ts';

/** What of a turn is in its message's content, and what has members of its own. */
export interface SplitParts {
  readonly content: Json;
  readonly beside: readonly Part[];
}

/**
 * The parts of a changed turn as the content of the message it was read from spelled them: a text or a list, each part that
 * is still there as it was, and in a list that holds thoughts or calls those too.
 */
export function splitParts(parts: readonly Part[], before: Json | undefined): SplitParts {
  const items: readonly Json[] = Array.isArray(before) ? before : [];
  const kinds = new Set(['text', 'media', 'raw', ...items.map((item) => readPart(item).kind)]);
  const inside = parts.filter(({ kind }) => kinds.has(kind));
  const beside = parts.filter(({ kind }) => !kinds.has(kind));
  if (!Array.isArray(before)) {
    const [only, ...more] = inside;
    const isOne = isObject(before) && only?.kind === 'text' && more.length === 0;
    return { content: isOne ? spellPart(only, before, []) : writeContent(inside), beside };
  }
  const left = [...items];
  return { content: inside.map((part, index) => spellPart(part, items[index], left)), beside };
}

/** `left`: the items that no part before this one was. */
function spellPart(part: Part, here: Json | undefined, left: Json[]): Json {
  const at = left.findIndex((item) => isSamePart(part, readPart(item)));
  const [same] = at === -1 ? [] : left.splice(at, 1);
  if (same !== undefined) return same;
  if (typeof here === 'string' && part.kind === 'text') return part.text;
  const isHere = isObject(here) && readPart(here).kind === part.kind;
  if (isHere && (part.kind === 'text' || part.kind === 'thought')) return withText(here, part);
  return left.some(isValued) || isValued(here) ? valued(part) : writePart(part);
}

function isSamePart(part: Part, read: Part): boolean {
  return part.kind === 'call' ? isSameCall(part, read) : JSON.stringify(part) === JSON.stringify(read);
}

/** The part that was here with another text, under the name that it had for it. */
function withText(item: JsonObject, part: Extract<Part, { kind: 'text' | 'thought' }>): Json {
  const named = TEXT_NAMES.filter((name) => typeof item[name] === 'string');
  const isSame = (made: JsonObject): boolean => JSON.stringify(readPart(made)) === JSON.stringify(part);
  return named.map((name) => ({ ...item, [name]: part.text })).find(isSame) ?? plain(part);
}

const TEXT_NAMES = ['text', 'reasoning', 'thinking', 'refusal', 'value', 'content'];

/** A thought has a place of its own in no message but that it was read from. */
function plain(part: Extract<Part, { kind: 'text' | 'thought' }>): Json {
  return part.kind === 'text' ? writePart(part) : { type: 'thinking', thinking: part.text };
}

/** LLaMA-Factory puts every part's matter under `value`. */
function isValued(item: Json | undefined): boolean {
  return isObject(item) && 'value' in item;
}

function valued(part: Part): Json {
  if (part.kind === 'text') return { type: 'text', value: part.text };
  if (part.kind === 'thought') return { type: 'reasoning', value: part.text };
  if (part.kind !== 'call') return writePart(part);
  return { type: 'tool_call', value: JSON.stringify({ name: part.name, arguments: part.args }) };
}
