import type { TurnRow } from './turn-row.ts';

const ID = 'message_id';
const PARENT = 'parent_id';
const RANK = 'rank';

/**
 * Turns that are a tree, as Open Assistant lists them: from the root on, at each place the best ranked reply (0 is the best,
 * and without a rank the first). Null where the turns are no tree, or several.
 */
export function bestBranch(turns: readonly TurnRow[]): readonly TurnRow[] | null {
  const ids = new Set(turns.map(({ beside }) => beside.get(ID)));
  if (ids.has(undefined) || ids.size < turns.length) return null;
  const replies = new Map<string | undefined, TurnRow[]>();
  for (const turn of turns) {
    const parent = turn.beside.get(PARENT);
    const known = ids.has(parent) ? parent : undefined;
    replies.set(known, [...(replies.get(known) ?? []), turn]);
  }
  const roots = replies.get(undefined) ?? [];
  if (roots.length !== 1 || turns.length === 1) return null;
  const branch: TurnRow[] = [];
  for (let next = roots[0]; next; next = bestOf(replies.get(next.beside.get(ID)) ?? [])) branch.push(next);
  return branch;
}

function bestOf(replies: readonly TurnRow[]): TurnRow | undefined {
  return replies.toSorted((one, other) => rankOf(one) - rankOf(other))[0];
}

/** Also of a rank that a table holds as a text, such as "0" or "0.0". */
function rankOf({ beside }: TurnRow): number {
  const rank = (beside.get(RANK) ?? '').replaceAll('"', '').trim();
  return /^\d+(?:\.\d+)?$/.test(rank) ? Number(rank) : Number.MAX_SAFE_INTEGER;
}
