import { passes } from '../../support/workers-in-node.ts';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { BlindView } from '../../../src/state/evaluation/blind-view.svelte.ts';
import { openBlindSession } from '../../../src/state/evaluation/blind-sessions.ts';
import { Notices } from '../../../src/state/frame/notices.svelte.ts';
import { database } from '../../../src/store/database.ts';
import { getBlindSession } from '../../../src/store/evaluation/blind-sessions.ts';
import { readAnswers } from '../../../src/store/evaluation/stored-answers.ts';
import { storeJudged } from '../../support/judged-answers.ts';
import { emptyDatabase } from '../../support/stored.ts';

/** Of them every third pair has equal answers, and is not shown; one in ten is shown again. */
const ROWS = 30;
const PAIRS = 22;
const stops: (() => void)[] = [];

beforeEach(async () => {
  passes.reset();
  await emptyDatabase();
});

afterEach(() => {
  vi.restoreAllMocks();
  stops.splice(0).forEach((stop) => stop());
});

/** The page of a blind comparison that was just opened. */
async function open() {
  const notices = new Notices();
  const id = (await openBlindSession(await storeJudged(ROWS), 1, notices)) ?? '';
  const view = new BlindView(id, notices);
  stops.push(view.live.watch());
  await vi.waitUntil(() => view.session);
  const votes = async () => (await getBlindSession(id))?.votes.map(({ pair, choice }) => `${pair}:${choice}`);
  return { view, notices, id, votes };
}

/** The votes counted once the count is there. */
async function counted(view: BlindView) {
  view.result = null;
  view.count();
  return vi.waitUntil(() => view.result);
}

describe('a blind comparison', () => {
  it('shows one pair after another, and stores each vote at once', async () => {
    const { view, votes } = await open();
    expect([view.session?.pairs.length, view.at, view.done, view.pair]).toEqual([PAIRS, 0, 0, view.session?.pairs[0]]);
    await view.vote('a');
    expect([view.at, view.done, view.pair]).toEqual([1, 1, view.session?.pairs[1]]);
    await view.vote('skip');
    expect([view.at, await votes()]).toEqual([2, ['0:a', '1:skip']]);
  });

  it('takes no vote for a pair that nobody has read yet', async () => {
    const { view, votes } = await open();
    await Promise.all([view.vote('a'), view.vote('b'), view.vote('b')]);
    expect(await votes()).toEqual(['0:a']);
    // Right after the answer of the store, before the database has told of it.
    await view.vote('tie');
    expect(await votes()).toEqual(['0:a', '1:tie']);
  });

  it('takes the last vote back, and asks for that pair again', async () => {
    const { view, votes } = await open();
    for (const choice of ['a', 'b', 'tie'] as const) await view.vote(choice);
    await Promise.all([view.takeBack(), view.takeBack()]);
    expect([view.at, await votes()]).toEqual([1, ['0:a']]);
    await Promise.all([view.vote('b'), view.takeBack()]);
    expect([view.at, await votes()]).toEqual([1, ['0:a']]);
    await view.takeBack();
    await view.takeBack();
    expect([view.at, view.done, await votes()]).toEqual([0, 0, []]);
  });

  it('has no pair left when each has a vote', async () => {
    const { view, votes } = await open();
    for (let pair = 0; pair < PAIRS; pair++) await view.vote('tie');
    expect([view.at, view.done, view.pair]).toEqual([-1, PAIRS, undefined]);
    await view.vote('a');
    expect(await votes()).toHaveLength(PAIRS);
    expect(await counted(view)).toMatchObject({ first: 0, second: 0, ties: 20, split: 0 });
  });

  it('says where a vote can’t be stored, and stays at its pair', async () => {
    const { view, notices } = await open();
    vi.spyOn(database.blindSessions, 'put').mockRejectedValueOnce(new Error('the disk is full'));
    await view.vote('a');
    expect([notices.failed.length, view.at, view.done]).toEqual([1, 0, 0]);
    await view.vote('a');
    expect([view.at, view.done]).toEqual([1, 1]);
  });
});

describe('who is who', () => {
  it('is counted by while the comparison is open, and is nowhere on the page', async () => {
    const { view } = await open();
    for (let pair = 0; pair < 20; pair++) await view.vote(view.pair?.a === 'yes' ? 'a' : 'b');
    expect(await counted(view)).toMatchObject({ first: 20, second: 0, ties: 0, split: 0 });
    expect(view.identity).toBeNull();
    expect(JSON.stringify([view.session, view.result])).not.toMatch(/Model 0|Model 1|firstIsA/);
  });

  it('is told once it is closed: from then on no vote changes', async () => {
    const { view, id, votes } = await open();
    await view.vote('a');
    await view.close();
    await vi.waitUntil(() => view.identity);
    expect(view.identity?.models.map(({ title }) => title)).toEqual(['Model 0', 'Model 1']);
    await view.vote('b');
    expect(await votes()).toEqual(['0:a']);
    await view.takeBack();
    expect([await votes(), (await counted(view)).ties]).toEqual([['0:a'], 0]);
    const shown = await readAnswers('d', (await getBlindSession(id))?.sealedAnswers ?? []);
    expect([...shown.values()].every(({ state }) => state === 'answered')).toBe(true);
  });

  it('is counted anew after each vote, whichever count ends last', async () => {
    const { view } = await open();
    const unseal = crypto.subtle.decrypt.bind(crypto.subtle);
    let goOn: () => void = () => undefined;
    const late = new Promise<void>((go) => (goOn = go));
    vi.spyOn(crypto.subtle, 'decrypt').mockImplementationOnce((...args) => late.then(() => unseal(...args)));
    view.count();
    await view.vote('tie');
    view.count();
    await expect.poll(() => view.result?.ties).toBe(1);
    goOn();
    await new Promise((done) => setTimeout(done, 30));
    expect(view.result?.ties).toBe(1);
  });
});

it('is removed with its votes; what it had sealed is in clear again', async () => {
  const { view, id } = await open();
  const sealed = view.session?.sealedAnswers ?? [];
  await view.remove();
  await vi.waitUntil(() => view.session === undefined);
  expect([await getBlindSession(id), view.at, view.pair]).toEqual([undefined, -1, undefined]);
  expect([...(await readAnswers('d', sealed)).values()].every(({ answer }) => answer !== null)).toBe(true);
  view.count();
  await view.vote('a');
  await view.lookAtSlices();
  expect([view.result, view.slices, passes.begun]).toEqual([null, null, []]);
});

it('says where what rows have in common can’t be looked at', async () => {
  const { view, notices } = await open();
  passes.break('score-slices', { kind: 'storage-lost', what: 'this version' });
  await view.lookAtSlices();
  expect([view.slices, notices.failed.map(({ text }) => text)]).toEqual([null, ['The browser has lost this version.']]);
});
