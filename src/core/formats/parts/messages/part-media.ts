import type { Part } from '../../../example/example.ts';
import { isObject, type Json, type JsonObject } from '../../../json.ts';
import { mediaOf, readGeminiMedia, typeOfEnding } from '../media.ts';

type Media = Extract<Part, { kind: 'media' }>;
type MediaKind = 'image' | 'audio' | 'video';

/** Media in a content in any spelling: OpenAI's (both APIs), Anthropic's, Bedrock's, Hugging Face's, Gemini's. */
export function readMediaPart(part: JsonObject): Media | undefined {
  return readAddress(part) ?? readSource(part) ?? readBedrock(part) ?? readFile(part) ?? readGeminiMedia(part);
}

/** `image_url`, `input_image` and their like, with the address as a text or under `url`. */
function readAddress(part: JsonObject): Media | undefined {
  for (const kind of ['image', 'audio', 'video'] as const) {
    const named = part[`${kind}_url`] ?? (part['type'] === `${kind}_url` ? part['value'] : undefined);
    const url = isObject(named) ? named['url'] : named;
    if (typeof url === 'string') return mediaOf(url, kind);
    if (part['type'] !== kind) continue;
    const own = part[kind] ?? part['url'] ?? part['path'] ?? part['value'];
    if (typeof own === 'string') return mediaOf(own, kind);
  }
  return readInputAudio(part['input_audio']);
}

function readInputAudio(audio: Json | undefined): Media | undefined {
  if (!isObject(audio) || typeof audio['data'] !== 'string') return undefined;
  const format = typeof audio['format'] === 'string' ? audio['format'] : '*';
  return { kind: 'media', mimeType: `audio/${format}`, data: audio['data'] };
}

/** Anthropic: `source` with the bytes and their type, or an address. */
function readSource({ type, source }: JsonObject): Media | undefined {
  if (!isObject(source) || (type !== 'image' && type !== 'document')) return undefined;
  const { media_type: mimeType, data, url } = source;
  if (typeof mimeType === 'string' && typeof data === 'string') return { kind: 'media', mimeType, data };
  return typeof url === 'string' ? mediaOf(url, 'image') : undefined;
}

/** Bedrock: a `format` and a `source` with the bytes or a place in S3. */
function readBedrock(part: JsonObject): Media | undefined {
  const name = ['image', 'video', 'audio', 'document'].find((each) => isObject(part[each]));
  const media = part[name ?? ''];
  if (!isObject(media) || name === undefined || !isObject(media['source'])) return undefined;
  const format = typeof media['format'] === 'string' ? media['format'] : '';
  const { bytes, s3Location: place } = media['source'];
  // A document has no kind of its own: its format alone says what it is.
  const kind: MediaKind = name === 'video' || name === 'audio' ? name : 'image';
  const mimeType = typeOfEnding(format, kind);
  if (typeof bytes === 'string') return { kind: 'media', mimeType, data: bytes };
  const uri = isObject(place) ? place['uri'] : undefined;
  return typeof uri === 'string' ? { kind: 'media', mimeType, uri } : undefined;
}

/** OpenAI: `input_file` or `file` with a data: address. */
function readFile(part: JsonObject): Media | undefined {
  const file = isObject(part['file']) ? part['file'] : part;
  const data = part['type'] === 'file' || part['type'] === 'input_file' ? file['file_data'] : undefined;
  return typeof data === 'string' && data.startsWith('data:') ? mediaOf(data, 'image') : undefined;
}
