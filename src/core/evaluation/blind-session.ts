import type { Turn } from '../example/example.ts';
import { seededRandom, shuffled } from '../hash/seeded-random.ts';
import type { Sealed } from './evaluation.ts';
import { judgeVotes, type Verdict } from './enough-votes.ts';

/** Opens cipher text. Only the store knows what it is: no script can read it, and it can't leave this browser. */
export type SealKey = object;

/** Two answers to one question. Nothing in it says who gave which. */
export interface BlindPair {
  /** The row of the evaluation. */
  readonly index: number;
  readonly position: number;
  readonly turns: readonly Turn[];
  readonly expected: string | null;
  readonly a: string;
  readonly b: string;
  /** The earlier pair that this one shows again, sides swapped; null where it is new. */
  readonly repeatOf: number | null;
}

export type Choice = 'a' | 'b' | 'tie' | 'skip';

export interface Vote {
  /** Index of the pair. */
  readonly pair: number;
  readonly choice: Choice;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** Who is who: sealed until the session is closed. */
export interface Identity {
  readonly models: readonly [BlindModel, BlindModel];
  /** For each pair, whether A is the first model's. */
  readonly firstIsA: readonly boolean[];
}

export interface BlindModel {
  readonly key: string;
  readonly title: string;
}

/** What went out to other raters: all that their files have in common with the session. */
export interface GivenOut {
  /** Drawn by chance; the session's own id is in no file. */
  readonly id: string;
  /** One for each pair, drawn by chance. */
  readonly pairIds: readonly string[];
  /** What they are asked to go by; empty where nothing was said. */
  readonly rubric: string;
}

/** The votes of another person, as they came back in a file. */
export interface RaterVotes {
  readonly rater: Rater;
  /** When the file was written, by the clock of its machine. */
  readonly savedAt: number;
  /** At most one for each pair. */
  readonly votes: readonly Vote[];
}

export interface Rater {
  /** Drawn by chance where the votes were given. */
  readonly id: string;
  /** Empty where somebody gave none. */
  readonly name: string;
}

/** A comparison by people who don't know whose answer they read. */
export interface BlindSession {
  readonly id: string;
  readonly datasetId: string;
  readonly evaluationId: string;
  readonly createdAt: number;
  readonly pairs: readonly BlindPair[];
  /** The owner's, in the order in which they were given; the last one of a pair counts. */
  readonly votes: readonly Vote[];
  /** Null while it was given to nobody else. */
  readonly given: GivenOut | null;
  /** The votes of others, at most once for each rater. */
  readonly raters: readonly RaterVotes[];
  /** Fingerprints of the answers that are sealed with the session. */
  readonly sealedAnswers: readonly string[];
  /** Opens what is sealed, in this browser; null once the session is closed. */
  readonly key: SealKey | null;
  readonly sealed: Sealed | null;
  /** Who is who; null while it is open. */
  readonly closed: Identity | null;
}

/** One question that both models have answered. */
export interface AnsweredByBoth extends Pick<BlindPair, 'index' | 'position' | 'turns' | 'expected'> {
  readonly first: string;
  readonly second: string;
}

/** Each tenth pair is shown again. */
const REPEAT_SHARE = 10;

/**
 * Lays out the pairs of a session in an order that the seed draws, each model as often on either side (but one, of an odd
 * number). Every tenth is shown again at the end with its sides swapped: that measures how steady the rater is.
 */
export function layOutPairs(
  answered: readonly AnsweredByBoth[],
  seed: number,
): { readonly pairs: readonly BlindPair[]; readonly firstIsA: readonly boolean[] } {
  const random = seededRandom(seed);
  const order = shuffled(answered, random);
  const half = Math.floor(order.length / 2) + (order.length % 2 === 1 && random() < 0.5 ? 1 : 0);
  const sides = shuffled(
    order.map((_, at) => at < half),
    random,
  );
  const again = shuffled([...order.keys()], random).slice(0, Math.floor(order.length / REPEAT_SHARE));
  const pairs = order.map((each, at) => pairOf(each, sides[at] ?? false, null));
  const repeats = again.flatMap((at) => {
    const each = order[at];
    return each ? [pairOf(each, !(sides[at] ?? false), at)] : [];
  });
  return {
    pairs: [...pairs, ...repeats],
    firstIsA: [...sides, ...again.map((at) => !(sides[at] ?? false))],
  };
}

function pairOf({ first, second, ...row }: AnsweredByBoth, firstIsA: boolean, repeatOf: number | null): BlindPair {
  const { index, position, turns, expected } = row;
  const [a, b] = firstIsA ? [first, second] : [second, first];
  return { index, position, turns, expected, a, b, repeatOf };
}

/** The vote that counts for each pair; undefined where there is none. */
export function votesByPair({
  pairs,
  votes,
}: {
  readonly pairs: readonly object[];
  readonly votes: readonly Vote[];
}): readonly (Choice | undefined)[] {
  const last = new Map(votes.map(({ pair, choice }) => [pair, choice]));
  return pairs.map((_, index) => last.get(index));
}

/** Which model a choice is for. */
export type Preferred = 'first' | 'second' | 'tie';

export function preferredBy(choice: Choice | undefined, firstIsA: boolean): Preferred | null {
  if (choice === undefined || choice === 'skip') return null;
  if (choice === 'tie') return 'tie';
  return (choice === 'a') === firstIsA ? 'first' : 'second';
}

/** What the votes come to. */
export interface BlindResult {
  readonly first: number;
  readonly second: number;
  readonly ties: number;
  readonly skipped: number;
  readonly verdict: Verdict;
  /** Pairs that were shown twice, and how many of those got the same vote. */
  readonly repeats: number;
  readonly sameAgain: number;
}

/** Counts the votes; repeats count for the rater's steadiness, and not a second time for a model. */
export function resultOf(
  session: Pick<BlindSession, 'pairs' | 'votes'>,
  { firstIsA }: Pick<Identity, 'firstIsA'>,
): BlindResult {
  const choices = votesByPair(session);
  const preferred = choices.map((choice, at) => preferredBy(choice, firstIsA[at] ?? false));
  const own = preferred.filter((_, at) => session.pairs[at]?.repeatOf === null);
  const count = (wanted: Preferred): number => own.filter((each) => each === wanted).length;
  const [first, second, ties] = [count('first'), count('second'), count('tie')];
  const repeated = session.pairs.flatMap(({ repeatOf }, at) => {
    const [before, after] = [repeatOf === null ? null : preferred[repeatOf], preferred[at]];
    return before && after ? [before === after] : [];
  });
  return {
    ...{ first, second, ties, skipped: choices.filter((choice) => choice === 'skip').length },
    verdict: judgeVotes({ one: first, other: second, ties }),
    repeats: repeated.length,
    sameAgain: repeated.filter(Boolean).length,
  };
}
