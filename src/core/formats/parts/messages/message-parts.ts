import type { Part } from '../../../example/example.ts';
import { isObject, type Json, type JsonObject } from '../../../json.ts';
import { isSameCall } from './call.ts';
import { readPart, writeContent, writePart } from './message-content.ts';

/** What of a turn stands in its message's content, and what has members of its own. */
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
  if (!Array.isArray(before)) return { content: writeContent(inside), beside };
  const left = [...items];
  return { content: inside.map((part, index) => spellPart(part, items[index], left)), beside };
}

/** `left`: the items that no part before this one was. */
function spellPart(part: Part, here: Json | undefined, left: Json[]): Json {
  const at = left.findIndex((item) => isSamePart(part, readPart(item)));
  const [same] = at === -1 ? [] : left.splice(at, 1);
  if (same !== undefined) return same;
  const isHere = isObject(here) && readPart(here).kind === part.kind;
  if (isHere && (part.kind === 'text' || part.kind === 'thought')) return withText(here, part.text);
  return left.some(isValued) || isValued(here) ? valued(part) : writePart(part);
}

function isSamePart(part: Part, read: Part): boolean {
  return part.kind === 'call' ? isSameCall(part, read) : JSON.stringify(part) === JSON.stringify(read);
}

function withText(item: JsonObject, text: string): JsonObject {
  const name = ['text', 'reasoning', 'value'].find((key) => typeof item[key] === 'string') ?? 'text';
  return { ...item, [name]: text };
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
