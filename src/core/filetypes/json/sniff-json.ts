import { findJsonFault } from './json-fault.ts';
import { endOf, isFollowed } from './json-outline.ts';
import { firstLines, type FirstLines, readLines } from '../jsonl/sniff-lines.ts';
import { isMend, mend } from '../lenient/mend.ts';

const NAMED_LINES = /\.(jsonl|ndjson)(\.gz)?$/i;
/** Comments above the first value of a text. */
export const COMMENTS = /^(?:\s+|\/\/[^\n]*\n|#[^\n]*\n|\/\*[^]*?\*\/)+(?=[[{])/;

/** True for a name that promises one JSON document. */
export function isNamedJson(fileName: string): boolean {
  return /\.json(\.gz)?$/i.test(fileName);
}

/** True for a name that promises JSON of any kind. */
export function isNamedJsonLike(fileName: string): boolean {
  return isNamedJson(fileName) || NAMED_LINES.test(fileName);
}

/** What a head that begins like JSON is. */
export type JsonShape =
  /** One value a line. */
  | {
      readonly kind: 'lines';
      readonly good: number;
      readonly of: number;
    }
  /** One value over many lines, several of them, or an array on a single line. */
  | { readonly kind: 'document' };

/**
 * Null where the text is not JSON. A name decides only what the text leaves open: whether a single line is a document
 * or the one line of a JSON Lines file, and whether lines that are mostly broken are JSON.
 */
export function sniffJson(head: string, fileName: string, complete: boolean): JsonShape | null {
  const text = head.replace(COMMENTS, '');
  if (!/^\s*["[{]/.test(text)) return null;
  const named = NAMED_LINES.test(fileName);
  const { lines, end } = firstLines(text, complete);
  const cutLine = lines.length === 0;
  if (cutLine) lines.push(text.trim());

  const [first = ''] = lines;
  const found = readLines(lines);
  if (first.startsWith('"')) return found.good * 2 >= found.of ? linesOf(found) : null;
  const isOne = isNamedJson(fileName) || (!named && /^\[\s*[[{]/.test(first));
  if (first === '[' || (lines.length === 1 && isOne && isJsonOrCut(first))) return { kind: 'document' };
  if (cutLine)
    return isJsonOrCut(first) ? linesOf({ ...found, good: 1 }) : isNearlyJson(text) ? { kind: 'document' } : null;
  if (found.good * 2 >= lines.length && !isSpread(text.slice(0, end), found)) return linesOf(found);
  if (['{', '[{'].includes(first) || isJsonOrCut(text) || isSpread(text.slice(0, end), found))
    return { kind: 'document' };
  // A list over many lines has commas behind its elements too.
  const isList = first.startsWith('[') && !first.endsWith(']') && !first.endsWith('],');
  const isDocument = (isList && isNearlyJson(text)) || (lines.length === 1 && isNamedJson(fileName));
  if (areLines(found, named) && !isDocument) return linesOf(found);
  return (/^\[\s*(?:[[{]|$)/.test(first) || isNamedJson(fileName)) && isNearlyJson(text) ? { kind: 'document' } : null;
}

/** Lines that are not JSON for the most part, but mean to be. */
function areLines({ good, likely, of }: FirstLines, named: boolean): boolean {
  return likely * 2 >= of || (named && good + likely > 0);
}

function linesOf({ good, of }: FirstLines): JsonShape {
  return { kind: 'lines', good, of };
}

/** True where values begin on some lines and end on others: then a line is not where one ends. */
function isSpread(text: string, { good, opening }: FirstLines): boolean {
  if (opening === 0) return false;
  const start = text.search(/[[{]/);
  let values = 0;
  for (let at = start; ;) {
    const end = endOf(text, at);
    values++;
    if (end < 0) return isJsonOrCut(text.slice(at)) && values > good;
    if (!isFollowed(text, end)) return values > good && text.slice(end).trim() === '';
    at = end + text.slice(end).search(/[[{]/);
  }
}

function isJsonOrCut(text: string): boolean {
  const fault = findJsonFault(text);
  return fault === null || fault.cut;
}

/** True for what a lenient reader makes JSON of, or would if it were not cut. */
function isNearlyJson(text: string): boolean {
  const found = mend(text);
  return isMend(found) ? found.end === text.length : found.cut;
}
