import { MORE } from '../line-ends.ts';
import { isOpening, ValueScanner } from './value-scanner.ts';

/** A member of an object or an element of an array, in a text that may be cut anywhere. */
export interface Part {
  /** The decoded key; empty in an array. */
  readonly key: string;
  readonly start: number;
  /** The text's end where the part is cut. */
  readonly end: number;
  readonly isWhole: boolean;
}

const SPACE = /[ \t\r\n]*/y;

/** The parts of the array or object that opens at `open`, up to where the text is cut or stops being JSON. */
export function partsOf(text: string, open: number, most = Infinity): Part[] {
  const isObject = text[open] === '{';
  const parts: Part[] = [];
  for (let at = skip(text, open + 1); parts.length < most;) {
    let key = '';
    if (isObject) {
      const end = text[at] === '"' ? endOf(text, at) : MORE;
      if (end === MORE) return parts;
      key = decodeKey(text.slice(at, end));
      at = skip(text, end);
      if (text[at] !== ':') return parts;
      at = skip(text, at + 1);
    }
    if (at >= text.length || ']},:'.includes(text[at] ?? '')) return parts;
    const end = endOf(text, at);
    parts.push({ key, start: at, end: end === MORE ? text.length : end, isWhole: end !== MORE });
    if (end === MORE) return parts;
    at = skip(text, end);
    if (text[at] !== ',') return parts;
    at = skip(text, at + 1);
  }
  return parts;
}

/** The index after the value at `start`; MORE where the text is cut or broken within it. */
export function endOf(text: string, start: number): number {
  const scanner = new ValueScanner();
  scanner.reset(text, 0);
  scanner.begin(start);
  const end = scanner.findEnd();
  return scanner.isBroken ? MORE : end;
}

/** The first index from `at` that is not white space. */
export function skip(text: string, at: number): number {
  SPACE.lastIndex = at;
  return at + (SPACE.exec(text)?.[0].length ?? 0);
}

/** True where another value begins on a line of its own after one that ends at `end`. */
export function isFollowed(text: string, end: number): boolean {
  const next = skip(text, end);
  return next < text.length && /[\r\n]/.test(text.slice(end, next)) && isOpening(text.charCodeAt(next));
}

function decodeKey(quoted: string): string {
  try {
    // A string's text parses to nothing but a string.
    return JSON.parse(quoted) as string;
  } catch {
    return quoted;
  }
}
