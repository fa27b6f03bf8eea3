import type { Part } from '../../example/example.ts';
import { isObject, type JsonObject } from '../../json.ts';

type Media = Extract<Part, { kind: 'media' }>;

const DATA_URL = /^data:([^;,]*)(?:;[^;,]*)*;base64,(.*)$/s;
const TYPES: Readonly<Record<string, string>> = {
  ...{ png: 'image/png', jpg: 'image/jpeg', jpeg: 'image/jpeg', webp: 'image/webp', gif: 'image/gif' },
  ...{ mp3: 'audio/mpeg', wav: 'audio/wav', mp4: 'video/mp4', webm: 'video/webm', pdf: 'application/pdf' },
};

/** What an address stands for; a data: address holds the bytes themselves. `kind` is the type where its end says none. */
export function mediaOf(url: string, kind: 'image' | 'audio' | 'video'): Media {
  const inline = DATA_URL.exec(url);
  if (inline) return { kind: 'media', mimeType: inline[1] ?? '', data: inline[2] ?? '' };
  const ending = /\.([a-z0-9]+)(?:[?#].*)?$/i.exec(url)?.[1]?.toLowerCase() ?? '';
  return { kind: 'media', mimeType: TYPES[ending] ?? `${kind}/*`, uri: url };
}

/** The type that the ending of a file's name means. */
export function typeOfEnding(ending: string, kind: 'image' | 'audio' | 'video'): string {
  return TYPES[ending.toLowerCase()] ?? `${kind}/${ending === '' ? '*' : ending.toLowerCase()}`;
}

/** The address of media, its bytes inside where it has none. */
export function urlOf({ mimeType, uri, data }: Media): string {
  return uri ?? `data:${mimeType};base64,${data ?? ''}`;
}

/** `fileData` or `inlineData` of Gemini in both spellings; undefined where a part is neither. */
export function readGeminiMedia(part: JsonObject): Media | undefined {
  const file = part['fileData'] ?? part['file_data'];
  const inline = part['inlineData'] ?? part['inline_data'];
  const media = isObject(file) ? file : isObject(inline) ? inline : undefined;
  const mimeType = media?.['mimeType'] ?? media?.['mime_type'];
  const uri = media?.['fileUri'] ?? media?.['file_uri'];
  const data = media?.['data'];
  if (typeof mimeType !== 'string') return undefined;
  if (media === file && typeof uri === 'string') return { kind: 'media', mimeType, uri };
  return media === inline && typeof data === 'string' ? { kind: 'media', mimeType, data } : undefined;
}
