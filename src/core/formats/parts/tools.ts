import { isObject, type Json, type JsonObject } from '../../json.ts';
import { ShapeError } from '../format.ts';

/** Function declarations in OpenAI's spelling: `{ type: 'function', function: { … } }`, or the bare declaration. */
export function readOpenAiTools(value: Json | undefined): readonly JsonObject[] | undefined {
  if (!Array.isArray(value) || value.length === 0) return undefined;
  return value.map((tool: Json, index) => {
    const declared = isObject(tool) && isObject(tool['function']) ? tool['function'] : tool;
    return requireDeclaration(declared, ['tools', index]);
  });
}

export function writeOpenAiTools(tools: readonly JsonObject[]): JsonObject[] {
  return tools.map((declared) => ({ type: 'function', function: declared }));
}

/** Function declarations in Gemini's spelling: lists under `functionDeclarations`, schema types in upper case. */
export function readGeminiTools(value: Json | undefined): readonly JsonObject[] | undefined {
  if (!Array.isArray(value) || value.length === 0) return undefined;
  return value.flatMap((tool: Json, index) => {
    const list = isObject(tool) ? (tool['functionDeclarations'] ?? tool['function_declarations']) : undefined;
    if (!Array.isArray(list)) throw new ShapeError(['tools', index], 'has no functionDeclarations');
    return list.map((declared: Json, at) => {
      const found = requireDeclaration(declared, ['tools', index, 'functionDeclarations', at]);
      return withSchema(found, (type) => type.toLowerCase());
    });
  });
}

export function writeGeminiTools(tools: readonly JsonObject[]): JsonObject[] {
  return [{ functionDeclarations: tools.map((declared) => withSchema(declared, (type) => type.toUpperCase())) }];
}

function requireDeclaration(value: Json, path: readonly (string | number)[]): JsonObject {
  if (isObject(value) && typeof value['name'] === 'string') return value;
  throw new ShapeError(path, 'is no function declaration: it has no name');
}

function withSchema(declared: JsonObject, spell: (type: string) => string): JsonObject {
  const { parameters } = declared;
  return parameters === undefined ? declared : { ...declared, parameters: spellTypes(parameters, spell) };
}

/** A schema with its `type` words spelled anew; a property that is called `type` is none of them. */
function spellTypes(schema: Json, spell: (type: string) => string): Json {
  if (!isObject(schema)) return schema;
  const members = Object.entries(schema).map(([key, value]): [string, Json] => {
    if (key === 'type' && typeof value === 'string') return [key, spell(value)];
    if (key === 'properties' && isObject(value)) {
      const properties = Object.entries(value).map(([name, inner]) => [name, spellTypes(inner, spell)]);
      return [key, Object.fromEntries(properties) as JsonObject]; // Each entry holds JSON.
    }
    if (key === 'items') return [key, spellTypes(value, spell)];
    if (key === 'anyOf' && Array.isArray(value)) return [key, value.map((inner: Json) => spellTypes(inner, spell))];
    return [key, value];
  });
  return Object.fromEntries(members);
}
