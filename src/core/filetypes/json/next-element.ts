import type { ReadValue } from './value-reader.ts';

/** Where reading can go on after a broken element. */
export interface NextPlace {
  readonly at: number;
  /** True where the list ends there. */
  readonly isEnd: boolean;
}

/** The beginning of an object up to its first colon. */
const BEGINNING = /^\{\s*("(?:[^"\\\n]|\\.)*")\s*:/;
/** So much of a text must be kept where a place may be cut off at its end. */
export const CUT_PLACE = 1_000;

/**
 * A search for the next element of a list after a broken one: after a slip, brackets and quotes say nothing any more.
 * Where elements begin lines, it is the next line with the same indentation; else a comma and an object that begins
 * with the same key. Objects within the broken element have another indentation, or other keys.
 */
export function nextElement(broken: ReadValue, before: ReadValue | null): RegExp {
  const open = openingOf(broken.text) ?? openingOf(before?.text ?? '');
  const key = beginningOf(broken.text) ?? beginningOf(before?.text ?? '');
  if (open === undefined) return /(?:,\s*(?=[^\s,\]}])|(?=\]))/g;
  const start = key === undefined ? `\\${open}` : `\\${open}\\s*${escaped(key)}\\s*:`;
  if (!broken.startsLine) {
    const end = String.raw`(?=\]\s*,\s*"(?:[^"\\\n]|\\.)*"\s*:\s*[[{])`;
    return new RegExp(`,\\s*(?=${start})|${end}`, 'g');
  }
  const indent = broken.place.column - 1;
  if (indent > 0) {
    return new RegExp(`\\n[ \\t]{${indent}}(?=\\${open})|\\n[ \\t]{0,${indent - 1}}(?=[\\]}])`, 'g');
  }
  return new RegExp(`\\n(?=${start}|\\${open}[^\\n]*[}\\]],?[ \\t\\r]*\\n|[\\]}])`, 'g');
}

/** Looks for it from `at`; null where it has not come. */
export function findNext(pattern: RegExp, text: string, at: number): NextPlace | null {
  pattern.lastIndex = at;
  const match = pattern.exec(text);
  if (match === null) return null;
  const place = match.index + match[0].length;
  return { at: place, isEnd: text[place] === ']' || text[place] === '}' };
}

function openingOf(text: string): string | undefined {
  return /^[[{]/.exec(text)?.[0];
}

function beginningOf(text: string): string | undefined {
  return BEGINNING.exec(text.slice(0, CUT_PLACE / 2))?.[1];
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}
