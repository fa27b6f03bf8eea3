import { decidedPairs } from '../raters/majority.ts';
import type { BlindSession, Identity } from './blind-session.ts';
import type { Slice } from './slices.ts';

/** How people voted on the pairs of a slice. */
export interface SliceVotes {
  readonly slice: Slice;
  readonly first: number;
  readonly second: number;
  /** Those too on which raters are split. */
  readonly ties: number;
  /** Indexes of its pairs that have a vote, those that were decided first. Shown again or not. */
  readonly pairs: readonly number[];
}

/** Counts the pairs of a closed session by slice and by what most raters prefer; a pair that was shown again counts once. Slices without a vote are left out. */
export function votesOfSlices(
  session: Pick<BlindSession, 'pairs' | 'votes' | 'raters'>,
  identity: Pick<Identity, 'firstIsA'>,
  slices: readonly Slice[],
): readonly SliceVotes[] {
  const preferred = decidedPairs(session, identity);
  return slices.flatMap((slice) => {
    const inside = new Set(slice.rows);
    const pairs = [...session.pairs.keys()].filter(
      (at) => preferred[at] !== null && inside.has(session.pairs[at]?.index ?? -1),
    );
    if (pairs.length === 0) return [];
    const own = pairs.filter((at) => session.pairs[at]?.repeatOf === null);
    const count = (wanted: string): number => own.filter((at) => preferred[at] === wanted).length;
    const isOpen = (at: number): boolean => preferred[at] === 'tie' || preferred[at] === 'split';
    const decided = [...pairs].sort((one, other) => Number(isOpen(one)) - Number(isOpen(other)));
    const ties = count('tie') + count('split');
    return [{ slice, first: count('first'), second: count('second'), ties, pairs: decided }];
  });
}
