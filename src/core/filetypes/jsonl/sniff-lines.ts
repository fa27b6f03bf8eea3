import { isJson } from '../json/is-json.ts';
import { findJsonFault } from '../json/json-fault.ts';
import { LineRowsReader, textInText } from './line-rows.ts';

const LOOKED_AT = 100;

/** What the first lines of a file are. */
export interface FirstLines {
  readonly of: number;
  /** Lines that are JSON, but for bare texts, numbers and words: also a table may have those. */
  readonly good: number;
  /** Lines that are no JSON, but would be one for a lenient reader, or several values. */
  readonly likely: number;
  /** Lines that only begin a value. */
  readonly opening: number;
  /** Lines that are a JSON object or list as a JSON text. */
  readonly texts: number;
  /** Lines that are a list of objects, which are no turns of a conversation. */
  readonly lists: number;
}

/** The first lines that hold something, trimmed, and where they end; not the last one where it is cut. */
export function firstLines(text: string, complete: boolean): { readonly lines: string[]; readonly end: number } {
  const lines: string[] = [];
  let start = 0;
  while (start < text.length && lines.length < LOOKED_AT) {
    const lineFeed = text.indexOf('\n', start);
    if (lineFeed < 0 && !complete) break;
    const end = lineFeed < 0 ? text.length : lineFeed;
    const line = text.slice(start, end).trim();
    if (line !== '') lines.push(line);
    start = end + 1;
  }
  return { lines, end: Math.min(start, text.length) };
}

/** Looks at each line by itself. */
export function readLines(lines: readonly string[]): FirstLines {
  const lenient = new LineRowsReader({ lenient: true });
  const counts = { of: lines.length, good: 0, likely: 0, opening: 0, texts: 0, lists: 0 };
  for (const line of lines) {
    const isText = textInText(line) !== null;
    if (isText || (/^[[{]/.test(line) && isJson(line))) {
      counts.good++;
      if (isText) counts.texts++;
      else if (isListOfRecords(line)) counts.lists++;
    } else if (looksBroken(line) || (/^(?:\{|\[\s*[[{])/.test(line) && lenient.read(line) !== null)) counts.likely++;
    else if (/^[[{]/.test(line) && findJsonFault(line)?.cut) counts.opening++;
  }
  return counts;
}

/** An object from its first to its last character, with a name and a colon: whatever is wrong in it, it is no table. */
function looksBroken(line: string): boolean {
  return /^\{\s*["'“‘]?[\p{L}_][^:{}]*["'”’]?\s*:.*\},?$/u.test(line);
}

function isListOfRecords(line: string): boolean {
  if (!/^\[\s*\{/.test(line)) return false;
  const list = JSON.parse(line) as readonly unknown[]; // A text that begins so and is JSON is a list.
  const isRecord = (item: unknown): boolean => {
    if (typeof item !== 'object' || item === null || Array.isArray(item)) return false;
    return !('role' in item) && !('from' in item) && !('sender' in item) && !('author' in item) && !('type' in item);
  };
  return list.every(isRecord);
}
