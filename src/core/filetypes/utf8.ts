/** A byte that can't stand where it does. */
export interface Utf8Fault {
  /** Index of the first byte that does not belong to a whole character. */
  readonly at: number;
  readonly byte: number;
  /** 1-based, in characters. */
  readonly column: number;
}

/** A decoder that refuses bad bytes and keeps a byte order mark as a character: a chunk may begin anywhere. */
const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The text of whole UTF-8 characters, or null where a byte is wrong. */
export function decodeUtf8(bytes: Uint8Array): string | null {
  try {
    return strict.decode(bytes);
  } catch {
    return null;
  }
}

/** Where a text stops being UTF-8; null where it is right to its end. A character cut off at the end is a fault. */
export function findUtf8Fault(bytes: Uint8Array): Utf8Fault | null {
  let column = 1;
  let at = 0;
  while (at < bytes.length) {
    const length = lengthOfCharacter(bytes, at);
    if (length === 0) return { at, byte: bytes[at] ?? 0, column };
    at += length;
    column++;
  }
  return null;
}

/** How many bytes at the end may be the beginning of a character that was cut off: 0 to 3. */
export function cutTailLength(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) return expectedLength(byte) > back ? back : 0;
  }
  return 0;
}

/** UTF-8 bytes of a text from `start` up to `end`. */
export function utf8Length(text: string, start = 0, end = text.length): number {
  let length = end - start;
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i);
    // A surrogate is two units and four bytes: two bytes each.
    if (code >= 0x80) length += code < 0x800 || (code >= 0xd800 && code < 0xe000) ? 1 : 2;
  }
  return length;
}

/** Length of the character that begins at `at` after the Unicode standard's table 3-7; 0 where it is malformed. */
export function lengthOfCharacter(bytes: Uint8Array, at: number): number {
  const lead = bytes[at] ?? 0;
  const length = expectedLength(lead);
  const second = bytes[at + 1] ?? 0;
  if (lead === 0xe0 && second < 0xa0) return 0;
  if (lead === 0xed && second > 0x9f) return 0;
  if (lead === 0xf0 && second < 0x90) return 0;
  if (lead === 0xf4 && second > 0x8f) return 0;
  for (let i = 1; i < length; i++) if (((bytes[at + i] ?? 0) & 0xc0) !== 0x80) return 0;
  return length;
}

function expectedLength(lead: number): number {
  if (lead < 0x80) return 1;
  if (lead < 0xc2 || lead > 0xf4) return 0;
  if (lead < 0xe0) return 2;
  return lead < 0xf0 ? 3 : 4;
}
