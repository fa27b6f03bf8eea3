import {
  type BlindResult,
  type BlindSession,
  type Identity,
  preferredBy,
  type Preferred,
  type Vote,
  votesByPair,
} from '../evaluation/blind-session.ts';
import { judgeVotes } from '../evaluation/enough-votes.ts';

/** Everybody who has voted in a session, its owner first. */
export interface RaterInSession {
  /** `You` for the owner; others by their name, or by a number. No two are the same. */
  readonly title: string;
  /** Null for the owner. */
  readonly id: string | null;
  readonly votes: readonly Vote[];
}

const OWNER = 'You';

/** The raters of a session that have voted. */
export function ratersOf({ votes, raters }: Pick<BlindSession, 'votes' | 'raters'>): readonly RaterInSession[] {
  const taken = new Set([OWNER]);
  const others = raters.map(({ rater: { id, name }, votes: own }, at) => {
    const wanted = name === '' ? `Rater ${at + 1}` : name;
    let title = wanted;
    for (let again = 2; taken.has(title); again++) title = `${wanted} (${again})`;
    taken.add(title);
    return { title, id, votes: own };
  });
  return [...(votes.length > 0 ? [{ title: OWNER, id: null, votes }] : []), ...others];
}

type Votes = Pick<BlindSession, 'pairs' | 'votes' | 'raters'>;

/** Which model each rater prefers, by pair. */
export function preferencesByRater(
  { pairs, votes, raters }: Votes,
  { firstIsA }: Pick<Identity, 'firstIsA'>,
): readonly (readonly (Preferred | null)[])[] {
  return ratersOf({ votes, raters }).map((rater) =>
    votesByPair({ pairs, votes: rater.votes }).map((choice, at) => preferredBy(choice, firstIsA[at] ?? false)),
  );
}

/** `split`: raters have voted, and no answer has more than half of their votes. */
export type Decided = Preferred | 'split';

/** What most raters prefer, by pair; null where nobody has voted. Of one rater it is what that one says. */
export function decidedPairs(session: Votes, identity: Pick<Identity, 'firstIsA'>): readonly (Decided | null)[] {
  const byRater = preferencesByRater(session, identity);
  return session.pairs.map((_, at) => majority(byRater.flatMap((preferred) => preferred[at] ?? [])));
}

function majority(votes: readonly Preferred[]): Decided | null {
  if (votes.length === 0) return null;
  const most = votes.find((each) => 2 * votes.filter((other) => other === each).length > votes.length);
  return most ?? 'split';
}

/** What all votes come to. Each pair counts once, so that pairs with many raters weigh no more than others. */
export interface Together extends Pick<BlindResult, 'first' | 'second' | 'ties' | 'verdict'> {
  readonly split: number;
}

/** Counts pairs by what most raters prefer; those that were shown again are left out. */
export function together(session: Votes, identity: Pick<Identity, 'firstIsA'>): Together {
  const own = decidedPairs(session, identity).filter((_, at) => session.pairs[at]?.repeatOf === null);
  const count = (wanted: Decided): number => own.filter((each) => each === wanted).length;
  const [first, second, ties, split] = [count('first'), count('second'), count('tie'), count('split')];
  return { first, second, ties, split, verdict: judgeVotes({ one: first, other: second, ties }) };
}
