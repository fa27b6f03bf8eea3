import { isObject, type Json, type JsonObject } from '../../../json.ts';
import type { Path } from '../../../row/edit.ts';
import { ShapeError } from '../../format.ts';
import { geminiSchema, lowerSchema, plainSchema } from './schema.ts';

/** Function declarations in OpenAI's spelling: `{ type: 'function', function: { … } }`, or the bare declaration. */
export function readOpenAiTools(value: Json | undefined, path: Path = ['tools']): readonly JsonObject[] | undefined {
  if (!Array.isArray(value) || value.length === 0) return undefined;
  return value.map((tool: Json, index) => {
    return requireDeclaration(declarationOf(tool), [...path, index]);
  });
}

/** Anthropic has the schema under `input_schema`, Bedrock all of it under `toolSpec`. */
function declarationOf(tool: Json): Json {
  if (!isObject(tool)) return tool;
  if (isObject(tool['function'])) return tool['function'];
  const declared = isObject(tool['toolSpec']) ? tool['toolSpec'] : tool;
  const { input_schema: anthropic, inputSchema: bedrock, ...plain } = declared;
  const schema = anthropic ?? (isObject(bedrock) ? (bedrock['json'] ?? bedrock) : bedrock);
  return schema === undefined ? declared : { ...plain, parameters: schema };
}

export function writeOpenAiTools(tools: readonly JsonObject[]): JsonObject[] {
  return tools.map((declared) => ({ type: 'function', function: withSchema(declared, plainSchema) }));
}

/** Function declarations in Gemini's spelling: lists under `functionDeclarations`, schema types in upper case. */
export function readGeminiTools(value: Json | undefined): readonly JsonObject[] | undefined {
  if (!Array.isArray(value) || value.length === 0) return undefined;
  return value.flatMap((tool: Json, index) => {
    const list = isObject(tool) ? (tool['functionDeclarations'] ?? tool['function_declarations']) : undefined;
    if (!Array.isArray(list)) throw new ShapeError(['tools', index], 'has no functionDeclarations');
    return list.map((declared: Json, at) => {
      const found = requireDeclaration(declared, ['tools', index, 'functionDeclarations', at]);
      return withSchema(found, lowerSchema);
    });
  });
}

export function writeGeminiTools(tools: readonly JsonObject[]): JsonObject[] {
  return [{ functionDeclarations: tools.map(geminiDeclaration) }];
}

function requireDeclaration(value: Json, path: Path): JsonObject {
  if (isObject(value) && typeof value['name'] === 'string') return value;
  throw new ShapeError(path, 'is no function declaration: it has no name');
}

function withSchema(declared: JsonObject, change: (schema: Json) => Json): JsonObject {
  const { parameters } = declared;
  return parameters === undefined ? declared : { ...declared, parameters: change(parameters) };
}

/** Members that a declaration of Gemini's has; the service refuses others. */
function geminiDeclaration({ name, description, parameters, required, response }: JsonObject): JsonObject {
  // Some sets list what is required beside the schema.
  const isApart = isObject(parameters) && parameters['required'] === undefined && Array.isArray(required);
  const schema = isApart ? { ...parameters, required } : parameters;
  return {
    name: name ?? '',
    ...(description !== undefined && { description }),
    ...(schema !== undefined && { parameters: geminiSchema(schema) }),
    ...(response !== undefined && { response: geminiSchema(response) }),
  };
}
