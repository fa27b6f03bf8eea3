import { isObject, type Json, type JsonObject } from '../../../json.ts';
import type { Part } from '../../../example/example.ts';

type Call = Extract<Part, { kind: 'call' }>;

/** Arguments as OpenAI spells them, a JSON text; one that is no JSON is kept as the text it is. */
export function readArguments(value: Json | undefined): Json {
  if (typeof value !== 'string') return value ?? {};
  // A call without arguments.
  if (value.trim() === '') return {};
  try {
    // JSON.parse gives nothing else.
    return JSON.parse(value) as Json;
  } catch {
    return value;
  }
}

export function writeArguments(args: Json): string {
  return typeof args === 'string' ? args : JSON.stringify(args);
}

/** A call as `{ name, arguments }`; undefined where it is none. */
export function readCall(value: Json | undefined, id?: Json): Call | undefined {
  if (!isObject(value) || typeof value['name'] !== 'string') return undefined;
  const call: Call = { kind: 'call', name: value['name'], args: readArguments(value['arguments']) };
  return typeof id === 'string' ? { ...call, id } : call;
}

/** True where a call is the one that was read, which may have got an id since. */
export function isSameCall(call: Call, read: Part | undefined): boolean {
  if (read?.kind !== 'call' || (read.id !== undefined && read.id !== call.id)) return false;
  return call.name === read.name && JSON.stringify(call.args) === JSON.stringify(read.args);
}

/** What a tool answered as the object that Gemini wants. */
export function responseObject(response: Json): JsonObject {
  const read = response === '' ? response : readArguments(response);
  return isObject(read) ? read : { result: read };
}
