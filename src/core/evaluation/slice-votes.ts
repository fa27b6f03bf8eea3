import { type BlindSession, type Identity, preferredBy, votesByPair } from './blind-session.ts';
import type { Slice } from './slices.ts';

/** How people voted on the pairs of a slice. */
export interface SliceVotes {
  readonly slice: Slice;
  readonly first: number;
  readonly second: number;
  readonly ties: number;
  /** Indexes of its pairs that have a vote, those that were decided first. Shown again or not. */
  readonly pairs: readonly number[];
}

/** Counts the votes of a closed session by slice; a pair that was shown again counts once. Slices without a vote are left out. */
export function votesOfSlices(
  session: Pick<BlindSession, 'pairs' | 'votes'>,
  { firstIsA }: Pick<Identity, 'firstIsA'>,
  slices: readonly Slice[],
): readonly SliceVotes[] {
  const choices = votesByPair(session);
  const preferred = choices.map((choice, at) => preferredBy(choice, firstIsA[at] ?? false));
  return slices.flatMap((slice) => {
    const inside = new Set(slice.rows);
    const pairs = [...session.pairs.keys()].filter(
      (at) => preferred[at] !== null && inside.has(session.pairs[at]?.index ?? -1),
    );
    if (pairs.length === 0) return [];
    const own = pairs.filter((at) => session.pairs[at]?.repeatOf === null);
    const count = (wanted: string): number => own.filter((at) => preferred[at] === wanted).length;
    const decided = [...pairs].sort(
      (one, other) => Number(preferred[one] === 'tie') - Number(preferred[other] === 'tie'),
    );
    return [{ slice, first: count('first'), second: count('second'), ties: count('tie'), pairs: decided }];
  });
}
