import { findJsonFault } from './json-fault.ts';

const LOOKED_AT = 100;
const NAMED_LINES = /\.(jsonl|ndjson)(\.gz)?$/i;

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
  | { readonly kind: 'lines'; readonly good: number; readonly of: number }
  /** One value over many lines, several of them, or an array on a single line. */
  | { readonly kind: 'document' };

/**
 * Null where the text is not JSON. A name decides only what the text leaves open: whether a single line is a document
 * or the one line of a JSON Lines file.
 */
export function sniffJson(text: string, fileName: string, complete: boolean): JsonShape | null {
  if (!/^[ \t\r\n]*[[{]/.test(text)) return null;
  const lines = firstLines(text, complete);
  const cutLine = lines.length === 0;
  if (cutLine) lines.push(text.trim());

  const [first = ''] = lines;
  const isOne = isNamedJson(fileName) || (!NAMED_LINES.test(fileName) && /^\[\s*[[{]/.test(first));
  if (first === '[' || (lines.length === 1 && isOne && isJsonOrCut(first))) return { kind: 'document' };
  const good = cutLine ? Number(isJsonOrCut(first)) : lines.filter(isContainer).length;
  if (good * 2 >= lines.length) return { kind: 'lines', good, of: lines.length };
  if (['{', '[{'].includes(first) || isJsonOrCut(text)) return { kind: 'document' };
  return null;
}

/** The first lines that hold something, trimmed; not the last one where it is cut. */
function firstLines(text: string, complete: boolean): string[] {
  const lines: string[] = [];
  for (let start = 0; start < text.length && lines.length < LOOKED_AT;) {
    const lineFeed = text.indexOf('\n', start);
    if (lineFeed < 0 && !complete) break;
    const end = lineFeed < 0 ? text.length : lineFeed;
    const line = text.slice(start, end).trim();
    if (line !== '') lines.push(line);
    start = end + 1;
  }
  return lines;
}

function isContainer(line: string): boolean {
  if (!line.startsWith('{') && !line.startsWith('[')) return false;
  try {
    JSON.parse(line);
    return true;
  } catch {
    return false;
  }
}

function isJsonOrCut(text: string): boolean {
  const fault = findJsonFault(text);
  return fault === null || fault.cut;
}
