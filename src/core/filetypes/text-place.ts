import { encodedLength } from './encoded-length.ts';

/** A place in a file, in words and numbers that an editor shows too. */
export interface Place {
  /** 1-based. */
  readonly line: number;
  /** 1-based, in characters. */
  readonly column: number;
  /** 0-based offset; as exact as `encodedLength`. */
  readonly byte: number;
}

/** Counts lines, columns and bytes along a text that comes in pieces. Only goes forward. */
export class TextPlace {
  #at = 0;
  #place: Place;
  readonly #encoding: string;

  constructor(encoding: string, byte: number) {
    this.#encoding = encoding;
    this.#place = { line: 1, column: 1, byte };
  }

  /** Moves to an index, which is at or after the last one. */
  moveTo(text: string, at: number): Place {
    this.#place = this.ahead(text, at);
    this.#at = at;
    return this.#place;
  }

  /** The place of an index that lies ahead, without going there. */
  ahead(text: string, at: number): Place {
    return placeAfter(this.#place, text.slice(this.#at, at), this.#encoding);
  }

  /** Goes on with a text that begins with what the last one had from `consumed`. */
  reset(text: string, consumed: number): void {
    this.moveTo(text, consumed);
    this.#at = 0;
  }
}

/** The place after a text that begins at `place`. */
export function placeAfter(place: Place, passed: string, encoding: string): Place {
  let { line, column } = place;
  let from = 0;
  for (let feed = passed.indexOf('\n'); feed >= 0; feed = passed.indexOf('\n', from)) {
    line++;
    column = 1;
    from = feed + 1;
  }
  const byte = place.byte + encodedLength(passed, encoding);
  return { line, column: column + countCharacters(passed, from), byte };
}

/** A letter outside the basic plane is one. */
function countCharacters(text: string, from: number): number {
  let count = 0;
  for (let i = from; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 0xdc00 || code > 0xdfff) count++;
  }
  return count;
}
