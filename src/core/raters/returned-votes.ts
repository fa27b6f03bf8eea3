import type { BlindSession, Choice, RaterVotes, Vote } from '../evaluation/blind-session.ts';
import { type Failure, fail, ok, type Result } from '../failure.ts';
import { ballotOf, type KeptBallot, pairsHash } from './ballot.ts';
import {
  idIn,
  listIn,
  memberOf,
  momentIn,
  objectIn,
  RaterFileError,
  readRaterFile,
  textIn,
  writeRaterFile,
} from './rater-file.ts';

/** Votes on a ballot, as a file brings them back. */
export interface ReturnedVotes extends Omit<RaterVotes, 'votes'> {
  /** The ballot's id. */
  readonly ballot: string;
  /** `pairsHash` of what was voted on. */
  readonly pairs: string;
  readonly votes: readonly ReturnedVote[];
}

interface ReturnedVote extends Pick<Vote, 'choice' | 'at'> {
  /** The pair's id. */
  readonly pair: string;
}

/** In characters; a table has a line for each rater. */
const LONGEST_NAME = 100;
const CHOICES: readonly Choice[] = ['a', 'b', 'tie', 'skip'];

/** The text of the file that goes back to whoever gave the ballot: of each pair the vote that counts. */
export function writeVotes({ id, pairs, rater, votes }: KeptBallot, savedAt: number): string {
  const last = new Map(votes.map((vote) => [vote.pair, vote]));
  const returned = pairs.flatMap((pair, at) => {
    const vote = last.get(at);
    return vote ? [{ pair: pair.id, choice: vote.choice, at: vote.at }] : [];
  });
  return writeRaterFile('votes', { ballot: id, pairs: pairsHash(pairs), rater, savedAt, votes: returned });
}

/** Reads such a file. */
export function readVotesFile(text: string, file: string): Result<ReturnedVotes> {
  return readRaterFile('votes', text, file, (content) => {
    const rater = objectIn(content, 'rater', 'it');
    const votes = listIn(content, 'votes', 'it').map((vote, at): ReturnedVote => {
      const where = `vote ${at + 1}`;
      const choice = CHOICES.find((each) => each === memberOf(vote, 'choice'));
      if (!choice) throw new RaterFileError(`${where} is for neither answer`);
      return { pair: idIn(vote, 'pair', where), choice, at: momentIn(vote, 'at', where) };
    });
    if (new Set(votes.map(({ pair }) => pair)).size < votes.length)
      throw new RaterFileError('it votes twice on the same pair');
    return {
      ...{ ballot: idIn(content, 'ballot', 'it'), pairs: textIn(content, 'pairs', 'it') },
      ...{ savedAt: momentIn(content, 'savedAt', 'it'), votes },
      rater: {
        id: idIn(rater, 'id', 'its rater'),
        name: textIn(rater, 'name', 'its rater').trim().slice(0, LONGEST_NAME),
      },
    };
  });
}

/** The votes by the session's own pairs; a failure where they are on another session, or on other pairs. */
export function votesOn(
  session: Pick<BlindSession, 'pairs' | 'given'>,
  { ballot, pairs, rater, savedAt, votes }: ReturnedVotes,
  file: string,
): Result<RaterVotes> {
  const { given } = session;
  if (given?.id !== ballot) return fail(notHere(file));
  const places = new Map(given.pairIds.map((id, at) => [id, at]));
  const isOther =
    pairs !== pairsHash(ballotOf(session, given, '').pairs) || votes.some(({ pair }) => !places.has(pair));
  if (isOther) {
    const next = 'Give the comparison to the rater again, and ask for votes on that file.';
    return fail({ kind: 'refused-file', file, what: 'votes on other pairs than this comparison has', next });
  }
  return ok({
    ...{ rater, savedAt },
    votes: votes.map(({ pair, choice, at }) => ({ pair: places.get(pair) ?? 0, choice, at })),
  });
}

/** Why votes are refused whose comparison isn't the one that is looked at. */
export function notHere(file: string): Failure {
  const next = 'Open it in the browser and the comparison that it was given out from.';
  return { kind: 'refused-file', file, what: 'votes on another comparison', next };
}

/** What came of votes that were brought in. */
export type Joined = 'added' | 'replaced' | 'same' | 'older';

/**
 * Puts the votes of a rater among the others. Of the same rater the newest file counts, whatever the order in which they come.
 */
export function joinVotes(
  raters: readonly RaterVotes[],
  votes: RaterVotes,
): { readonly raters: readonly RaterVotes[]; readonly joined: Joined } {
  const known = raters.find(({ rater }) => rater.id === votes.rater.id);
  if (known && spelled(known) === spelled(votes)) return { raters, joined: 'same' };
  if (known && isNewer(known, votes)) return { raters, joined: 'older' };
  const others = raters.filter(({ rater }) => rater.id !== votes.rater.id);
  const joined = [...others, votes].sort((one, other) => (one.rater.id < other.rater.id ? -1 : 1));
  return { raters: joined, joined: known ? 'replaced' : 'added' };
}

/** Files of the same moment have an order too, or the result would depend on that in which they came. */
function isNewer(one: RaterVotes, other: RaterVotes): boolean {
  if (one.savedAt !== other.savedAt) return one.savedAt > other.savedAt;
  if (one.votes.length !== other.votes.length) return one.votes.length > other.votes.length;
  return spelled(one) > spelled(other);
}

function spelled({ rater, savedAt, votes }: RaterVotes): string {
  return JSON.stringify([rater.name, savedAt, votes.map(({ pair, choice, at }) => [pair, choice, at])]);
}
