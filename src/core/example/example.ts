import type { Json, JsonObject } from '../json.ts';

export type Role = 'system' | 'user' | 'model' | 'tool';

/** A stretch of a turn. `raw` is what no other kind understands, as its JSON text. */
export type Part =
  | { readonly kind: 'text'; readonly text: string }
  /** What the model thinks before it answers. */
  | { readonly kind: 'thought'; readonly text: string }
  | { readonly kind: 'call'; readonly name: string; readonly args: Json; readonly id?: string }
  | { readonly kind: 'response'; readonly name: string; readonly response: Json; readonly id?: string }
  /** An image, a sound, a document: where it is, or its bytes in base64. */
  | { readonly kind: 'media'; readonly mimeType: string; readonly uri?: string; readonly data?: string }
  | { readonly kind: 'raw'; readonly json: string };

export interface Turn {
  readonly role: Role;
  readonly parts: readonly Part[];
  readonly name?: string;
  /** 0 where a trainer must not learn from this turn. */
  readonly weight?: number;
  /** What the row's own format has beyond this and how it spelled it; other formats pass over it. */
  readonly extra?: JsonObject;
}

/** One of several answers to the same turns, the better one with the higher score. */
export interface Completion {
  readonly turns: readonly Turn[];
  readonly score?: number;
}

/** A row in the form that all formats share. Plain data: it crosses worker boundaries. */
export interface Example {
  /** System turns stand where the row has them. In a preference example: the turns before the completions. */
  readonly turns: readonly Turn[];
  /** Answers to compare, in the row's order. Of a chosen and a rejected one the scores are 1 and 0. */
  readonly completions?: readonly Completion[];
  /** Function declarations, each `{ name, description?, parameters? }` with JSON Schema in lower-case types. */
  readonly tools?: readonly JsonObject[];
  /** The class of a labelled text; of an unpaired answer whether it is good. */
  readonly label?: string | number | boolean;
  readonly meta: ExampleMeta;
}

export interface ExampleMeta {
  /** The id of the format that the row came in. */
  readonly format: string;
  /** JSON text of an object: the row's top-level members that its format doesn't understand, as they are. */
  readonly rest: string;
  /** What the row is about; other formats write them where they have a place for them. */
  readonly tags?: readonly string[];
  /** How the format spelled what has several spellings, so that the way back gives the same row. */
  readonly spelling?: JsonObject;
}
