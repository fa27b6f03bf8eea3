import type { BlindSession, Identity, RaterVotes, Vote } from '../../core/evaluation/blind-session.ts';
import type { StoredAnswer } from '../../core/evaluation/evaluation.ts';
import { type Joined, joinVotes } from '../../core/raters/returned-votes.ts';
import { database } from '../database.ts';
import { readAnswers } from './stored-answers.ts';
import { newSealKey, seal, unseal } from './seal.ts';

/** A session before its identity is sealed. */
export type SessionDraft = Omit<BlindSession, 'votes' | 'given' | 'raters' | 'key' | 'sealed' | 'closed'>;

/**
 * Stores a session with its identity sealed, and seals the stored answers that it shows: until it is closed, nothing in
 * storage says in clear who gave which.
 */
export async function addBlindSession(draft: SessionDraft, identity: Identity): Promise<BlindSession> {
  const key = await newSealKey();
  const answers = [...(await readAnswers(draft.datasetId, draft.sealedAnswers)).values()];
  const hidden = await Promise.all(
    answers.map(async (stored): Promise<StoredAnswer> => {
      const { answer, ms, cost, notes } = stored;
      const sealed = await seal(key, { answer, ms, cost, notes });
      return { ...stored, state: 'sealed', answer: null, ms: null, cost: null, notes: [], sealed };
    }),
  );
  const session: BlindSession = {
    ...{ ...draft, votes: [], given: null, raters: [] },
    ...{ key, sealed: await seal(key, identity), closed: null },
  };
  await database.transaction('rw', database.blindSessions, database.answers, async () => {
    await database.answers.bulkPut(hidden);
    await database.blindSessions.add(session);
  });
  return session;
}

export function getBlindSession(id: string): Promise<BlindSession | undefined> {
  return database.blindSessions.get(id);
}

/** Newest first. */
export async function listBlindSessions(datasetId: string, evaluationId: string): Promise<BlindSession[]> {
  const all = await database.blindSessions.where({ datasetId }).toArray();
  return all.filter((each) => each.evaluationId === evaluationId).sort((one, other) => other.createdAt - one.createdAt);
}

/** Adds a vote; the last one of a pair counts. */
export async function addVote(id: string, vote: Vote): Promise<void> {
  await changeSession(id, (session) => ({ ...session, votes: [...session.votes, vote] }));
}

/** Takes the last vote back. */
export async function takeVoteBack(id: string): Promise<void> {
  await changeSession(id, (session) => ({ ...session, votes: session.votes.slice(0, -1) }));
}

/**
 * Notes that a session goes out to other raters, who are to go by this rubric, and gives the session. Its pairs keep the ids
 * under which they went out first: votes on an earlier file stay votes on this session.
 */
export async function giveOut(id: string, rubric: string): Promise<BlindSession | undefined> {
  await changeSession(id, (session) => {
    const { pairs, given } = session;
    const known = given ?? { id: crypto.randomUUID(), pairIds: pairs.map(() => crypto.randomUUID()) };
    return { ...session, given: { ...known, rubric } };
  });
  return getBlindSession(id);
}

/** The session that went out under this id. */
export function findGivenSession(givenId: string): Promise<BlindSession | undefined> {
  return database.blindSessions.filter(({ given }) => given?.id === givenId).first();
}

/** Puts the votes of a rater into a session, and says what came of it. */
export async function addRaterVotes(id: string, votes: RaterVotes): Promise<Joined> {
  let came: Joined = 'same';
  await changeSession(id, (session) => {
    const { raters, joined } = joinVotes(session.raters, votes);
    came = joined;
    return { ...session, raters };
  });
  return came;
}

/** Takes the votes of a rater out again. */
export async function removeRater(id: string, raterId: string): Promise<void> {
  await changeSession(id, (session) => ({
    ...session,
    raters: session.raters.filter(({ rater }) => rater.id !== raterId),
  }));
}

/** Who is who, for counting in memory: it must not be shown or stored while the session is open. */
export async function identityOf({ key, sealed, closed }: BlindSession): Promise<Identity | null> {
  if (closed !== null || key === null || sealed === null) return closed;
  // The cast: nothing else was sealed.
  return (await unseal(key, sealed)) as Identity;
}

/** Ends a session: who is who and the answers are in clear again, all at once. */
export async function closeBlindSession(id: string): Promise<void> {
  const session = await getBlindSession(id);
  if (!session || session.closed !== null || session.key === null) return;
  const identity = await identityOf(session);
  const shown = await openAnswers(session);
  await database.transaction('rw', database.blindSessions, database.answers, async () => {
    await database.answers.bulkPut(shown);
    await changeSession(id, (now) => ({ ...now, closed: identity, key: null, sealed: null }));
  });
}

/** Removes a session; what it had sealed is in clear again. */
export async function removeBlindSession(id: string): Promise<void> {
  await closeBlindSession(id);
  await database.blindSessions.delete(id);
}

async function openAnswers({ datasetId, sealedAnswers, key }: BlindSession): Promise<StoredAnswer[]> {
  const stored = [...(await readAnswers(datasetId, sealedAnswers)).values()];
  return Promise.all(
    stored.map(async (each): Promise<StoredAnswer> => {
      if (each.sealed === null || key === null) return each;
      // The cast: what was sealed above.
      const opened = (await unseal(key, each.sealed)) as Pick<StoredAnswer, 'answer' | 'ms' | 'cost' | 'notes'>;
      return { ...each, ...opened, state: 'answered', sealed: null };
    }),
  );
}

function changeSession(id: string, change: (session: BlindSession) => BlindSession): Promise<void> {
  return database.transaction('rw', database.blindSessions, async () => {
    const session = await database.blindSessions.get(id);
    if (session) await database.blindSessions.put(change(session));
  });
}
