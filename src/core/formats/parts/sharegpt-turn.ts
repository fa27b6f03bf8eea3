import type { Part, Role, Turn } from '../../example/example.ts';
import { isObject, type Json, type JsonObject } from '../../json.ts';
import type { Path } from '../../row/edit.ts';
import { type Field, type FieldRole, ShapeError } from '../format.ts';
import { readCall } from './messages/call.ts';
import { fieldRole } from './messages/messages.ts';
import { isCallRole, roleOf } from './messages/roles.ts';
import { weightOf } from './messages/weight.ts';
import { noteSource, respell, saysSame, sourceOf } from './source-turn.ts';

const ROLE_NAMES: Readonly<Record<Role, string>> = {
  system: 'system',
  user: 'human',
  model: 'gpt',
  tool: 'observation',
};
const CALL = 'function_call';
const KNOWN = ['from', 'value', 'text'];

interface ShareGptTurn extends JsonObject {
  readonly from: string;
}

export function isShareGptTurn(value: Json | undefined): value is ShareGptTurn {
  return isObject(value) && typeof value['from'] === 'string' && textName(value) !== undefined;
}

/** Early copies have the text under `text`. */
function textName(turn: JsonObject): 'value' | 'text' | undefined {
  return (['value', 'text'] as const).find((name) => typeof turn[name] === 'string');
}

function textOf(turn: JsonObject): string {
  const text = turn[textName(turn) ?? 'value'];
  return typeof text === 'string' ? text : '';
}

export function areShareGptTurns(value: Json | undefined): value is readonly ShareGptTurn[] {
  return Array.isArray(value) && value.length > 0 && value.every((item: Json) => isShareGptTurn(item));
}

export function readShareGptTurns(value: Json | undefined, path: Path): Turn[] {
  if (!Array.isArray(value)) throw new ShapeError(path, 'is not a list of turns');
  return value.map((turn: Json, index) => readShareGptTurn(turn, [...path, index]));
}

export function readShareGptTurn(turn: Json | undefined, path: Path): Turn {
  if (!isShareGptTurn(turn)) throw new ShapeError(path, 'is no turn: it has no from and value');
  const { from: name } = turn;
  const role = roleOf(name);
  if (!role) throw new ShapeError([...path, 'from'], `is ${JSON.stringify(name)}: no role that is known`);
  const weight = weightOf(turn, role);
  const read: Turn = { role, parts: readParts(textOf(turn), role, name), ...(weight !== undefined && { weight }) };
  return noteSource(read, turn, (plain) => writePlain(plain)[0] ?? null);
}

function readParts(text: string, role: Role, name: string): Part[] {
  if (role === 'tool') return [{ kind: 'response', name: '', response: text }];
  return (isCallRole(name) ? readCalls(text) : undefined) ?? [{ kind: 'text', text }];
}

/** One call or a list of them, as JSON text. */
function readCalls(text: string): Part[] | undefined {
  try {
    // JSON.parse gives nothing else.
    const value = JSON.parse(text) as Json;
    const list: readonly Json[] = Array.isArray(value) ? value : [value];
    const calls = list.map((call) => readCall(call));
    return calls.every((call) => call !== undefined) && calls.length > 0 ? calls : undefined;
  } catch {
    return undefined;
  }
}

/** Turns in ShareGPT's spelling: a call is a turn of its own, and so is each answer to one. */
export function writeShareGptTurns(turns: readonly Turn[], own: boolean): JsonObject[] {
  return turns.flatMap((turn) => writeShareGptTurn(turn, own));
}

export function writeShareGptTurn(turn: Turn, own: boolean): JsonObject[] {
  const plain = writePlain(turn);
  const source = own ? sourceOf(turn) : undefined;
  const [only, ...more] = plain;
  if (!isShareGptTurn(source) || !only || more.length > 0) return plain;
  if (saysSame(readShareGptTurn(source, []), turn)) return [source];
  const isNamed = roleOf(source.from) === turn.role && isCallRole(source.from) === (only['from'] === CALL);
  const said = {
    from: isNamed ? source.from : (only['from'] ?? ''),
    [textName(source) ?? 'value']: only['value'] ?? '',
  };
  return [respell(said, source, KNOWN)];
}

function writePlain({ role, parts }: Turn): JsonObject[] {
  const calls = parts.flatMap((part) => (part.kind === 'call' ? [{ name: part.name, arguments: part.args }] : []));
  if (calls.length > 0) {
    const only = calls.length === 1 ? calls[0] : undefined;
    const said = parts.filter(({ kind }) => kind !== 'call');
    const before = said.length > 0 ? writePlain({ role, parts: said }) : [];
    return [...before, { from: CALL, value: JSON.stringify(only ?? calls) }];
  }
  if (role === 'tool') return parts.map((part) => ({ from: ROLE_NAMES.tool, value: answerText(part) }));
  return [{ from: ROLE_NAMES[role], value: parts.map(partText).join('\n\n') }];
}

function answerText(part: Part): string {
  if (part.kind !== 'response') throw new ShapeError([], `a tool can only answer, and has a ${part.kind} part`);
  return typeof part.response === 'string' ? part.response : JSON.stringify(part.response);
}

function partText(part: Part): string {
  if (part.kind === 'text') return part.text;
  if (part.kind === 'thought') {
    throw new ShapeError([], 'ShareGPT has no place for thoughts: strip them or write them into the text');
  }
  throw new ShapeError([], `ShareGPT holds texts and calls, and a turn has a ${part.kind} part`);
}

/** The texts of turns; `answer` is the role of what the model says. A call is no text. */
export function shareGptFields(value: Json | undefined, path: Path, answer: FieldRole = 'output'): Field[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((turn: Json, index): Field[] => {
    if (!isShareGptTurn(turn) || isCallRole(turn.from)) return [];
    const role = roleOf(turn.from);
    const place = [...path, index, textName(turn) ?? 'value'];
    return role ? [{ path: place, role: fieldRole(role, answer), text: textOf(turn) }] : [];
  });
}
