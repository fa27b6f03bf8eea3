import * as fc from 'fast-check';
import { spell, spelledValue } from './spelled.ts';

const encoder = new TextEncoder();
const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** What, put into JSON, mostly breaks it. */
export const noise = fc.constantFrom(
  ...Array.from('{}[],:"\\ \t\r\n0123456789-+.eEtrufalsn/bx'),
  ...['\\u', '\\ud83d', '\\n', '\0', '\x1f', '\x7f', 'é', '語', '😀', '\u2028', '\ufeff'],
);

/** JSON in any spelling. */
export const valid = fc.oneof(
  spelledValue.map((value) => spell(value)),
  fc.json({ maxDepth: 4 }),
);

/** JSON in which something was replaced, cut off or put in. */
export const changed = fc.tuple(valid, fc.nat(), noise, fc.nat(3), fc.boolean()).map(([text, at, put, gone, isCut]) => {
  const place = at % (text.length + 1);
  return text.slice(0, place) + put + (isCut ? '' : text.slice(place + gone));
});

/** JSON with a byte that may be wrong. */
export const withWrongByte = fc.tuple(valid, fc.nat(), fc.nat(255)).map(([text, at, byte]) => {
  const bytes = encoder.encode(text);
  bytes[at % bytes.length] = byte;
  return bytes;
});

/** The text of bytes that the platform reads as JSON, null for any others. */
export function readSlowly(bytes: Uint8Array): string | null {
  try {
    const text = strict.decode(bytes);
    JSON.parse(text);
    return text;
  } catch {
    return null;
  }
}

/** Bytes that are no UTF-8, each with what is wrong. */
export const NOT_UTF8: readonly (readonly [string, readonly number[]])[] = [
  ['a lone continuation byte', [0x80]],
  ['a cut character', [0xe2, 0x82]],
  ['an overlong one', [0xc0, 0x80]],
  ['an overlong one of three bytes', [0xe0, 0x80, 0x80]],
  ['an overlong one of four bytes', [0xf0, 0x80, 0x80, 0x80]],
  ['a surrogate', [0xed, 0xa0, 0x80]],
  ['more than U+10FFFF', [0xf4, 0x90, 0x80, 0x80]],
  ['a byte that UTF-8 never has', [0xff]],
];
