import type { Example } from '../../../example/example.ts';
import { isObject, type Json, type JsonObject } from '../../../json.ts';
import { readOpenAiTools } from './tools.ts';

/** Function declarations as LLaMA-Factory keeps them: the JSON text of a list. Undefined where it is anything else. */
export function readToolsText(value: Json | undefined): readonly JsonObject[] | undefined {
  if (typeof value !== 'string') return undefined;
  try {
    // JSON.parse gives nothing else.
    const list = JSON.parse(value) as Json;
    const isList = Array.isArray(list) && list.every((tool: Json) => isObject(tool));
    return isList ? readOpenAiTools(list) : undefined;
  } catch {
    // A text that lists no declarations stays what it is.
    return undefined;
  }
}

/** `own`: the row that the tools came from, whose text stays where they are the same. */
export function writeToolsText(tools: Example['tools'], own: JsonObject | null = null): JsonObject {
  if (!tools || tools.length === 0) return {};
  const isSame = JSON.stringify(readToolsText(own?.['tools'])) === JSON.stringify(tools);
  return { tools: isSame && own ? (own['tools'] ?? null) : JSON.stringify(tools) };
}
