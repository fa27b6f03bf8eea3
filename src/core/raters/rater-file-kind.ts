/** The two files that raters exchange: the pairs of a blind comparison, and votes on them. */
export type RaterFileKind = 'ballot' | 'votes';

/** How much of a file tells what it is. */
export const HEAD_BYTES = 400;
const KIND = /"kind"\s*:\s*"lapidary-(ballot|votes)"/;

/** What a file is that begins like this; null where raters don't exchange such files. */
export function raterFileKind(head: string): RaterFileKind | null {
  if (!/^\uFEFF?\s*\{/.test(head)) return null;
  const kind = KIND.exec(head)?.[1];
  return kind === 'ballot' || kind === 'votes' ? kind : null;
}
