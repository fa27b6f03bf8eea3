import type { Vote } from '../../core/evaluation/blind-session.ts';
import type { Ballot, KeptBallot } from '../../core/raters/ballot.ts';
import { database } from '../database.ts';

/**
 * Keeps a ballot that was opened. One that is here already keeps its votes, and takes the rubric of the file. `other-pairs`: a
 * ballot of that id has other answers here; nothing was changed.
 */
export async function keepBallot(ballot: Ballot, openedAt: number): Promise<'new' | 'known' | 'other-pairs'> {
  const rater = { id: crypto.randomUUID(), name: '' };
  return database.transaction('rw', database.ballots, async () => {
    const known = await database.ballots.get(ballot.id);
    if (!known) {
      await database.ballots.add({ ...ballot, rater, openedAt, votes: [], saved: false });
      return 'new';
    }
    if (!hasSameAnswers(known, ballot)) return 'other-pairs';
    const { name, rubric } = ballot;
    await database.ballots.put({ ...known, name, rubric });
    return 'known';
  });
}

function hasSameAnswers(one: Ballot, other: Ballot): boolean {
  const isSame = ({ id, a, b }: Ballot['pairs'][number], at: number): boolean => {
    const pair = other.pairs[at];
    return pair?.id === id && pair.a === a && pair.b === b;
  };
  return one.pairs.length === other.pairs.length && one.pairs.every(isSame);
}

export function getBallot(id: string): Promise<KeptBallot | undefined> {
  return database.ballots.get(id);
}

/** The one that was opened last comes first. */
export async function listBallots(): Promise<KeptBallot[]> {
  const all = await database.ballots.toArray();
  return all.sort((one, other) => other.openedAt - one.openedAt);
}

export function countBallots(): Promise<number> {
  return database.ballots.count();
}

/** Adds a vote; the last one of a pair counts. */
export async function addBallotVote(id: string, vote: Vote): Promise<void> {
  await changeBallot(id, (ballot) => ({ ...ballot, votes: [...ballot.votes, vote], saved: false }));
}

/** Takes the last vote back. */
export async function takeBallotVoteBack(id: string): Promise<void> {
  await changeBallot(id, (ballot) => ({ ...ballot, votes: ballot.votes.slice(0, -1), saved: false }));
}

/** Notes what the rater is called. */
export async function nameRater(id: string, name: string): Promise<void> {
  await changeBallot(id, (ballot) => ({ ...ballot, rater: { ...ballot.rater, name }, saved: false }));
}

/** Notes that the votes of now were saved as a file. */
export async function noteSaved(id: string): Promise<void> {
  await changeBallot(id, (ballot) => ({ ...ballot, saved: true }));
}

export async function removeBallot(id: string): Promise<void> {
  await database.ballots.delete(id);
}

function changeBallot(id: string, change: (ballot: KeptBallot) => KeptBallot): Promise<void> {
  return database.transaction('rw', database.ballots, async () => {
    const ballot = await database.ballots.get(id);
    if (ballot) await database.ballots.put(change(ballot));
  });
}
