/** Text as UTF-8 bytes from `start` up to `end`. */
export interface Utf8Text {
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly end: number;
}

const BACKSLASH = 0x5c;
const SMALL_U = 0x75;
/** What follows the backslash, and the character that the two stand for; all others stand for themselves. */
const SHORT: Readonly<Record<number, number>> = { 0x62: 0x08, 0x66: 0x0c, 0x6e: 0x0a, 0x72: 0x0d, 0x74: 0x09 };

const short = Uint8Array.from({ length: 256 }, (_, byte) => SHORT[byte] ?? byte);
const result = { bytes: new Uint8Array(1 << 12), start: 0, end: 0 };

/**
 * The characters that the inside of a JSON string stands for. A lone surrogate becomes the three bytes that it would have
 * as a character of its own (WTF-8), so that equal strings have equal bytes and no others do. The result is good until
 * the next call.
 */
export function unescape({ bytes, start, end }: Utf8Text): Utf8Text {
  // No escape is shorter than what it stands for.
  if (result.bytes.length < end - start) result.bytes = new Uint8Array(2 * (end - start));
  const into = result.bytes;
  let used = 0;
  for (let at = start; at < end;) {
    const byte = bytes[at++] ?? 0;
    if (byte !== BACKSLASH) {
      into[used++] = byte;
      continue;
    }
    const next = bytes[at++] ?? 0;
    if (next !== SMALL_U) {
      into[used++] = short[next] ?? 0;
      continue;
    }
    let code = readHex(bytes, at);
    at += 4;
    if (isHigh(code) && bytes[at] === BACKSLASH && bytes[at + 1] === SMALL_U) {
      const low = readHex(bytes, at + 2);
      if (low >= 0xdc00 && low < 0xe000) {
        code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
        at += 6;
      }
    }
    used = writeCharacter(into, used, code);
  }
  result.end = used;
  return result;
}

/** Writes a code point as UTF-8, a lone surrogate in the same way, and returns where the next one goes. */
export function writeCharacter(into: Uint8Array, at: number, code: number): number {
  if (code < 0x80) {
    into[at++] = code;
  } else if (code < 0x800) {
    into[at++] = 0xc0 | (code >> 6);
    into[at++] = 0x80 | (code & 0x3f);
  } else if (code < 0x10000) {
    into[at++] = 0xe0 | (code >> 12);
    into[at++] = 0x80 | ((code >> 6) & 0x3f);
    into[at++] = 0x80 | (code & 0x3f);
  } else {
    into[at++] = 0xf0 | (code >> 18);
    into[at++] = 0x80 | ((code >> 12) & 0x3f);
    into[at++] = 0x80 | ((code >> 6) & 0x3f);
    into[at++] = 0x80 | (code & 0x3f);
  }
  return at;
}

function isHigh(code: number): boolean {
  return code >= 0xd800 && code < 0xdc00;
}

/** The code unit that four hex digits spell. */
export function readHex(bytes: Uint8Array, at: number): number {
  let code = 0;
  for (let i = at; i < at + 4; i++) {
    const byte = bytes[i] ?? 0;
    // Digits have their value in the low four bits; of letters, nine less.
    code = (code << 4) | (byte > 0x39 ? (byte & 0xf) + 9 : byte & 0xf);
  }
  return code;
}
