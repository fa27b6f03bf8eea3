import { passes } from '../../support/workers-in-node.ts';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Notices } from '../../../src/state/frame/notices.svelte.ts';
import { VoteView } from '../../../src/state/judge/vote-view.svelte.ts';
import { database } from '../../../src/store/database.ts';
import { readVotes } from '../../../src/store/evaluation/judgings.ts';
import { storeJudged } from '../../support/judged-answers.ts';
import { emptyDatabase } from '../../support/stored.ts';

const stops: (() => void)[] = [];

beforeEach(async () => {
  passes.reset();
  await emptyDatabase();
  await storeJudged(9);
});

afterEach(() => {
  vi.restoreAllMocks();
  stops.splice(0).forEach((stop) => stop());
});

async function open(question = 0) {
  const notices = new Notices();
  const view = new VoteView('j', question, notices);
  stops.push(view.open());
  await vi.waitUntil(() => view.ready);
  await vi.waitUntil(() => view.items.length > 0 || notices.failed.length > 0);
  return { view, notices };
}

async function stored({ items }: VoteView): Promise<(number | null | undefined)[]> {
  const votes = await readVotes(
    'd',
    items.map(({ key }) => key),
  );
  return items.map(({ key }) => votes.get(key)?.outcome);
}

it('shows one answer after another, and stores each vote at once', async () => {
  const { view } = await open();
  const [first, second] = view.items;
  expect([view.question?.text, view.item, view.canTakeBack]).toEqual(['Is it right?', first, false]);
  await view.vote(1);
  expect(view.item).toBe(second);
  await view.vote(null);
  expect([view.done, view.counted, (await stored(view)).slice(0, 3)]).toEqual([2, 1, [1, null, undefined]]);
});

it('goes on after the votes that were given before', async () => {
  const { view } = await open();
  await view.vote(1);
  const { view: again } = await open();
  expect([again.done, again.item, again.canTakeBack]).toEqual([1, again.items[1], false]);
});

it('takes no vote for an answer that nobody has read yet', async () => {
  const { view } = await open();
  await Promise.all([view.vote(0), view.vote(1)]);
  expect((await stored(view)).slice(0, 2)).toEqual([0, undefined]);
});

it('takes votes back one after another, however quickly', async () => {
  const { view } = await open();
  for (const outcome of [0, 1, 0]) await view.vote(outcome);
  await Promise.all([view.takeBack(), view.takeBack()]);
  expect([(await stored(view)).slice(0, 3), view.done, view.canTakeBack]).toEqual([[0, undefined, undefined], 1, true]);
  await view.takeBack();
  await view.takeBack();
  expect([view.done, view.canTakeBack, view.item]).toEqual([0, false, view.items[0]]);
});

it('says where a vote can’t be stored or taken back, and stays at it', async () => {
  const { view, notices } = await open();
  vi.spyOn(database.judgeVotes, 'put').mockRejectedValueOnce(new Error('the disk is full'));
  await view.vote(1);
  expect([notices.failed.length, view.item, view.done]).toEqual([1, view.items[0], 0]);
  await view.vote(1);
  vi.spyOn(database.judgeVotes, 'delete').mockRejectedValueOnce(new Error('the disk is gone'));
  await view.takeBack();
  expect([notices.failed.length, view.done, view.canTakeBack]).toEqual([2, 1, true]);
});

it('says why there is nothing to vote on', async () => {
  passes.break('vote-queue', { kind: 'storage-lost', what: 'these answers' });
  const { view, notices } = await open();
  expect([view.items, notices.failed.map(({ text }) => text)]).toEqual([[], ['The browser has lost these answers.']]);
});

it('shows nothing once it is left', async () => {
  const view = new VoteView('j', 0, new Notices());
  const go = passes.stop('vote-queue');
  const stop = view.open();
  await vi.waitUntil(() => passes.begun.length > 0);
  stop();
  go();
  await new Promise((done) => setTimeout(done, 30));
  expect([view.ready, view.items]).toEqual([false, []]);
});
