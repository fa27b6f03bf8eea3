import type { Part, Role, Turn } from '../../example/example.ts';
import { isObject, type Json, type JsonObject } from '../../json.ts';
import type { Path } from '../../row/edit.ts';
import { type Field, type FieldRole, ShapeError } from '../format.ts';
import { readGeminiMedia } from './media.ts';
import { readArguments, responseObject } from './messages/call.ts';
import { fieldRole } from './messages/messages.ts';
import { roleOf } from './messages/roles.ts';
import { noteSource, saysSame, sourceOf } from './source-turn.ts';

const ROLES: Readonly<Record<string, Exclude<Role, 'system'>>> = {
  user: 'user',
  model: 'model',
  function: 'tool',
  tool: 'tool',
};
const ROLE_NAMES = { user: 'user', model: 'model', tool: 'user' } as const;

/**
 * True for a turn as Gemini spells it, an object with a list of parts, and as people spell it who had OpenAI's before them:
 * one part without a list, or a `content`. What the service refuses of it is named by the rules for its lines.
 */
export function isContent(value: Json | undefined): value is JsonObject {
  return isObject(value) && partsName(value) !== undefined;
}

function partsName(content: JsonObject): 'parts' | 'content' | undefined {
  const { parts, content: said, role } = content;
  if (typeof parts === 'object' && parts !== null) return 'parts';
  if (typeof parts === 'string') return 'parts';
  const isSaid = typeof said === 'string' || (typeof said === 'object' && said !== null);
  return isSaid && typeof role === 'string' ? 'content' : undefined;
}

/** The parts of a turn, and where each stands. */
function partsOf(content: JsonObject): readonly { readonly part: Json; readonly path: Path }[] {
  const name = partsName(content);
  const parts = name === undefined ? undefined : content[name];
  if (name === undefined || parts === undefined) return [];
  if (!Array.isArray(parts)) return [{ part: parts, path: [name] }];
  return parts.map((part: Json, index) => ({ part, path: [name, index] }));
}

/** True for a list of such turns, at least one. */
export function areContents(value: Json | undefined): value is readonly JsonObject[] {
  return Array.isArray(value) && value.length > 0 && value.every((item: Json) => isContent(item));
}

export function readContents(value: Json | undefined, path: Path): Turn[] {
  if (!Array.isArray(value)) throw new ShapeError(path, 'is not a list of turns');
  return value.map((content: Json, index) => readContent(content, [...path, index]));
}

/** One turn. `role`: whose it is where it need not say so. */
export function readContent(content: Json | undefined, path: Path, role?: Role): Turn {
  if (!isContent(content)) throw new ShapeError(path, 'is no turn: it has no list of parts');
  const named = content['role'];
  const found = role ?? knownRole(named);
  if (!found) throw new ShapeError([...path, 'role'], `is ${JSON.stringify(named ?? null)}: it must be user or model`);
  const parts = partsOf(content).map(({ part }) => readPart(part));
  // Answers of tools are in turns of the user.
  const isTool = found === 'user' && parts.length > 0 && parts.every(({ kind }) => kind === 'response');
  return noteSource({ role: isTool ? 'tool' : found, parts }, content, (turn) => writeContent(turn, true));
}

/** Who is meant, also by the names that others have for them. */
function knownRole(named: Json | undefined): Role | undefined {
  if (typeof named !== 'string') return undefined;
  return Object.hasOwn(ROLES, named) ? ROLES[named] : roleOf(named);
}

/** One part; `raw` where it is none that an example knows. */
function readPart(part: Json): Part {
  if (typeof part === 'string') return { kind: 'text', text: part };
  return (isObject(part) ? readKnownPart(part) : undefined) ?? { kind: 'raw', json: JSON.stringify(part) };
}

function readKnownPart(part: JsonObject): Part | undefined {
  const call = part['functionCall'] ?? part['function_call'];
  const answer = part['functionResponse'] ?? part['function_response'];
  if (typeof part['text'] === 'string')
    return { kind: part['thought'] === true ? 'thought' : 'text', text: part['text'] };
  if (isObject(call) && typeof call['name'] === 'string') {
    return { kind: 'call', name: call['name'], args: call['args'] ?? {}, ...idOf(call) };
  }
  if (isObject(answer) && typeof answer['name'] === 'string') {
    return { kind: 'response', name: answer['name'], response: answer['response'] ?? {}, ...idOf(answer) };
  }
  return readGeminiMedia(part);
}

function idOf({ id }: JsonObject): { readonly id?: string } {
  return typeof id === 'string' ? { id } : {};
}

/** Turns as Gemini spells them. `own`: they came so, and what they have beyond goes back. */
export function writeContents(turns: readonly Turn[], own: boolean): JsonObject[] {
  return turns.map((turn) => {
    // Some rows have it there, though the service refuses it.
    if (turn.role === 'system' && !(own && sourceOf(turn)))
      throw new ShapeError([], 'a system turn in the conversation: hoist it or fold it first');
    return writeContent(turn, own);
  });
}

export function writeContent(turn: Turn, own: boolean): JsonObject {
  const source = own ? sourceOf(turn) : undefined;
  if (!source) return { ...roleMember(turn), parts: turn.parts.map((part) => writePart(part, own)) };
  const role = roleAnew(turn, source['role']);
  if (!role && saysSame(readContent(source, [], turn.role), turn)) return source;
  const name = partsName(source) ?? 'parts';
  const spelled = spellParts(
    turn.parts,
    partsOf(source).map(({ part }) => part),
  );
  const [only, ...more] = spelled;
  const isBare = !Array.isArray(source[name]) && only !== undefined && more.length === 0;
  return { ...source, ...role, [name]: isBare ? only : spelled };
}

/** The role of a turn that has another than the one it was read with. An answer may be read under any name. */
function roleAnew(turn: Turn, named: Json | undefined): JsonObject | undefined {
  if (typeof named !== 'string' || turn.role === 'system') return undefined;
  const before = knownRole(named);
  if (before === 'system') return roleMember(turn);
  const isSame = before ? ROLE_NAMES[before] === ROLE_NAMES[turn.role] : turn.role === 'model';
  return isSame ? undefined : roleMember(turn);
}

/** A system instruction need not say whose it is. */
function roleMember({ role }: Turn): JsonObject {
  return role === 'system' ? {} : { role: ROLE_NAMES[role] };
}

/** The parts of a changed turn, each that is still there as it was spelled. */
function spellParts(parts: readonly Part[], before: readonly Json[]): Json[] {
  const left = [...before];
  return parts.map((part, index) => {
    const said = JSON.stringify(part);
    const at = left.findIndex((item) => JSON.stringify(readPart(item)) === said);
    const [same] = at === -1 ? [] : left.splice(at, 1);
    if (same !== undefined) return same;
    const here = before[index];
    if (typeof here === 'string' && part.kind === 'text') return part.text;
    const isText = part.kind === 'text' || part.kind === 'thought';
    if (isText && isObject(here) && readPart(here).kind === part.kind) return { ...here, text: part.text };
    return writePart(part, true);
  });
}

function writePart(part: Part, own: boolean): Json {
  switch (part.kind) {
    case 'text':
      return { text: part.text };
    case 'thought':
      if (own) return { text: part.text, thought: true };
      throw new ShapeError([], 'a tuning example has no place for thoughts: strip them or write them into the text');
    case 'call':
      return {
        functionCall: { name: part.name, args: argumentsOf(part), ...(own && part.id && { id: part.id }) },
      };
    case 'response':
      return {
        functionResponse: {
          ...{ name: part.name, response: responseObject(part.response) },
          ...(own && part.id && { id: part.id }),
        },
      };
    case 'media':
      if (part.uri !== undefined) return { fileData: { mimeType: part.mimeType, fileUri: part.uri } };
      return { inlineData: { mimeType: part.mimeType, data: part.data ?? '' } };
    case 'raw':
      if (!own) throw new ShapeError([], `a part that Gemini does not know: ${part.json.slice(0, 60)}`);
      // JSON.parse gives nothing else.
      return JSON.parse(part.json) as Json;
  }
}

/** Arguments have names: what is no object would have to be given one that nobody said. */
function argumentsOf({ name, args }: Extract<Part, { kind: 'call' }>): JsonObject {
  const read = readArguments(args);
  if (isObject(read)) return read;
  throw new ShapeError(
    [],
    `the call of ${JSON.stringify(name)} has arguments that are no object: ${JSON.stringify(args)}`,
  );
}

/** The texts of turns; `answer` is the role of what the model says. */
export function contentFields(value: Json | undefined, path: Path, answer: FieldRole = 'output'): Field[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((content: Json, index) => oneContentFields(content, [...path, index], undefined, answer));
}

/** The texts of one turn; `role`: whose it is where it need not say so. */
export function oneContentFields(
  content: Json | undefined,
  path: Path,
  role?: FieldRole,
  answer: FieldRole = 'output',
): Field[] {
  if (!isContent(content)) return [];
  const known = knownRole(content['role']);
  const found = role ?? (known ? fieldRole(known, answer) : 'other');
  return partsOf(content).flatMap(({ part, path: place }): Field[] => {
    if (typeof part === 'string') return [{ path: [...path, ...place], role: found, text: part }];
    const text = isObject(part) ? part['text'] : undefined;
    return typeof text === 'string' ? [{ path: [...path, ...place, 'text'], role: found, text }] : [];
  });
}
