/**
 * Finds where things are in the text of one JSON value. The text is one that JSON.parse has accepted: nothing is
 * checked here beyond what keeps the scan from running away. Nothing recurses, so depth costs no stack.
 */

export const QUOTE = 0x22;
const BACKSLASH = 0x5c;
export const OPEN_BRACE = 0x7b;
export const OPEN_BRACKET = 0x5b;
export const COMMA = 0x2c;
const CLOSE_BRACE = 0x7d;
const CLOSE_BRACKET = 0x5d;

/** One member of an object or element of an array, as offsets into the text. */
export interface Item {
  /** The decoded key; empty in an array. */
  readonly key: string;
  /** After the bracket or comma before the item. */
  readonly from: number;
  /** The quoted key; empty and at the value in an array. */
  readonly keyStart: number;
  readonly keyEnd: number;
  readonly start: number;
  readonly end: number;
  /** At the comma or bracket after the item. */
  readonly to: number;
}

/** The first offset from `at` that is not JSON white space. */
export function skipSpace(text: string, at: number): number {
  for (; ; at++) {
    const code = text.charCodeAt(at);
    if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return at;
  }
}

/** The offset after the string whose opening quote is at `at`. */
export function endOfString(text: string, at: number): number {
  for (let quote = text.indexOf('"', at + 1); quote !== -1; quote = text.indexOf('"', quote + 1)) {
    let slashes = 0;
    while (text.charCodeAt(quote - 1 - slashes) === BACKSLASH) slashes++;
    if (slashes % 2 === 0) return quote + 1;
  }
  throw unfinished(at);
}

/** The offset after a number, true, false or null. */
export function endOfScalar(text: string, at: number): number {
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code <= 0x20 || code === COMMA || code === CLOSE_BRACE || code === CLOSE_BRACKET) break;
  }
  return at;
}

/** The offset after the value that starts at `at`. */
function endOfValue(text: string, at: number): number {
  const first = text.charCodeAt(at);
  if (first === QUOTE) return endOfString(text, at);
  if (first !== OPEN_BRACE && first !== OPEN_BRACKET) return endOfScalar(text, at);
  let depth = 0;
  for (let i = at; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === QUOTE) i = endOfString(text, i) - 1;
    else if (code === OPEN_BRACE || code === OPEN_BRACKET) depth++;
    else if ((code === CLOSE_BRACE || code === CLOSE_BRACKET) && --depth === 0) return i + 1;
  }
  throw unfinished(at);
}

/** The members or elements of the object or array that starts at `open`, in the order of the text. */
export function readItems(text: string, open: number): Item[] {
  const items: Item[] = [];
  const keyed = text.charCodeAt(open) === OPEN_BRACE;
  let from = open + 1;
  if (isClosing(text.charCodeAt(skipSpace(text, from)))) return items;
  for (;;) {
    const item = keyed ? readMember(text, from) : readElement(text, from);
    items.push(item);
    if (text.charCodeAt(item.to) !== COMMA) return items;
    from = item.to + 1;
  }
}

function readMember(text: string, from: number): Item {
  const keyStart = skipSpace(text, from);
  const keyEnd = endOfString(text, keyStart);
  const colon = skipSpace(text, keyEnd);
  const start = skipSpace(text, colon + 1);
  const end = endOfValue(text, start);
  return { key: decodeString(text, keyStart, keyEnd), from, keyStart, keyEnd, start, end, to: skipSpace(text, end) };
}

function readElement(text: string, from: number): Item {
  const start = skipSpace(text, from);
  const end = endOfValue(text, start);
  return { key: '', from, keyStart: start, keyEnd: start, start, end, to: skipSpace(text, end) };
}

/** The string that the quoted text from `start` to `end` spells. */
export function decodeString(text: string, start: number, end: number): string {
  const inner = text.slice(start + 1, end - 1);
  // A JSON string token can parse to nothing but a string.
  return inner.includes('\\') ? (JSON.parse(text.slice(start, end)) as string) : inner;
}

/** True for `}` and `]`. */
export function isClosing(code: number): boolean {
  return code === CLOSE_BRACE || code === CLOSE_BRACKET;
}

function unfinished(at: number): Error {
  return new Error(`row is not JSON: the value at character ${at} has no end`);
}
