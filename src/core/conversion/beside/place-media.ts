import type { Example, Part, Turn } from '../../example/example.ts';
import { mediaOf } from '../../formats/parts/media.ts';
import { isObject, type Json, type JsonObject } from '../../json.ts';
import { Drop } from '../../recipe/step.ts';

type Kind = 'image' | 'video' | 'audio';
type Media = Extract<Part, { kind: 'media' }>;

const KINDS: readonly Kind[] = ['image', 'video', 'audio'];
/** Placeholders for media in a text: `<image>`, `<image_1>`, `<|image|>`. */
const PLACEHOLDER = /<\|?(image|video|audio)(?:_\d+)?\|?>/;

interface Beside {
  /** The member that names them. */
  readonly name: string;
  readonly files: readonly Media[];
}

const NONE: Beside = { name: '', files: [] };

/** The media that a row names beside its turns, in their order. */
function besideMedia(row: JsonObject): Readonly<Record<Kind, Beside>> {
  const of = (kind: Kind): Beside => {
    const names = [`${kind}s`, kind, `${kind}_path`, `${kind}_url`, `${kind}_paths`, `${kind}_urls`, `${kind}_file`];
    const found = names.map((name) => ({ name, files: filesOf(row[name], kind) }));
    return found.find(({ files }) => files.length > 0) ?? NONE;
  };
  return { image: of('image'), video: of('video'), audio: of('audio') };
}

/** The first media that a row names beside its turns, and under which member; undefined where it has none. */
export function firstBeside(row: JsonObject): { readonly name: string; readonly file: string } | undefined {
  const media = besideMedia(row);
  const found = KINDS.map((kind) => media[kind]).find(({ files }) => files.length > 0);
  return found && { name: found.name, file: urlIn(found.files[0]) };
}

/**
 * Puts the media that are beside the turns where a text or an empty part names them. Media that nothing names stay beside:
 * they may be no part of what is asked. Refused where places and media are not as many.
 */
export function placeMedia(example: Example, row: JsonObject): Example | Drop {
  const media = besideMedia(row);
  const left: Record<Kind, Media[]> = {
    ...{ image: [...media.image.files], video: [...media.video.files], audio: [...media.audio.files] },
  };
  let missing: Kind | undefined;
  const take = (kind: Kind): Part => {
    const next = left[kind].shift();
    if (!next) missing ??= kind;
    return next ?? { kind: 'text', text: `<${kind}>` };
  };
  const turns = example.turns.map((turn): Turn => ({ ...turn, parts: turn.parts.flatMap((part) => fill(part, take)) }));
  const placed = KINDS.filter((kind) => left[kind].length < media[kind].files.length);
  const odd = missing ?? placed.find((kind) => left[kind].length > 0);
  if (odd !== undefined) {
    const { files } = media[odd];
    const detail = `${files.length} beside the text${files[0] ? `, such as ${urlIn(files[0])}` : ''}`;
    return new Drop(`the text has more or fewer ${odd} placeholders than the row has files`, detail);
  }
  if (placed.length === 0) return example;
  const names = placed.map((kind) => media[kind].name);
  const rest = Object.entries(row).filter(([name]) => !names.includes(name));
  return { ...example, turns, meta: { ...example.meta, rest: JSON.stringify(Object.fromEntries(rest)) } };
}

function fill(part: Part, take: (kind: Kind) => Part): Part[] {
  const place = placeIn(part);
  if (place === undefined) return [part];
  if (part.kind !== 'text') return [take(place.kind)];
  const before = part.text.slice(0, place.at).trimEnd();
  const after = part.text.slice(place.at + place.length).trimStart();
  const text = (words: string): Part[] => (words === '' ? [] : [{ kind: 'text', text: words }]);
  const first = [...text(before), take(place.kind)];
  return [...first, ...text(after).flatMap((rest) => fill(rest, take))];
}

/** A part without matter of its own, such as `{ type: 'image' }`, is a place too. */
function placeIn(part: Part): { readonly kind: Kind; readonly at: number; readonly length: number } | undefined {
  if (part.kind === 'raw') {
    const kind = KINDS.find((each) => part.json === JSON.stringify({ type: each }));
    return kind && { kind, at: 0, length: 0 };
  }
  const found = part.kind === 'text' ? PLACEHOLDER.exec(part.text) : null;
  const kind = KINDS.find((each) => each === found?.[1]);
  return found && kind ? { kind, at: found.index, length: found[0].length } : undefined;
}

function filesOf(value: Json | undefined, kind: Kind): readonly Media[] {
  const values: readonly Json[] = Array.isArray(value) ? value : [value ?? null];
  return values.flatMap((each) => fileOf(each, kind));
}

/** An address or a path, or Hugging Face's `{ bytes, path }`. */
function fileOf(value: Json, kind: Kind): Media[] {
  if (typeof value === 'string') return value === '' ? [] : [mediaOf(value, kind)];
  if (!isObject(value)) return [];
  const at = value['url'] ?? value['path'];
  if (typeof value['bytes'] === 'string') return [{ kind: 'media', mimeType: `${kind}/*`, data: value['bytes'] }];
  return typeof at === 'string' && at !== '' ? [mediaOf(at, kind)] : [];
}

function urlIn(media: Media | undefined): string {
  return media?.uri ?? media?.mimeType ?? 'nothing';
}
