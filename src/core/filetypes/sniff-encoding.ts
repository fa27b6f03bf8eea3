import { counted } from '../amount.ts';
import { bomLength } from './decode.ts';
import { encodingName } from './encoding/encoding-name.ts';
import { guessEncodings } from './encoding/guess-encoding.ts';
import { cutTailLength, decodeUtf8 } from './utf8.ts';

/** A setting that was found out, and why in a sentence for the screen. */
export interface Finding<T> {
  readonly value: T;
  readonly reason: string;
}

/** An encoding, and what else it may be where it is a guess. */
export interface FoundEncoding extends Finding<string> {
  /** The likeliest others; none where the encoding is sure. */
  readonly others: readonly string[];
}

/** Other guesses that are offered. */
const MOST_OTHERS = 2;
const ESCAPE = 0x1b;

/** The encoding of a file's head. `complete`: the head is the whole file, so that nothing is cut off at its end. */
export function sniffEncoding(head: Uint8Array, complete: boolean): FoundEncoding {
  const sure = (value: string, why: string): FoundEncoding => ({
    value,
    reason: `${encodingName(value)}: ${why}`,
    others: [],
  });
  for (const value of ['utf-8', 'utf-16le', 'utf-16be']) {
    if (bomLength(head, value) > 0) return sure(value, 'the file begins with its byte order mark.');
  }
  const wide = sniffUtf16(head);
  if (wide !== null) return sure(wide, 'every other byte is zero.');
  if (switchesToKanji(head)) return sure('iso-2022-jp', 'the file switches to Japanese signs and back.');
  const whole = complete ? head : head.subarray(0, head.length - cutTailLength(head));
  if (decodeUtf8(whole) !== null) {
    const part = complete ? 'the whole file decodes' : `the first ${counted(whole.length, 'byte')} decode`;
    return sure('utf-8', `${part} without errors.`);
  }
  return guessed(head);
}

function guessed(head: Uint8Array): FoundEncoding {
  const [value = 'windows-1252', ...rest] = guessEncodings(head);
  const others = rest.slice(0, MOST_OTHERS);
  const next = others.map(encodingName).join(' and ');
  const name = encodingName(value);
  const reason = `Not UTF-8, so ${name} is a guess. If letters look wrong below, try ${next}.`;
  return { value, reason, others };
}

/** ISO-2022-JP is all ASCII, but for the escapes that begin and end its Japanese. */
function switchesToKanji(head: Uint8Array): boolean {
  for (let at = head.indexOf(ESCAPE); at >= 0; at = head.indexOf(ESCAPE, at + 1)) {
    // ESC $ B and ESC $ @
    if (head[at + 1] === 0x24 && (head[at + 2] === 0x42 || head[at + 2] === 0x40)) return true;
  }
  return false;
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
