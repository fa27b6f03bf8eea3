import { type Leaf, readLeaves, type Leaves } from './leaves.ts';
import { matchNested } from './match-nested.ts';
import { matchSplit } from './match-split.ts';
import { matchMerged } from './match-texts.ts';
import { matchTurns } from './match-turns.ts';
import { matchEqual, matchPlaces, matchRespelled } from './match-values.ts';
import { FATES, type Found, type Matching } from './matching.ts';

export interface TracedLeaf extends Found {
  readonly leaf: Leaf;
}

export interface Trace {
  readonly leaves: readonly TracedLeaf[];
  /** What written rows say that no value of the row says. */
  readonly invented: readonly Leaf[];
}

// Order decides: a value that is somewhere as it is must not be taken for a piece of something else.
const SEARCHES = [matchPlaces, matchNested, matchEqual, matchRespelled, matchMerged, matchSplit, matchTurns];

/** Follows each value of a row into the rows made of it, by looking for it there; no format is asked what it did. */
export function traceRow(before: string, after: readonly string[]): Trace {
  const read = readLeaves(before);
  const matchings = after.map((text) => match(read, readLeaves(text)));
  const traced = read.leaves.map((leaf) => {
    const finds = matchings.map(({ found }): Found => found.get(leaf) ?? { fate: 'dropped' });
    return { leaf, ...finds.reduce(better, { fate: 'dropped' }) };
  });
  return {
    leaves: traced,
    invented: matchings.flatMap(({ after, explained }) => after.leaves.filter((leaf) => !explained.has(leaf))),
  };
}

function match(before: Leaves, after: Leaves): Matching {
  const matching: Matching = { before, after, found: new Map(), explained: new Set() };
  for (const search of SEARCHES) search(matching);
  return matching;
}

function better(one: Found, other: Found): Found {
  return FATES.indexOf(other.fate) < FATES.indexOf(one.fate) ? other : one;
}
