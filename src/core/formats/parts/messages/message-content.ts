import type { Part } from '../../../example/example.ts';
import { isObject, type Json, type JsonObject } from '../../../json.ts';
import type { Path } from '../../../row/edit.ts';
import { ShapeError } from '../../format.ts';
import { readCall } from './call.ts';
import { mediaOf, urlOf } from '../media.ts';

/** The content of a message: a text, or a list of parts. LLaMA-Factory puts every part's matter under `value`. */
export function readContent(content: Json | undefined, path: Path): Part[] {
  if (content === undefined || content === null) return [];
  if (typeof content === 'string') return [{ kind: 'text', text: content }];
  if (!Array.isArray(content)) throw new ShapeError(path, 'is neither a text nor a list of parts');
  return content.map((part: Json) => readPart(part));
}

/** One part of a content; `raw` where nobody knows its type. */
export function readPart(part: Json): Part {
  if (!isObject(part) || typeof part['type'] !== 'string') return rawPart(part);
  const type = part['type'];
  const matter = part[type] ?? part['value'];
  const text = part['text'] ?? part['value'];
  if (type === 'text' && typeof text === 'string') return { kind: 'text', text };
  if (type === 'reasoning' && typeof matter === 'string') return { kind: 'thought', text: matter };
  if (type === 'tool_call' && typeof matter === 'string') return readCall(parseOrNull(matter)) ?? rawPart(part);
  const kind = /^(image|audio|video)_url$/.exec(type)?.[1];
  const url = isObject(matter) ? matter['url'] : matter;
  // The cast: the pattern takes these three alone.
  if (kind !== undefined && typeof url === 'string') return mediaOf(url, kind as 'image' | 'audio' | 'video');
  if (type === 'input_audio' && isObject(matter) && typeof matter['data'] === 'string') {
    const format = typeof matter['format'] === 'string' ? matter['format'] : '*';
    return { kind: 'media', mimeType: `audio/${format}`, data: matter['data'] };
  }
  return rawPart(part);
}

function rawPart(part: Json): Part {
  return { kind: 'raw', json: JSON.stringify(part) };
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
  // The cast: what `rawPart` wrote is JSON.
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

/** The texts of a content with their places: the content itself, or its parts of type text. */
export function contentTexts(content: Json | undefined, path: Path): { readonly path: Path; readonly text: string }[] {
  if (typeof content === 'string') return [{ path, text: content }];
  if (!Array.isArray(content)) return [];
  return content.flatMap((part: Json, index) => {
    if (!isObject(part) || part['type'] !== 'text') return [];
    const name = typeof part['text'] === 'string' ? 'text' : 'value';
    const text = part[name];
    return typeof text === 'string' ? [{ path: [...path, index, name], text }] : [];
  });
}
