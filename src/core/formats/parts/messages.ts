import type { Part, Role, Turn } from '../../example.ts';
import { isObject, type Json, type JsonObject } from '../../json.ts';
import type { Path } from '../../row/edit.ts';
import { type Field, type FieldRole, ShapeError } from '../format.ts';
import { readCall, writeArguments } from './call.ts';
import { contentTexts, readContent, writeContent } from './message-content.ts';
import { roleOf } from './roles.ts';

/** Members that a message and a turn both know. */
const KNOWN = ['role', 'content', 'name', 'weight', 'tool_calls', 'tool_call_id', 'function_call', 'thinking'];

const ROLE_NAMES: Readonly<Record<Role, string>> = { system: 'system', user: 'user', model: 'assistant', tool: 'tool' };

/** True for a list of messages: at least one, each with a role that somebody is known by. */
export function areMessages(value: Json | undefined): value is readonly JsonObject[] {
  return Array.isArray(value) && value.length > 0 && value.every(isMessage);
}

function isMessage(value: Json): boolean {
  if (!isObject(value) || typeof value['role'] !== 'string') return false;
  return (
    roleOf(value['role']) !== undefined && ('content' in value || 'tool_calls' in value || 'function_call' in value)
  );
}

/** Messages as turns. Throws `ShapeError` with the place of the first that is none. */
export function readMessages(value: Json | undefined, path: Path): Turn[] {
  if (!Array.isArray(value)) throw new ShapeError(path, 'is not a list of messages');
  /** Calls by id: a tool's message names its call, not its tool. */
  const calls = new Map<string, string>();
  return value.map((message: Json, index) => {
    const turn = readMessage(message, [...path, index], calls);
    for (const part of turn.parts) if (part.kind === 'call' && part.id !== undefined) calls.set(part.id, part.name);
    return turn;
  });
}

function readMessage(message: Json, path: Path, calls: ReadonlyMap<string, string>): Turn {
  if (!isObject(message)) throw new ShapeError(path, 'is no message');
  const name = typeof message['role'] === 'string' ? message['role'] : '';
  const role = roleOf(name);
  if (!role)
    throw new ShapeError([...path, 'role'], `is ${JSON.stringify(message['role'] ?? null)}: no role that is known`);
  const content = readContent(message['content'], [...path, 'content']);
  const thinking = typeof message['thinking'] === 'string' ? message['thinking'] : undefined;
  const thought: Part[] = thinking === undefined ? [] : [{ kind: 'thought', text: thinking }];
  const parts = role === 'tool' ? [readAnswer(message, content, calls)] : [...thought, ...content];
  const extra = Object.entries(message).filter(([key]) => !KNOWN.includes(key));
  return {
    role,
    parts: [...parts, ...readCalls(message, path)],
    ...(typeof message['name'] === 'string' && role !== 'tool' && { name: message['name'] }),
    ...(typeof message['weight'] === 'number' && { weight: message['weight'] }),
    ...(extra.length > 0 && { extra: Object.fromEntries(extra) }),
  };
}

function readAnswer(message: JsonObject, content: readonly Part[], calls: ReadonlyMap<string, string>): Part {
  const id = message['tool_call_id'];
  const known = typeof id === 'string' ? calls.get(id) : undefined;
  const name = typeof message['name'] === 'string' ? message['name'] : (known ?? '');
  const text = content.map((part) => (part.kind === 'text' ? part.text : '')).join('\n');
  return { kind: 'response', name, response: text, ...(typeof id === 'string' && { id }) };
}

function readCalls(message: JsonObject, path: Path): Part[] {
  const { tool_calls: calls, function_call: old } = message;
  const single = old === undefined || old === null ? [] : [readCall(old) ?? noCall([...path, 'function_call'])];
  if (calls === undefined || calls === null) return single;
  if (!Array.isArray(calls)) throw new ShapeError([...path, 'tool_calls'], 'is no list of calls');
  const listed = calls.map((call: Json, index) => {
    const found = isObject(call) ? readCall(call['function'], call['id']) : undefined;
    return found ?? noCall([...path, 'tool_calls', index]);
  });
  return [...single, ...listed];
}

function noCall(path: Path): never {
  throw new ShapeError(path, 'is no call of a function: it has no name');
}

/** Turns as messages. `own`: the turns came from this shape, so what it has beyond them goes back. */
export function writeMessages(turns: readonly Turn[], own: boolean): JsonObject[] {
  return turns.flatMap((turn) => (turn.role === 'tool' ? writeAnswers(turn, own) : [writeMessage(turn, own)]));
}

function writeMessage(turn: Turn, own: boolean): JsonObject {
  const { role, parts, name, weight } = turn;
  if (!own && parts.some(({ kind }) => kind === 'thought')) {
    throw new ShapeError([], 'a message has no place for thoughts: strip them or write them into the text');
  }
  const thoughts = parts.flatMap((part) => (part.kind === 'thought' ? [part.text] : []));
  const calls = parts.flatMap((part, index) => (part.kind === 'call' ? [{ part, index }] : []));
  return {
    role: ROLE_NAMES[role],
    ...(thoughts.length > 0 && { thinking: thoughts.join('\n\n') }),
    content: writeContent(parts),
    ...(name !== undefined && { name }),
    ...(weight !== undefined && { weight }),
    ...(calls.length > 0 && {
      tool_calls: calls.map(({ part, index }) => ({
        id: part.id ?? callId(part.name, index),
        type: 'function',
        function: { name: part.name, arguments: writeArguments(part.args) },
      })),
    }),
    ...(own && turn.extra),
  };
}

/** Other formats tell calls apart by their tool's name. */
function callId(name: string, index: number): string {
  return index === 0 ? `call_${name}` : `call_${name}_${index}`;
}

/** A message for each answer: Gemini groups the answers to parallel calls in one turn. */
function writeAnswers({ parts, extra }: Turn, own: boolean): JsonObject[] {
  return parts.map((part, index) => {
    if (part.kind !== 'response') throw new ShapeError([], `a tool can only answer, and has a ${part.kind} part`);
    const content = typeof part.response === 'string' ? part.response : JSON.stringify(part.response);
    const id = part.id ?? callId(part.name, index);
    return { role: 'tool', tool_call_id: id, content, ...(own && extra) };
  });
}

const FIELD_ROLES: Readonly<Record<Role, FieldRole>> = {
  system: 'system',
  user: 'input',
  model: 'output',
  tool: 'context',
};

/** The texts of messages; `answer` is the role of what the model says. */
export function messageFields(value: Json | undefined, path: Path, answer: FieldRole = 'output'): Field[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((message: Json, index) => {
    if (!isObject(message) || typeof message['role'] !== 'string') return [];
    const role = roleOf(message['role']);
    if (!role) return [];
    const place = [...path, index, 'content'];
    const found = contentTexts(message['content'], place);
    return found.map(({ path: at, text }) => ({ path: at, role: fieldRole(role, answer), text }));
  });
}

export function fieldRole(role: Role, answer: FieldRole = 'output'): FieldRole {
  return role === 'model' ? answer : FIELD_ROLES[role];
}
