import '../../support/fake-browser.ts';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { readVotesFile, votesOn } from '../../../src/core/raters/returned-votes.ts';
import { Notices } from '../../../src/state/frame/notices.svelte.ts';
import { BallotView } from '../../../src/state/raters/ballot-view.svelte.ts';
import { ballotCount, keptBallots } from '../../../src/state/raters/ballots.ts';
import { database } from '../../../src/store/database.ts';
import { keepBallot } from '../../../src/store/evaluation/kept-ballots.ts';
import { ballotOf } from '../../../src/core/raters/ballot.ts';
import { givenSession } from '../../support/given-session.ts';
import { emptyDatabase } from '../../support/stored.ts';

const { session } = givenSession(3);
const given = session.given ?? { id: '', pairIds: [], rubric: '' };
const stops: (() => void)[] = [];

beforeEach(async () => {
  await emptyDatabase();
  await keepBallot(ballotOf(session, given, 'stones'), 1);
});

afterEach(() => {
  stops.splice(0).forEach((stop) => stop());
});

async function open() {
  const notices = new Notices();
  const view = new BallotView('given', notices);
  stops.push(view.live.watch());
  await vi.waitUntil(() => view.live.ready);
  return { view, notices };
}

it('shows one pair after another, takes no vote twice, and goes on where it was left', async () => {
  const { view } = await open();
  expect([view.at, view.total, view.canTakeBack]).toEqual([0, 3, false]);
  await Promise.all([view.vote('a'), view.vote('b')]);
  expect([view.at, view.done]).toEqual([1, 1]);
  await view.vote('skip');
  await view.vote('tie');
  expect([view.at, view.done, view.pair]).toEqual([-1, 3, undefined]);
  await view.vote('a');
  await view.takeBack();
  const { view: again } = await open();
  expect([again.at, again.ballot?.votes.map(({ choice }) => choice)]).toEqual([2, ['a', 'skip']]);
});

it('saves the votes of now under the name that is typed', async () => {
  const { view } = await open();
  await view.vote('b');
  await view.rename(' Anna ');
  expect(view.name).toBe(' Anna ');
  const file = await view.save();
  expect(file?.name).toBe('stones-Anna.lapidary-votes.json');
  const read = readVotesFile((await file?.text()) ?? '', 'f');
  expect(read.ok && votesOn(session, read.value, 'f')).toMatchObject({
    value: { rater: { name: 'Anna' }, votes: [{ pair: 0, choice: 'b' }] },
  });
  await vi.waitUntil(() => view.ballot?.saved);
  await view.vote('a');
  expect(view.ballot?.saved).toBe(false);
});

it('has no file once it is removed', async () => {
  const { view, notices } = await open();
  const list = keptBallots();
  const count = ballotCount();
  stops.push(list.watch(), count.watch());
  await vi.waitUntil(() => list.current?.length === 1 && count.current === 1);
  await view.remove();
  await vi.waitUntil(() => list.current?.length === 0 && count.current === 0);
  expect(await view.save()).toBeUndefined();
  expect(notices.failed[0]?.text).toMatch(/lost this comparison/);
  expect(await database.ballots.count()).toBe(0);
});
