import { writeCharacter, type Utf8Text } from '../row/unescape.ts';

const encoder = new TextEncoder();
const LONE_SURROGATE = /[\ud800-\udfff]/u;

const result = { bytes: new Uint8Array(1 << 12), start: 0, end: 0 };

/**
 * A text as UTF-8, a lone surrogate as the three bytes that `unescape` writes for it, so that equal strings have equal
 * bytes and no others do. Good until the next call.
 */
export function encodeUtf8(text: string): Utf8Text {
  if (result.bytes.length < text.length * 3) result.bytes = new Uint8Array(text.length * 6);
  const { written } = encoder.encodeInto(text, result.bytes);
  result.end = written;
  if (written > text.length && LONE_SURROGATE.test(text)) {
    let at = 0;
    // By code point: a surrogate without its other half comes alone.
    for (const character of text) at = writeCharacter(result.bytes, at, character.codePointAt(0) ?? 0);
    result.end = at;
  }
  return result;
}
