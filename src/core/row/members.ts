import type { Json } from '../json.ts';
import { viewOf } from '../hash/byte-view.ts';
import { MembersAhead } from '../kernel/members-ahead.ts';
import { shapeOf, type KeyShape } from './key-shape.ts';
import {
  CLOSE_BRACE,
  COLON,
  COMMA,
  OPEN_BRACE,
  OPEN_BRACKET,
  QUOTE,
  closingQuote,
  endOfValue,
  matchKey,
  sawEscape,
  skipSpace,
} from './scan-bytes.ts';
import { unescape, type Utf8Text } from './unescape.ts';

/** What a value is, by its first byte. */
export const STRING = 1;
export const NUMBER = 2;
export const TRUE = 3;
export const FALSE = 4;
export const NULL = 5;
export const ARRAY = 6;
export const OBJECT = 7;

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** A string's spelling between its quotes. */
export interface SpelledText extends Utf8Text {
  /** Whether there is a backslash in it. */
  readonly escaped: boolean;
}

/**
 * Where the top-level members of one row are in its bytes. There is one, used again for each row: rows come by the million,
 * and steps that look at the same row share it. A row is JSON by contract: nothing is checked beyond what keeps the scan
 * inside the row.
 */
export class Members {
  count = 0;
  bytes: Uint8Array = new Uint8Array(0);
  kinds = new Uint8Array(64);
  /** Of each value, quotes included. */
  starts = new Uint32Array(64);
  ends = new Uint32Array(64);
  escaped = new Uint8Array(64);
  #keyStarts = new Uint32Array(64);
  #keyEnds = new Uint32Array(64);
  #shape: KeyShape | undefined;
  readonly #ahead: MembersAhead | null;
  readonly #spelled = { bytes: this.bytes, start: 0, end: 0, escaped: false };

  /** Without an `ahead` the result is the same, and takes longer. */
  constructor(ahead: MembersAhead | null = new MembersAhead()) {
    this.#ahead = ahead;
  }

  get shape(): KeyShape {
    return (this.#shape ??= shapeOf(this.bytes, this.#keyStarts, this.#keyEnds, this.count));
  }

  /** The member that counts under a name, -1 where there is none. */
  find(name: string): number {
    return this.shape.index.get(name) ?? -1;
  }

  kindOf(member: number): number {
    return member < 0 ? 0 : (this.kinds[member] ?? 0);
  }

  /** True where no value is a list or object. */
  get isFlat(): boolean {
    for (const member of this.shape.sorted) if (this.kindOf(member) >= ARRAY) return false;
    return true;
  }

  /** A value as the row spells it. */
  sourceOf(member: number): string {
    return decoder.decode(this.bytes.subarray(this.starts[member], this.ends[member]));
  }

  /** A value parsed, undefined for no member. */
  jsonOf(member: number): Json | undefined {
    switch (this.kindOf(member)) {
      case 0:
        return undefined;
      case STRING:
        return this.stringOf(member);
      case TRUE:
        return true;
      case FALSE:
        return false;
      case NULL:
        return null;
      default:
        // A value inside a row parses to JSON.
        return JSON.parse(this.sourceOf(member)) as Json;
    }
  }

  /** The string that a member of that kind spells. */
  stringOf(member: number): string {
    const start = this.starts[member] ?? 0;
    const end = this.ends[member] ?? 0;
    // A quoted text can parse to nothing but a string.
    if (this.escaped[member] === 1) return JSON.parse(this.sourceOf(member)) as string;
    return decoder.decode(this.bytes.subarray(start + 1, end - 1));
  }

  isEmptyString(member: number): boolean {
    return this.kindOf(member) === STRING && (this.ends[member] ?? 0) - (this.starts[member] ?? 0) === 2;
  }

  /** A string as it is spelled. The same object for every member: good until the next one is asked for. */
  spelledOf(member: number): SpelledText {
    const spelled = this.#spelled;
    spelled.bytes = this.bytes;
    spelled.start = (this.starts[member] ?? 0) + 1;
    spelled.end = (this.ends[member] ?? 0) - 1;
    spelled.escaped = this.escaped[member] === 1;
    return spelled;
  }

  /** A string's own characters, as `unescape` writes them. Good until the next one is asked for. */
  textOf(member: number): Utf8Text {
    const spelled = this.spelledOf(member);
    return spelled.escaped ? unescape(spelled) : spelled;
  }

  /** Reads the members of the object that is from `start` up to `end`; false where there is none. */
  scan(bytes: Uint8Array, start: number, end: number): boolean {
    const last = this.#shape;
    this.bytes = bytes;
    const found = this.#ahead?.find(bytes, start, end, last) ?? -1;
    if (this.#ahead && found >= 0) {
      this.#take(this.#ahead, found);
      return true;
    }
    this.#shape = undefined;
    this.count = 0;
    const view = viewOf(bytes);
    let at = skipSpace(bytes, start, end);
    if (bytes[at] !== OPEN_BRACE) return false;
    at = skipSpace(bytes, at + 1, end);
    if (bytes[at] === CLOSE_BRACE) return true;
    let isLast = last !== undefined;
    for (let member = 0; at < end; member++) {
      if (member === this.kinds.length) this.#grow();
      const expected = isLast ? last?.spelled[member] : undefined;
      let keyEnd = expected === undefined ? -1 : matchKey(bytes, at, end, expected);
      if (keyEnd < 0) {
        isLast = false;
        keyEnd = closingQuote(bytes, view, at + 1, end) + 1;
      }
      this.#keyStarts[member] = at;
      this.#keyEnds[member] = keyEnd;
      at = keyEnd;
      if (bytes[at] !== COLON) at = skipSpace(bytes, at, end);
      at = skipSpace(bytes, at + 1, end);
      at = this.#readValue(member, at, end, view);
      this.count = member + 1;
      if (bytes[at] !== COMMA) at = skipSpace(bytes, at, end);
      if (bytes[at] !== COMMA) break;
      at = skipSpace(bytes, at + 1, end);
    }
    if (isLast && last?.spelled.length === this.count) this.#shape = last;
    return bytes[at] === CLOSE_BRACE;
  }

  /** Takes over the members of a row that was found before, from this place on. */
  #take({ shape, starts, ends, escaped }: MembersAhead, first: number): void {
    this.#shape = shape;
    this.count = shape?.spelled.length ?? 0;
    while (this.count > this.kinds.length) this.#grow();
    for (let member = 0; member < this.count; member++) {
      const at = starts[first + member] ?? 0;
      this.starts[member] = at;
      this.ends[member] = ends[first + member] ?? 0;
      this.escaped[member] = escaped[first + member] ?? 0;
      this.kinds[member] = kindOfByte(this.bytes[at] ?? 0);
    }
  }

  #readValue(member: number, at: number, end: number, view: DataView): number {
    const { bytes } = this;
    this.starts[member] = at;
    const valueEnd = endOfValue(bytes, view, at, end);
    const first = bytes[at] ?? 0;
    this.escaped[member] = first === QUOTE ? sawEscape : 0;
    this.kinds[member] = kindOfByte(first);
    this.ends[member] = valueEnd;
    return valueEnd;
  }

  #grow(): void {
    const size = this.kinds.length * 2;
    this.kinds = grown(this.kinds, new Uint8Array(size));
    this.escaped = grown(this.escaped, new Uint8Array(size));
    this.starts = grown(this.starts, new Uint32Array(size));
    this.ends = grown(this.ends, new Uint32Array(size));
    this.#keyStarts = grown(this.#keyStarts, new Uint32Array(size));
    this.#keyEnds = grown(this.#keyEnds, new Uint32Array(size));
  }
}

const members = new Members();
let owner: object | undefined;
let isObject = false;

/** The members of a row, null where it is no object. */
export function scanMembers(row: Utf8Text): Members | null {
  if (row !== owner) {
    owner = row;
    isObject = members.scan(row.bytes, row.start, row.end);
  }
  return isObject ? members : null;
}

function kindOfByte(first: number): number {
  switch (first) {
    case QUOTE:
      return STRING;
    case OPEN_BRACE:
      return OBJECT;
    case OPEN_BRACKET:
      return ARRAY;
    case 0x74:
      return TRUE;
    case 0x66:
      return FALSE;
    case 0x6e:
      return NULL;
    default:
      return NUMBER;
  }
}

function grown<T extends Uint8Array | Uint32Array>(small: T, large: T): T {
  large.set(small);
  return large;
}
