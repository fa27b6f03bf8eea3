import '../../support/fake-browser.ts';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { BlindView } from '../../../src/state/evaluation/blind-view.svelte.ts';
import { Notices } from '../../../src/state/frame/notices.svelte.ts';
import { database } from '../../../src/store/database.ts';
import { givenSession } from '../../support/given-session.ts';
import { emptyDatabase } from '../../support/stored.ts';

const { session } = givenSession(4);
const stops: (() => void)[] = [];

beforeEach(async () => {
  await emptyDatabase();
  await database.blindSessions.add({ ...session, closed: null });
});

afterEach(() => {
  stops.splice(0).forEach((stop) => stop());
});

it('a vote that follows at once is for the next pair, and none is given for a pair that nobody has seen', async () => {
  const view = new BlindView(session.id, new Notices());
  stops.push(view.live.watch());
  await vi.waitUntil(() => view.live.ready);
  await view.vote('a');
  await view.vote('b');
  await Promise.all([view.vote('tie'), view.vote('a')]);
  const stored = await database.blindSessions.get(session.id);
  expect(stored?.votes.map(({ pair, choice }) => [pair, choice])).toEqual([
    [0, 'a'],
    [1, 'b'],
    [2, 'tie'],
  ]);
  expect([view.at, view.done, view.total, view.canTakeBack]).toEqual([3, 3, 4, true]);
});
