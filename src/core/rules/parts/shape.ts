import { isObject, type Json, type JsonObject } from '../../json.ts';
import { partKind } from './gemini-line.ts';
import { quote } from './quote.ts';
import { findToolFault } from './tool-shape.ts';

const SYSTEM = ['systemInstruction', 'system_instruction'];
const ROLES: ReadonlySet<string> = new Set(['user', 'model', 'function']);

const FILE = ['mimeType', 'mime_type', 'fileUri', 'file_uri'];
const BYTES = ['mimeType', 'mime_type', 'data'];
const CALL = ['name', 'args', 'id'];
const RESPONSE = ['name', 'response', 'id'];

/** Members of what a part holds; both spellings of JSON in Google's services. */
const INNER: Readonly<Record<string, readonly string[]>> = {
  ...{ fileData: FILE, file_data: FILE, inlineData: BYTES, inline_data: BYTES },
  ...{ functionCall: CALL, function_call: CALL, functionResponse: RESPONSE, function_response: RESPONSE },
};

/** The first member of a line that its service doesn't know, or that is missing or of a wrong type; null where none is. */
export function findShapeFault(value: Json): string | null {
  if (!isObject(value)) return `row is ${quote(value)}, no object`;
  if (!('contents' in value)) return pairFault(value);
  if ('completions' in value) return preferenceFault(value);
  if ('references' in value) return reinforcementFault(value);
  return strange(value, 'row', [...SYSTEM, 'contents', 'tools']) ?? promptFault(value) ?? findToolFault(value['tools']);
}

function pairFault(value: JsonObject): string | null {
  const input = 'textInput' in value ? 'textInput' : 'text_input';
  return strange(value, 'row', [input, 'output']) ?? noText(value, input) ?? noText(value, 'output');
}

function preferenceFault(value: JsonObject): string | null {
  const fault = strange(value, 'row', [...SYSTEM, 'contents', 'completions']) ?? promptFault(value);
  return fault ?? firstFault(value['completions'], 'completions', completionFault);
}

function reinforcementFault(value: JsonObject): string | null {
  const fault = strange(value, 'row', [...SYSTEM, 'contents', 'references', 'tools']) ?? promptFault(value);
  return fault ?? referencesFault(value['references']) ?? findToolFault(value['tools']);
}

function referencesFault(references: Json | undefined): string | null {
  if (!isObject(references)) return `references is ${quote(references)}, no object`;
  const [name, text] = Object.entries(references).find(([, each]) => typeof each !== 'string') ?? [];
  return name === undefined ? null : `references.${name} is ${quote(text)}, no text`;
}

function completionFault(value: Json, place: string): string | null {
  if (!isObject(value)) return `${place} is ${quote(value)}, no object`;
  const fault =
    strange(value, place, ['score', 'completion']) ?? turnFault(value['completion'] ?? null, `${place}.completion`);
  return fault ?? (isModel(value['completion']) ? null : `${place}.completion is not of the model`);
}

function promptFault(value: JsonObject): string | null {
  return systemFault(value) ?? firstFault(value['contents'], 'contents', turnFault);
}

function systemFault(value: JsonObject): string | null {
  const name = SYSTEM.find((each) => each in value);
  if (name === undefined) return null;
  const system = value[name] ?? null;
  if (!isObject(system)) return `${name} is ${quote(system)}, no object`;
  const { role } = system;
  if (role !== undefined && role !== 'system') return `${name}.role is ${quote(role)}`;
  return strange(system, name, ['role', 'parts']) ?? firstFault(system['parts'], `${name}.parts`, textPartFault);
}

function textPartFault(part: Json, place: string): string | null {
  return partKind(part) === 'text' ? partFault(part, place) : `${place} is ${quote(part)}, no text`;
}

function turnFault(turn: Json, place: string): string | null {
  if (!isObject(turn)) return `${place} is ${quote(turn)}, no object`;
  const { role } = turn;
  if (typeof role !== 'string' || !ROLES.has(role)) return `${place}.role is ${quote(role)}`;
  return strange(turn, place, ['role', 'parts']) ?? firstFault(turn['parts'], `${place}.parts`, partFault);
}

function partFault(part: Json, place: string): string | null {
  const kind = partKind(part);
  // Another rule speaks of thoughts, which the service has, but not in what is learned.
  if (kind === 'other' || kind === 'thought' || !isObject(part)) return `${place} is ${quote(part)}`;
  const [name = '', inner] = Object.entries(part)[0] ?? [];
  if (kind === 'text') return noText(part, name, place);
  if (!isObject(inner)) return `${place}.${name} is ${quote(inner)}, no object`;
  return strange(inner, `${place}.${name}`, INNER[name] ?? []) ?? innerFault(inner, kind, `${place}.${name}`);
}

function innerFault(inner: JsonObject, kind: string, place: string): string | null {
  if (kind === 'media') {
    const type = inner['mimeType'] ?? inner['mime_type'];
    const at = inner['fileUri'] ?? inner['file_uri'] ?? inner['data'];
    return isFilled(type) && isFilled(at) ? null : `${place} lacks its type, or its place or bytes`;
  }
  if (!isFilled(inner['name'])) return `${place}.name is ${quote(inner['name'])}`;
  const held = kind === 'call' && inner['args'] === undefined ? {} : inner[kind === 'call' ? 'args' : 'response'];
  return isObject(held) ? null : `${place}.${kind === 'call' ? 'args' : 'response'} is ${quote(held)}, no object`;
}

function firstFault(
  value: Json | undefined,
  place: string,
  find: (item: Json, place: string) => string | null,
): string | null {
  if (!Array.isArray(value) || value.length === 0) return `${place} is ${quote(value)}: it must be a list`;
  for (const [index, item] of value.entries()) {
    // The cast: `Array.isArray` forgets what a list of JSON holds.
    const fault = find(item as Json, `${place}[${index}]`);
    if (fault !== null) return fault;
  }
  return null;
}

/** The first member that isn't known. */
function strange(value: JsonObject, place: string, known: readonly string[]): string | null {
  const name = Object.keys(value).find((each) => !known.includes(each));
  return name === undefined ? null : `${place} has ${quote(name)}, which the service doesn’t know`;
}

function noText(value: JsonObject, name: string, place = 'row'): string | null {
  return typeof value[name] === 'string' ? null : `${place}.${name} is ${quote(value[name])}, no text`;
}

function isFilled(value: Json | undefined): boolean {
  return typeof value === 'string' && value !== '';
}

function isModel(value: Json | undefined): boolean {
  return isObject(value) && value['role'] === 'model';
}
