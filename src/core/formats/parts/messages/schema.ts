import { isObject, type Json, type JsonObject } from '../../../json.ts';

/** Types of JSON Schema, each with what sets written by Python programs call it. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  string: ['str', 'text'],
  integer: ['int', 'long'],
  number: ['float', 'double'],
  boolean: ['bool'],
  array: ['list', 'tuple', 'set'],
  object: ['dict', 'map'],
  null: ['none'],
};

const TYPES = new Map(Object.entries(NAMES).flatMap(([type, names]) => [type, ...names].map((name) => [name, type])));

/** A schema with the types of JSON Schema: `dict` is `object`, `List[int]` an array of integers. */
export function plainSchema(schema: Json): Json {
  return mapSchema(schema, withPlainType);
}

/** A schema in Gemini's words: one type in upper case, `nullable` apart; what is no type of the service is left out. */
export function geminiSchema(schema: Json): Json {
  return mapSchema(plainSchema(schema), withGeminiType);
}

/** A schema of Gemini's in those of JSON Schema. */
export function lowerSchema(schema: Json): Json {
  return mapSchema(schema, (inner) =>
    typeof inner['type'] === 'string' ? { ...inner, type: inner['type'].toLowerCase() } : inner,
  );
}

/** Changes a schema and those inside it; a property that is called `type` is none of their types. */
function mapSchema(schema: Json, change: (schema: JsonObject) => JsonObject): Json {
  if (!isObject(schema)) return schema;
  const members = Object.entries(schema).map(([key, value]): [string, Json] => {
    if (key === 'properties' && isObject(value)) {
      const inner = Object.entries(value).map(([name, property]) => [name, mapSchema(property, change)]);
      return [key, Object.fromEntries(inner) as JsonObject]; // Each entry holds JSON.
    }
    if (key === 'items') return [key, mapSchema(value, change)];
    if (key === 'anyOf' && Array.isArray(value)) return [key, value.map((each: Json) => mapSchema(each, change))];
    return [key, value];
  });
  return change(Object.fromEntries(members));
}

function withPlainType(schema: JsonObject): JsonObject {
  const { type } = schema;
  if (typeof type !== 'string') return schema;
  const word = type.toLowerCase().replace(/,\s*optional$/, '');
  const [, list, inner] = /^(list|tuple|set|array)\[(\w+)\]$/.exec(word) ?? [];
  const items = inner !== undefined && !('items' in schema) ? { items: { type: TYPES.get(inner) ?? inner } } : {};
  return { ...schema, type: TYPES.get(list ?? word) ?? type, ...items };
}

function withGeminiType(schema: JsonObject): JsonObject {
  const { type, ...untyped } = schema;
  if (type === undefined) return schema;
  const listed: readonly Json[] = Array.isArray(type) ? type : [type];
  const known = listed.flatMap((each) =>
    typeof each === 'string' && Object.hasOwn(NAMES, each) ? [each.toUpperCase()] : [],
  );
  const [only, ...more] = known.length > 1 ? known.filter((each) => each !== 'NULL') : known;
  if (only === undefined) return untyped;
  const nullable = known.length > 1 && known.includes('NULL') ? { nullable: true } : {};
  if (more.length === 0) return { ...schema, type: only, ...nullable };
  return { ...untyped, anyOf: [only, ...more].map((each) => ({ type: each })), ...nullable };
}
