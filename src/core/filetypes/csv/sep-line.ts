import type { Delimiter } from '../settings.ts';

const SEP_LINE = /^\ufeff?"?sep=(\t|[^\r\n"])"?(?=[\r\n]|$)/i;

/** The delimiter that a first line such as `sep=;` tells spreadsheets; null where there is none. */
export function sepOf(text: string): string | null {
  return SEP_LINE.exec(text.slice(0, 20))?.[1] ?? null;
}

/** True where these are the cells of such a line, which its own delimiter cuts in two. */
export function isSepLine(cells: readonly string[], delimiter: Delimiter): boolean {
  const [first = '', second] = cells;
  const rest = first.replace(/^\ufeff/, '').toLowerCase();
  return (
    (cells.length <= 2 && rest === 'sep=' && (second ?? '') === '') ||
    (cells.length === 1 && rest === `sep=${delimiter}`)
  );
}
