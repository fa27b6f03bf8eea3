import type { Part } from '../../../example/example.ts';
import { isObject, type Json, type JsonObject } from '../../../json.ts';
import type { Path } from '../../../row/edit.ts';
import { ShapeError } from '../../format.ts';
import { isSameCall, readCall, writeArguments } from './call.ts';

type Call = Extract<Part, { kind: 'call' }>;

/** The calls of a message: `tool_calls`, or the one `function_call` of older files. */
export function readCalls({ tool_calls: calls, function_call: old }: JsonObject, path: Path): Call[] {
  const single = old === undefined || old === null ? [] : [readCall(old) ?? noCall([...path, 'function_call'])];
  if (calls === undefined || calls === null) return single;
  if (!Array.isArray(calls)) throw new ShapeError([...path, 'tool_calls'], 'is no list of calls');
  const listed = calls.map((call: Json, index) => {
    return readToolCall(call) ?? noCall([...path, 'tool_calls', index]);
  });
  return [...single, ...listed];
}

/** Calls as members of a message, each that `source` has too as it is spelled there. */
export function writeCalls(calls: readonly Call[], source: JsonObject | undefined): JsonObject {
  if (calls.length === 0) return {};
  const old = readCall(source?.['function_call']);
  const [first, ...others] = calls;
  if (first && source && others.length === 0 && isSameCall(first, old)) {
    return { function_call: source['function_call'] ?? null };
  }
  const spelled: readonly Json[] = Array.isArray(source?.['tool_calls']) ? source['tool_calls'] : [];
  return {
    tool_calls: calls.map((call) => spelled.find((item) => isSameCall(call, readToolCall(item))) ?? plain(call)),
  };
}

function readToolCall(value: Json): Call | undefined {
  return isObject(value) ? readCall(value['function'], value['id']) : undefined;
}

function plain({ id = '', name, args }: Call): JsonObject {
  return { id, type: 'function', function: { name, arguments: writeArguments(args) } };
}

function noCall(path: Path): never {
  throw new ShapeError(path, 'is no call of a function: it has no name');
}
