import type { Part, Role, Turn } from '../../../example/example.ts';
import { isObject, type Json, type JsonObject } from '../../../json.ts';
import type { Path } from '../../../row/edit.ts';
import { type Field, type FieldRole, ShapeError } from '../../format.ts';
import { withCallIds } from './call-ids.ts';
import { readCalls, writeCalls } from './message-calls.ts';
import { contentTexts, readContent } from './message-content.ts';
import { splitParts } from './message-parts.ts';
import { roleOf } from './roles.ts';
import { weightName, weightOf, writeWeight } from './weight.ts';
import { noteSource, respell, saysSame, sourceOf } from '../source-turn.ts';

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
    return isObject(message) ? noteSource(turn, message, (plain) => writeMessages([plain], true)[0] ?? null) : turn;
  });
}

function readMessage(message: Json, path: Path, calls: ReadonlyMap<string, string>): Turn {
  if (!isObject(message)) throw new ShapeError(path, 'is no message');
  const name = typeof message['role'] === 'string' ? message['role'] : '';
  const role = roleOf(name);
  if (!role)
    throw new ShapeError([...path, 'role'], `is ${JSON.stringify(message['role'] ?? null)}: no role that is known`);
  const content = readContent(message['content'], [...path, 'content']).map((part) => withCallName(part, calls));
  const parts = role === 'tool' ? [readAnswer(message, content, calls)] : [...readThought(message, role), ...content];
  const weight = weightOf(message, role);
  // Anthropic and Bedrock have answers of tools in messages of the user.
  const isAnswer = role === 'user' && parts.length > 0 && parts.every(({ kind }) => kind === 'response');
  return {
    role: isAnswer ? 'tool' : role,
    parts: [...parts, ...readCalls(message, path)],
    ...(typeof message['name'] === 'string' && role !== 'tool' && { name: message['name'] }),
    ...(weight !== undefined && { weight }),
  };
}

/** Where a message has what its model thought: gpt-oss, DeepSeek and vLLM, OpenRouter. */
const THOUGHTS = ['thinking', 'reasoning_content', 'reasoning'];

function thoughtName(message: JsonObject): string | undefined {
  return THOUGHTS.find((name) => typeof message[name] === 'string' && message[name] !== '');
}

/** Some write the member into every message, and nobody but the model thinks. */
function readThought(message: JsonObject, role: Role): Part[] {
  const name = role === 'model' ? thoughtName(message) : undefined;
  const text = name === undefined ? undefined : message[name];
  return typeof text === 'string' ? [{ kind: 'thought', text }] : [];
}

function roleName({ role }: JsonObject): string {
  return typeof role === 'string' ? role : '';
}

function withCallName(part: Part, calls: ReadonlyMap<string, string>): Part {
  if (part.kind !== 'response' || part.name !== '' || part.id === undefined) return part;
  return { ...part, name: calls.get(part.id) ?? '' };
}

function readAnswer(message: JsonObject, content: readonly Part[], calls: ReadonlyMap<string, string>): Part {
  const id = message['tool_call_id'];
  const known = typeof id === 'string' ? calls.get(id) : undefined;
  const name = typeof message['name'] === 'string' ? message['name'] : (known ?? '');
  const texts = content.flatMap((part) => (part.kind === 'text' ? [part.text] : []));
  // What a tool shows beside its words is kept as it is spelled.
  const response = texts.length === content.length ? texts.join('\n') : (message['content'] ?? '');
  return { kind: 'response', name, response, ...(typeof id === 'string' && { id }) };
}

/** Turns as messages. `own`: the turns came from this shape, so what it has beyond them goes back. */
export function writeMessages(turns: readonly Turn[], own: boolean): JsonObject[] {
  return withCallIds(turns).flatMap((turn, index) => {
    const source = own ? sourceOf(turn) : undefined;
    if (!source) return writePlain(turn, own);
    const before = turns[index] ?? turn;
    return saysSame(readAgain(source, before), before) ? [source] : respellMessage(turn, source);
  });
}

function writePlain(turn: Turn, own: boolean): JsonObject[] {
  if (turn.role === 'tool') return turn.parts.map((part) => writeAnswer(part));
  if (!own && turn.parts.some(({ kind }) => kind === 'thought')) {
    throw new ShapeError([], 'a message has no place for thoughts: strip them or write them into the text');
  }
  // What tools answered is kept apart from what the user says with it.
  const answers = turn.role === 'user' ? turn.parts.filter(({ kind }) => kind === 'response') : [];
  if (answers.length === 0) return [writeMessage(turn)];
  const said = turn.parts.filter(({ kind }) => kind !== 'response');
  return [...answers.map((part) => writeAnswer(part)), writeMessage({ ...turn, parts: said })];
}

/** A tool's message that names its call alone is read with the name that the turn got from that call. */
function readAgain(source: JsonObject, { parts }: Turn): Turn {
  const calls = parts.flatMap((part) => (part.kind === 'response' ? [[part.id ?? '', part.name] as const] : []));
  return readMessage(source, [], new Map(calls));
}

function respellMessage(turn: Turn, source: JsonObject): JsonObject[] {
  const named = typeof source['role'] === 'string' ? source['role'] : '';
  const role = roleOf(named) === turn.role ? { role: named } : {};
  if (turn.role !== 'tool') return [respell({ ...writeMessage(turn, source), ...role }, source, understood(source))];
  const [answer, ...more] = turn.parts.map((part) => writeAnswer(part, source['content']));
  if (!answer || more.length > 0) return turn.parts.map((part) => writeAnswer(part));
  const { content, tool_call_id: id } = answer;
  // Older files name the function instead of the call, others tell by order.
  const names = { ...(typeof source['tool_call_id'] === 'string' && { tool_call_id: id ?? null }) };
  const name = typeof source['name'] === 'string' ? { name: source['name'] } : {};
  const weight = writeWeight(turn, source);
  return [
    respell(
      { role: ROLE_NAMES.tool, ...names, ...name, content: content ?? null, ...role, ...weight },
      source,
      understood(source),
    ),
  ];
}

/** The members of a message that its turn tells; those of another type than they should be are none. */
function understood(message: JsonObject): string[] {
  const texts = ['name', 'tool_call_id'].filter((name) => typeof message[name] === 'string');
  const beside = [thoughtName(message), weightName(message, roleOf(roleName(message)) ?? 'user')].filter(
    (name) => name !== undefined,
  );
  return ['role', 'content', 'tool_calls', 'function_call', ...texts, ...beside];
}

function writeMessage({ role, parts, name, weight }: Turn, source?: JsonObject): JsonObject {
  const { content, beside } = splitParts(parts, source?.['content']);
  const thoughts = beside.flatMap((part) => (part.kind === 'thought' ? [part.text] : []));
  const calls = beside.filter((part) => part.kind === 'call');
  const answer = beside.find(({ kind }) => kind === 'response');
  if (answer) throw new ShapeError([], `a message of the ${role} has no place for an answer of a tool`);
  return {
    role: ROLE_NAMES[role],
    ...(thoughts.length > 0 && { [(source && thoughtName(source)) ?? 'thinking']: thoughts.join('\n\n') }),
    ...((content !== null || !source || 'content' in source) && { content }),
    ...(name !== undefined && { name }),
    ...writeWeight({ role, ...(weight !== undefined && { weight }) }, source),
    ...writeCalls(calls, source),
  };
}

/** A message for each answer: Gemini groups the answers to parallel calls in one turn. */
function writeAnswer(part: Part, before?: Json): JsonObject {
  if (part.kind !== 'response') throw new ShapeError([], `a tool can only answer, and has a ${part.kind} part`);
  const text = typeof part.response === 'string' ? part.response : JSON.stringify(part.response);
  const { content } = splitParts([{ kind: 'text', text }], before);
  return { role: 'tool', tool_call_id: part.id ?? '', content };
}

const FIELD_ROLES: Readonly<Record<Role, FieldRole>> = {
  system: 'system',
  user: 'input',
  model: 'output',
  tool: 'context',
};

/** The texts of messages; `answer` is the role of what the model says last: what it said before belongs to the prompt. */
export function messageFields(value: Json | undefined, path: Path, answer: FieldRole = 'output'): Field[] {
  if (!Array.isArray(value)) return [];
  const roles = value.map((message: Json) => {
    return isObject(message) && typeof message['role'] === 'string' ? roleOf(message['role']) : undefined;
  });
  const last = roles.lastIndexOf('model');
  return value.flatMap((message: Json, index) => {
    const role = roles[index];
    if (!isObject(message) || !role) return [];
    const place = [...path, index, 'content'];
    const found = contentTexts(message['content'], place);
    const ofRole = fieldRole(role, index === last ? answer : 'output');
    return found.map(({ path: at, text }) => ({ path: at, role: ofRole, text }));
  });
}

export function fieldRole(role: Role, answer: FieldRole = 'output'): FieldRole {
  return role === 'model' ? answer : FIELD_ROLES[role];
}
