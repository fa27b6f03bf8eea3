import { badRequest, invalid, type GoogleError } from './google-error.ts';
import { isObject, type Json, type JsonObject } from './json.ts';

/** What a field may hold. `any` is a free structure, `map` has texts as values, `[x]` is a list. */
export type Field = 'string' | 'int' | 'number' | 'boolean' | 'any' | 'map' | readonly [Field] | Shape;
export interface Shape {
  readonly [name: string]: Field;
}

/** What reading a field gives. */
export type Read<F> = F extends 'string'
  ? string
  : F extends 'int' | 'number'
    ? number
    : F extends 'boolean'
      ? boolean
      : F extends 'any'
        ? Json
        : F extends 'map'
          ? Readonly<Record<string, string>>
          : F extends readonly [infer Item]
            ? readonly Read<Item>[]
            : { readonly [K in keyof F]?: Read<F[K]> };

interface Violation {
  readonly field: string;
  readonly description: string;
}

/**
 * Reads a message as strictly as protobuf's JSON reader: camelCase and snake_case names, numbers also as text,
 * `null` as absent, every unknown name refused. Comes back in camelCase.
 */
export function readMessage<S extends Shape>(body: Buffer, shape: S, root = ''): Read<S> {
  const violations: Violation[] = [];
  const message = read(parse(body), shape, root, violations);
  if (violations.length > 0) throw refuse(violations);
  // Every field was checked against the shape just now.
  return message as Read<S>;
}

function parse(body: Buffer): Json {
  const text = body.toString('utf8');
  if (text.trim() === '') return {};
  try {
    // What JSON.parse gives is JSON.
    return JSON.parse(text) as Json;
  } catch {
    throw invalid(`Invalid JSON payload received. Unexpected token.\n${text.slice(0, 40)}\n^`);
  }
}

function refuse(violations: readonly Violation[]): GoogleError {
  return invalid(violations.map(({ description }) => description).join('\n'), [badRequest(violations)]);
}

function read(value: Json, field: Field, path: string, violations: Violation[]): Json {
  if (field === 'any') return value;
  if (typeof field === 'string') return readScalar(value, field, path, violations);
  if (isList(field)) return readList(value, field[0], path, violations);
  if (!isObject(value)) return wrong(value, 'type.googleapis.com/google.protobuf.Message', path, violations);
  return readFields(value, field, path, violations);
}

function readFields(value: JsonObject, shape: Shape, path: string, violations: Violation[]): JsonObject {
  const message: Record<string, Json> = {};
  for (const [given, content] of Object.entries(value)) {
    const name = toCamel(given);
    const field = Object.hasOwn(shape, name) ? shape[name] : undefined;
    if (field === undefined) unknownName(given, path, violations);
    else if (content !== null && content !== undefined) {
      message[name] = read(content, field, path === '' ? toSnake(name) : `${path}.${toSnake(name)}`, violations);
    }
  }
  return message;
}

function unknownName(name: string, path: string, violations: Violation[]): void {
  const place = path === '' ? '' : ` at '${path}'`;
  const description = `Invalid JSON payload received. Unknown name "${name}"${place}: Cannot find field.`;
  violations.push({ field: path, description });
}

function readList(value: Json, item: Field, path: string, violations: Violation[]): Json {
  // Protobuf's reader takes a lone value as a list of one.
  const list = Array.isArray(value) ? (value as readonly Json[]) : [value];
  return list.map((entry, index) => read(entry, item, `${path}[${index}]`, violations));
}

function readScalar(value: Json, kind: string, path: string, violations: Violation[]): Json {
  switch (kind) {
    case 'string':
      return typeof value === 'string' ? value : wrong(value, 'TYPE_STRING', path, violations);
    case 'boolean':
      return typeof value === 'boolean' ? value : wrong(value, 'TYPE_BOOL', path, violations);
    case 'map': {
      const fits = isObject(value) && Object.values(value).every((entry) => typeof entry === 'string');
      return fits ? value : wrong(value, 'Map', path, violations);
    }
    default: {
      const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
      const fits =
        typeof number === 'number' && (kind === 'int' ? Number.isSafeInteger(number) : !Number.isNaN(number));
      return fits ? number : wrong(value, kind === 'int' ? 'TYPE_INT32' : 'TYPE_FLOAT', path, violations);
    }
  }
}

function wrong(value: Json, type: string, path: string, violations: Violation[]): null {
  const description = `Invalid value at '${path}' (${type}), ${JSON.stringify(value)}`;
  violations.push({ field: path, description });
  return null;
}

function isList(field: Field): field is readonly [Field] {
  return Array.isArray(field);
}

function toCamel(name: string): string {
  return name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

function toSnake(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
