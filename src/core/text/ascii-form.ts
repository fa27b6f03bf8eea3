import type { Utf8Text } from '../row/unescape.ts';
import { isWhiteSpace } from './white-space.ts';

const encoder = new TextEncoder();
const SPACE = 0x20;

/** What each character of ASCII becomes: its lower case, and white space a space. */
const FOLDED = Uint8Array.from({ length: 0x80 }, (_, code) => {
  if (isWhiteSpace(code)) return SPACE;
  return code >= 0x41 && code <= 0x5a ? code + 0x20 : code;
});

const SPACES = Uint8Array.from({ length: 0x80 }, (_, code) => (code === SPACE ? 1 : 0));

const result = { bytes: new Uint8Array(1 << 12), start: 0, end: 0 };

/**
 * The bytes of a text of ASCII in lower case, with one space between words and none at the ends: what `normalise` makes of
 * it, in one look. null for other texts. Good until the next call.
 */
export function asciiForm(text: string): Utf8Text | null {
  const { length } = text;
  if (result.bytes.length < length) result.bytes = new Uint8Array(2 * length);
  const { bytes } = result;
  const { read, written } = encoder.encodeInto(text, bytes);
  if (read !== length || written !== length) return null;
  let end = 0;
  // White space at the start counts as behind some.
  let before = 1;
  for (let at = 0; at < length; at++) {
    const code = FOLDED[bytes[at] ?? 0] ?? 0;
    const space = SPACES[code] ?? 0;
    bytes[end] = code;
    // No branch: where words end can't be foretold, and a wrong guess costs as much as ten characters.
    end += 1 - (space & before);
    before = space;
  }
  result.end = end - (end > 0 ? before : 0);
  return result;
}
