import {
  type BlindSession,
  type Choice,
  type Identity,
  layOutPairs,
  type RaterVotes,
} from '../../src/core/evaluation/blind-session.ts';
import type { KeptBallot } from '../../src/core/raters/ballot.ts';
import { ballotOf } from '../../src/core/raters/ballot.ts';

export const IDENTITY_MODELS: Identity['models'] = [
  { key: 'models/base-of-7', title: 'The base' },
  { key: 'tunedModels/mine-of-7', title: 'The tuned one' },
];

/** A closed session that was given out, its answers named after the models that gave them, without votes. */
export function givenSession(count: number, seed = 1): { session: BlindSession; identity: Identity } {
  const answered = Array.from({ length: count }, (_, index) => ({
    ...{ index, position: index, expected: `stone ${index}`, first: `one ${index}`, second: `other ${index}` },
    turns: [{ role: 'user', parts: [{ kind: 'text', text: `Stone ${index}?` }] }] as const,
  }));
  const { pairs, firstIsA } = layOutPairs(answered, seed);
  const identity = { models: IDENTITY_MODELS, firstIsA };
  const session = {
    ...{ id: 'secret-session', datasetId: 'secret-dataset', evaluationId: 'e', createdAt: 0, pairs, votes: [] },
    ...{ sealedAnswers: ['secret-print'], key: null, sealed: null, closed: identity, raters: [] },
    given: { id: 'given', pairIds: pairs.map((_, at) => `pair-${at}`), rubric: 'Which is kinder?' },
  };
  return { session, identity };
}

/** Votes for a model, or a tie, for each pair that is named; undefined is no vote. */
export function votesFor(
  { firstIsA }: Pick<Identity, 'firstIsA'>,
  wishes: readonly ('first' | 'second' | 'tie' | 'skip' | undefined)[],
): RaterVotes['votes'] {
  return wishes.flatMap((wish, pair) => {
    if (wish === undefined) return [];
    const choice: Choice = wish === 'tie' || wish === 'skip' ? wish : (wish === 'first') === firstIsA[pair] ? 'a' : 'b';
    return [{ pair, choice, at: pair }];
  });
}

export function raterVotes(id: string, votes: RaterVotes['votes'], savedAt = 1, name = id): RaterVotes {
  return { rater: { id, name }, savedAt, votes };
}

/** A ballot as a rater has it. */
export function keptBallot({ pairs, given }: BlindSession, votes: RaterVotes['votes'], name = 'Anna'): KeptBallot {
  if (!given) throw new Error('this session was not given out');
  const rater = { id: 'rater-1', name };
  return { ...ballotOf({ pairs }, given, 'stones'), rater, votes, openedAt: 0, saved: false };
}
