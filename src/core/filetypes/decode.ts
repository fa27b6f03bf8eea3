import { joinBytes } from './bytes.ts';
import { cutTailLength } from './utf8.ts';

/** Bytes that are no text in the encoding they are said to have. */
export class EncodingError extends Error {
  readonly encoding: string;
  /** Offset in the stream of the first byte that belongs to no whole character. */
  readonly byte: number;
  constructor(encoding: string, byte: number) {
    super(`${encoding}: byte ${byte} can't be decoded`);
    this.name = 'EncodingError';
    this.encoding = encoding;
    this.byte = byte;
  }
}

/**
 * Decodes a stream of bytes piece by piece and refuses bad ones. A byte order mark of UTF-8 and UTF-16 is taken off and
 * noted. Throws RangeError for an encoding that TextDecoder doesn't know.
 */
export class FatalDecoder {
  /** The encoding's standard name. */
  readonly encoding: string;
  readonly #decoder: TextDecoder;
  /** Bytes since the last place where the decoder was surely between two characters: from here an error is searched. */
  #tail: Uint8Array = new Uint8Array(0);
  /** Bytes of the stream that were pushed. */
  #pushed = 0;
  #head: Uint8Array = new Uint8Array(0);

  constructor(encoding: string) {
    this.#decoder = new TextDecoder(encoding, { fatal: true });
    this.encoding = this.#decoder.encoding;
  }

  /** Length of the byte order mark: 0 where there is none. Right once three bytes were pushed. */
  get bomBytes(): number {
    return bomLength(this.#head, this.encoding);
  }

  /** The text of `bytes`; a character that is cut off at their end comes with the next ones. Throws EncodingError. */
  push(bytes: Uint8Array, last: boolean): string {
    if (this.#head.length < 3) this.#head = joinBytes(this.#head, bytes.subarray(0, 3 - this.#head.length));
    let text: string;
    try {
      text = this.#decoder.decode(bytes, { stream: !last });
    } catch {
      throw this.#locate(bytes, last);
    }
    this.#pushed += bytes.length;
    this.#tail = undecidedTail(this.#tail, bytes, this.encoding);
    return text;
  }

  #locate(bytes: Uint8Array, last: boolean): EncodingError {
    const from = this.#pushed - this.#tail.length;
    return new EncodingError(this.encoding, from + firstBadByte(joinBytes(this.#tail, bytes), this.encoding, last));
  }
}

/** Length of the byte order mark that these bytes begin with, if it is that of the encoding. */
export function bomLength(bytes: Uint8Array, encoding: string): number {
  const [a, b, c] = bytes;
  if (encoding === 'utf-8') return a === 0xef && b === 0xbb && c === 0xbf ? 3 : 0;
  if (encoding === 'utf-16le') return a === 0xff && b === 0xfe ? 2 : 0;
  if (encoding === 'utf-16be') return a === 0xfe && b === 0xff ? 2 : 0;
  return 0;
}

/**
 * The bytes, of those not yet settled and new ones, that may be part of an unfinished character. Always a copy, because
 * the caller may use its buffer again.
 */
function undecidedTail(tail: Uint8Array, bytes: Uint8Array, encoding: string): Uint8Array {
  if (encoding === 'utf-8') {
    const end = joinBytes(tail, bytes.subarray(-4));
    return end.slice(end.length - cutTailLength(end));
  }
  if (encoding.startsWith('utf-16')) {
    // An even number of bytes is left out, so that pairs stay pairs.
    const end = joinBytes(tail, bytes.subarray(Math.max(0, bytes.length - 4 - (bytes.length % 2))));
    return end.slice(end.length - cutUtf16Length(end, encoding));
  }
  // In all other encodings a line end is never the second byte of a character.
  const lineFeed = bytes.lastIndexOf(10);
  const lineEnd = lineFeed < 0 ? bytes.lastIndexOf(13) : lineFeed;
  return lineEnd < 0 ? joinBytes(tail, bytes) : bytes.slice(lineEnd + 1);
}

function cutUtf16Length(bytes: Uint8Array, encoding: string): number {
  const odd = bytes.length % 2;
  const highByte = bytes[bytes.length - odd - (encoding === 'utf-16le' ? 1 : 2)] ?? 0;
  return highByte >= 0xd8 && highByte < 0xdc ? odd + 2 : odd;
}

/** Index of the first byte that belongs to no whole character, in bytes that can't be decoded. */
function firstBadByte(bytes: Uint8Array, encoding: string, last: boolean): number {
  const decodes = (length: number, stream: boolean): boolean => {
    try {
      new TextDecoder(encoding, { fatal: true }).decode(bytes.subarray(0, length), { stream });
      return true;
    } catch {
      return false;
    }
  };
  // The shortest beginning that is refused; one more than all where only the end of the stream was wrong.
  let good = 0;
  let bad = bytes.length + (last ? 1 : 0);
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (decodes(middle, true)) good = middle;
    else bad = middle;
  }
  // The bytes before it may be the beginning of the character that it broke.
  while (good > 0 && !decodes(good, false)) good--;
  return good;
}
