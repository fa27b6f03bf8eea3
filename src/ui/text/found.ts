/** A part of a text that matches what was searched for, or not. */
export interface Part {
  readonly text: string;
  readonly found: boolean;
}

/** Parts of a text by whether they match; letter case is ignored, as the search does. */
export function foundParts(text: string, query: string): readonly Part[] {
  if (query === '') return text === '' ? [] : [{ text, found: false }];
  const parts: Part[] = [];
  let at = 0;
  for (const match of text.matchAll(new RegExp(escaped(query), 'giu'))) {
    if (match.index > at) parts.push({ text: text.slice(at, match.index), found: false });
    parts.push({ text: match[0], found: true });
    at = match.index + match[0].length;
  }
  if (at < text.length) parts.push({ text: text.slice(at), found: false });
  return parts;
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
