import { scalarText } from '../../../example/column-text.ts';
import type { Part } from '../../../example/example.ts';
import { isObject, type Json, type JsonObject } from '../../../json.ts';
import type { Path } from '../../../row/edit.ts';
import { ShapeError } from '../../format.ts';
import { urlOf } from '../media.ts';
import { readCall } from './call.ts';
import { readCallPart, readResultPart } from './part-calls.ts';
import { readMediaPart } from './part-media.ts';

/**
 * The content of a message: a text, or a list of parts, also a single one. A number is read as its text. LLaMA-Factory
 * puts every part's matter under `value`.
 */
export function readContent(content: Json | undefined, path: Path): Part[] {
  if (content === undefined || content === null) return [];
  const text = scalarText(content);
  if (text !== null) return [{ kind: 'text', text }];
  if (isObject(content)) return isWhole(content) ? [readPart(content)] : notContent(path, content);
  if (!Array.isArray(content)) return notContent(path, content);
  return content.map((part: Json) => readPart(part));
}

/** One part of a content; `raw` where nobody knows its type. */
export function readPart(part: Json): Part {
  if (typeof part === 'string') return { kind: 'text', text: part };
  return (isObject(part) ? readKnownPart(part) : undefined) ?? { kind: 'raw', json: JSON.stringify(part) };
}

function readKnownPart(part: JsonObject): Part | undefined {
  const name = textName(part);
  if (name !== undefined) return { kind: 'text', text: part[name] as string }; // `textName` has looked.
  const thought = thoughtOf(part);
  if (thought !== undefined) return { kind: 'thought', text: thought };
  const value = part['type'] === 'tool_call' ? (part['tool_call'] ?? part['value']) : undefined;
  const call = typeof value === 'string' ? readCall(parseOrNull(value)) : undefined;
  return call ?? readCallPart(part) ?? readResultPart(part) ?? readMediaPart(part);
}

/** Under which name a part has its text; undefined where it is no text. Bedrock and Mistral's users write no type. */
function textName(part: JsonObject): string | undefined {
  const type = part['type'] ?? null;
  if (type === 'refusal') return typeof part['refusal'] === 'string' ? 'refusal' : undefined;
  if (type !== null && (typeof type !== 'string' || !TEXT_TYPES.has(type))) return undefined;
  const names = type === null ? ['text'] : ['text', 'value', 'content'];
  return names.find((name) => typeof part[name] === 'string');
}

const TEXT_TYPES: ReadonlySet<string> = new Set(['text', 'input_text', 'output_text']);

/** What a model thinks, as LLaMA-Factory, Anthropic and Bedrock spell it. */
function thoughtOf(part: JsonObject): string | undefined {
  const { type } = part;
  const inner = isObject(part['reasoningContent']) ? part['reasoningContent']['reasoningText'] : undefined;
  const thought =
    type === 'reasoning' || type === 'thinking'
      ? (part[type] ?? part['text'] ?? part['value'])
      : isObject(inner)
        ? inner['text']
        : undefined;
  return typeof thought === 'string' ? thought : undefined;
}

/** True for an object that is one part and not a list of them. */
function isWhole(content: JsonObject): boolean {
  return readPart(content).kind !== 'raw';
}

function notContent(path: Path, content: Json): never {
  throw new ShapeError(path, `is ${JSON.stringify(content)}: neither a text nor a list of parts`);
}

function parseOrNull(text: string): Json {
  try {
    // JSON.parse gives nothing else.
    return JSON.parse(text) as Json;
  } catch {
    return null;
  }
}

/** Texts, media and raw parts as a message's content; null where there is none. Other parts have places of their own. */
export function writeContent(parts: readonly Part[]): Json {
  const said = parts.filter(({ kind }) => kind === 'text' || kind === 'media' || kind === 'raw');
  const [first, ...more] = said;
  if (!first) return null;
  if (more.length === 0 && first.kind === 'text') return first.text;
  return said.map(writePart);
}

/** A part in OpenAI's spelling. Throws `ShapeError` where it has none. */
export function writePart(part: Part): Json {
  if (part.kind === 'text') return { type: 'text', text: part.text };
  // The cast: a raw part is JSON.
  if (part.kind === 'raw') return JSON.parse(part.json) as Json;
  if (part.kind !== 'media') throw new ShapeError([], `a ${part.kind} part is no content`);
  const kind = part.mimeType.split('/')[0] ?? '';
  if (kind === 'audio' && part.data !== undefined) {
    const audio: JsonObject = { data: part.data, format: part.mimeType.slice('audio/'.length) };
    return { type: 'input_audio', input_audio: audio };
  }
  if (kind !== 'image') throw new ShapeError([], `a message can't hold ${part.mimeType}: only images and inline audio`);
  return { type: 'image_url', image_url: { url: urlOf(part) } };
}

/** The texts of a content with their places: the content itself, or its parts of text. */
export function contentTexts(content: Json | undefined, path: Path): { readonly path: Path; readonly text: string }[] {
  if (typeof content === 'string') return [{ path, text: content }];
  if (isObject(content)) return partTexts(content, path);
  if (!Array.isArray(content)) return [];
  return content.flatMap((part: Json, index) => partTexts(part, [...path, index]));
}

function partTexts(part: Json, path: Path): { readonly path: Path; readonly text: string }[] {
  if (typeof part === 'string') return [{ path, text: part }];
  const name = isObject(part) ? textName(part) : undefined;
  const text = isObject(part) && name !== undefined ? part[name] : undefined;
  return name !== undefined && typeof text === 'string' ? [{ path: [...path, name], text }] : [];
}
