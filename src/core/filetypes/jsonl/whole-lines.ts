import type { Json } from '../../json.ts';
import { decodeUtf8 } from '../utf8.ts';

const LF = 10;

/**
 * The JSON values on the lines that lie wholly inside a stretch of a JSON Lines file in UTF-8. What is on no whole
 * line, and lines that are no JSON, are passed over: this is a look, not an import.
 */
export function wholeLines(stretch: Uint8Array): Json[] {
  const start = stretch.indexOf(LF) + 1;
  const end = stretch.lastIndexOf(LF);
  if (start === 0 || end < start) return [];
  const text = decodeUtf8(stretch.subarray(start, end));
  return (text ?? '').split('\n').flatMap(parsed);
}

function parsed(line: string): Json[] {
  try {
    // JSON.parse gives nothing else.
    return [JSON.parse(line) as Json];
  } catch {
    return [];
  }
}
