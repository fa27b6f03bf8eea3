import type { Part } from '../../../example/example.ts';
import { isObject, type Json, type JsonObject } from '../../../json.ts';

type Call = Extract<Part, { kind: 'call' }>;
type Response = Extract<Part, { kind: 'response' }>;

/** A call among the parts of a content, as Anthropic (`tool_use`) and Bedrock (`toolUse`) spell it. */
export function readCallPart(part: JsonObject): Call | undefined {
  const use = part['type'] === 'tool_use' ? part : part['toolUse'];
  if (!isObject(use) || typeof use['name'] !== 'string') return undefined;
  const id = use['id'] ?? use['toolUseId'];
  return { kind: 'call', name: use['name'], args: use['input'] ?? {}, ...(typeof id === 'string' && { id }) };
}

/** What a tool answered, among the parts of a user's content: `tool_result` or `toolResult`. It names its call alone. */
export function readResultPart(part: JsonObject): Response | undefined {
  const result = part['type'] === 'tool_result' ? part : part['toolResult'];
  if (!isObject(result)) return undefined;
  const id = result['tool_use_id'] ?? result['toolUseId'];
  const response = readResult(result['content']);
  return { kind: 'response', name: '', response, ...(typeof id === 'string' && { id }) };
}

/** Texts as one text, one value of JSON as it is; anything else as it is spelled. */
function readResult(content: Json | undefined): Json {
  if (!Array.isArray(content)) return content ?? '';
  const items: readonly Json[] = content;
  const texts = items.map((item) => (isObject(item) ? item['text'] : item));
  if (texts.every((text) => typeof text === 'string')) return texts.join('\n');
  const [only, ...more] = items;
  return isObject(only) && more.length === 0 && only['json'] !== undefined ? only['json'] : content;
}
