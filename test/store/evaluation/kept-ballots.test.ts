import '../../support/fake-browser.ts';
import { beforeEach, expect, it } from 'vitest';
import type { Ballot } from '../../../src/core/raters/ballot.ts';
import {
  addBallotVote,
  getBallot,
  keepBallot,
  listBallots,
  nameRater,
  noteSaved,
  removeBallot,
  takeBallotVoteBack,
} from '../../../src/store/evaluation/kept-ballots.ts';
import { emptyDatabase } from '../../support/stored.ts';

beforeEach(emptyDatabase);

const BALLOT: Ballot = {
  ...{ id: 'ballot', name: 'stones', rubric: 'Which is kinder?' },
  pairs: [{ id: 'p', turns: [], expected: null, a: 'opal', b: 'agate' }],
};

it('keeps a ballot with its votes, also where its file is opened again', async () => {
  expect(await keepBallot(BALLOT, 5)).toBe('new');
  const vote = { pair: 0, choice: 'b', at: 7 } as const;
  await addBallotVote('ballot', vote);
  await nameRater('ballot', 'Anna');
  expect(await keepBallot({ ...BALLOT, rubric: 'Which is shorter?' }, 9)).toBe('known');
  const kept = await getBallot('ballot');
  expect(kept).toMatchObject({ openedAt: 5, votes: [vote], rubric: 'Which is shorter?', rater: { name: 'Anna' } });
  expect(kept?.rater.id).toMatch(/^[0-9a-f-]{36}$/);
  await takeBallotVoteBack('ballot');
  expect((await getBallot('ballot'))?.votes).toEqual([]);
});

it('leaves a ballot alone where a file of its id has other answers', async () => {
  await keepBallot(BALLOT, 5);
  const other = { ...BALLOT, pairs: BALLOT.pairs.map((pair) => ({ ...pair, a: 'flint' })) };
  expect(await keepBallot(other, 6)).toBe('other-pairs');
  expect((await getBallot('ballot'))?.pairs).toEqual(BALLOT.pairs);
});

it('knows what the last file that was saved lacks', async () => {
  await keepBallot(BALLOT, 5);
  const isSaved = async () => (await getBallot('ballot'))?.saved;
  await noteSaved('ballot');
  expect(await isSaved()).toBe(true);
  await addBallotVote('ballot', { pair: 0, choice: 'a', at: 7 });
  expect(await isSaved()).toBe(false);
});

it('lists ballots, the last one first, and removes one', async () => {
  await keepBallot(BALLOT, 5);
  await keepBallot({ ...BALLOT, id: 'later' }, 6);
  expect((await listBallots()).map(({ id }) => id)).toEqual(['later', 'ballot']);
  await removeBallot('later');
  expect((await listBallots()).map(({ id }) => id)).toEqual(['ballot']);
});
