import { counted } from '../amount.ts';
import { bomLength } from './decode.ts';
import { cutTailLength, decodeUtf8 } from './utf8.ts';

/** A setting that was found out, and why in a sentence for the screen. */
export interface Finding<T> {
  readonly value: T;
  readonly reason: string;
}

/** The encoding of a file's head. `complete`: the head is the whole file, so that nothing is cut off at its end. */
export function sniffEncoding(head: Uint8Array, complete: boolean): Finding<string> {
  for (const value of ['utf-8', 'utf-16le', 'utf-16be']) {
    if (bomLength(head, value) > 0)
      return { value, reason: `${value.toUpperCase()}: the file begins with its byte order mark.` };
  }
  const wide = sniffUtf16(head);
  if (wide !== null) return { value: wide, reason: `${wide.toUpperCase()}: every other byte is zero.` };
  const whole = complete ? head : head.subarray(0, head.length - cutTailLength(head));
  if (decodeUtf8(whole) !== null) {
    const part = complete ? 'the file' : `the first ${counted(whole.length, 'byte')}`;
    return { value: 'utf-8', reason: `UTF-8: all of ${part} can be read so.` };
  }
  return {
    value: 'windows-1252',
    reason: 'Windows-1252 is a guess: some bytes are not UTF-8. Check the letters with accents.',
  };
}

/** True where most lines with other letters than ASCII are UTF-8: the other lines are broken, not the encoding wrong. */
export function isUtf8ByLine(head: Uint8Array): boolean {
  let good = 0;
  let bad = 0;
  for (let start = 0; start < head.length;) {
    const lineFeed = head.indexOf(10, start);
    // The last line may be cut.
    if (lineFeed < 0) break;
    const line = head.subarray(start, lineFeed);
    start = lineFeed + 1;
    if (line.every((byte) => byte < 0x80)) continue;
    if (decodeUtf8(line) === null) bad++;
    else good++;
  }
  return good > bad;
}

/** True where more letters other than ASCII are UTF-8 than are not: then a file is UTF-8 that is broken somewhere. */
export function isMostlyUtf8(head: Uint8Array): boolean {
  let good = 0;
  for (const letter of new TextDecoder().decode(head)) if (letter > '\u007f') good += letter === '\ufffd' ? -1 : 1;
  return good > 0;
}

/** UTF-16 without a byte order mark: in most scripts' tables, spaces and line ends at least have a zero byte. */
function sniffUtf16(head: Uint8Array): string | null {
  const length = Math.min(head.length, 4096) & ~1;
  const zeros = [0, 0];
  for (let i = 0; i < length; i++) if (head[i] === 0) zeros[i & 1] = (zeros[i & 1] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  if (length >= 8 && odd > length / 5 && even < odd / 10) return 'utf-16le';
  if (length >= 8 && even > length / 5 && odd < even / 10) return 'utf-16be';
  return null;
}
