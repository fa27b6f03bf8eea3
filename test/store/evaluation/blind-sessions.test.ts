import '../../support/fake-browser.ts';
import { beforeEach, expect, it } from 'vitest';
import type { StoredAnswer } from '../../../src/core/evaluation/evaluation.ts';
import { readAnswers, saveAnswer } from '../../../src/store/evaluation/stored-answers.ts';
import {
  addBlindSession,
  addRaterVotes,
  addVote,
  closeBlindSession,
  findGivenSession,
  getBlindSession,
  giveOut,
  identityOf,
  removeBlindSession,
  removeRater,
  takeVoteBack,
} from '../../../src/store/evaluation/blind-sessions.ts';
import { database } from '../../../src/store/database.ts';
import { currentRecord } from '../../../src/store/earlier-records.ts';
import { raterVotes } from '../../support/given-session.ts';
import { emptyDatabase } from '../../support/stored.ts';

beforeEach(emptyDatabase);

const IDENTITY = {
  models: [
    { key: 'models/base', title: 'The base' },
    { key: 'tunedModels/mine', title: 'My tuned one' },
  ],
  firstIsA: [true],
} as const;
const usage = { promptTokens: 1, answerTokens: 1, thoughtTokens: null, cachedTokens: null };
const stored = (fingerprint: string, text: string, modelVersion: string): StoredAnswer => ({
  ...{ datasetId: 'd', fingerprint, evaluationId: 'e', state: 'answered', notes: ['folded'], problem: null, at: 5 },
  ...{ ms: 777, cost: 0.5, lost: 0, sealed: null },
  answer: { text, other: [], finishReason: 'STOP', blockReason: null, usage, modelVersion },
});
const ANSWERS = [stored('f1', 'opal', 'base-v1'), stored('f2', 'agate', 'tuned-v9')];
const PAIR = { index: 0, position: 0, turns: [], expected: null, a: 'opal', b: 'agate', repeatOf: null };

async function open(): Promise<string> {
  for (const answer of ANSWERS) await saveAnswer(answer);
  const draft = {
    id: 's',
    datasetId: 'd',
    evaluationId: 'e',
    createdAt: 0,
    pairs: [PAIR],
    sealedAnswers: ['f1', 'f2'],
  };
  return (await addBlindSession(draft, IDENTITY)).id;
}

it('leaves nothing in storage that tells who is who, until it is closed', async () => {
  const id = await open();
  await addVote(id, { pair: 0, choice: 'b', at: 1 });
  const all = JSON.stringify(await Promise.all(database.tables.map((table) => table.toArray())));
  for (const told of ['firstIsA', 'My tuned one', 'base-v1', 'tuned-v9', '"ms":777', 'folded'])
    expect(all).not.toContain(told);
  const session = await getBlindSession(id);
  expect(session && (await identityOf(session))).toEqual(IDENTITY);
  await closeBlindSession(id);
  expect((await getBlindSession(id))?.closed).toEqual(IDENTITY);
  expect([...(await readAnswers('d', ['f1', 'f2'])).values()]).toEqual(ANSWERS);
});

it('gives the answers back where it is removed, and takes a vote back', async () => {
  const id = await open();
  await addVote(id, { pair: 0, choice: 'a', at: 1 });
  await takeVoteBack(id);
  expect((await getBlindSession(id))?.votes).toEqual([]);
  await removeBlindSession(id);
  expect(await getBlindSession(id)).toBeUndefined();
  expect([...(await readAnswers('d', ['f1', 'f2'])).values()]).toEqual(ANSWERS);
});

it('goes out under ids of its own, which stay, and takes each rater’s newest votes', async () => {
  const id = await open();
  const first = await giveOut(id, 'Which is kinder?');
  const given = first?.given;
  expect([given?.pairIds.length, given?.rubric, given?.id === id]).toEqual([1, 'Which is kinder?', false]);
  const again = await giveOut(id, 'Which is shorter?');
  expect(again?.given).toEqual({ ...given, rubric: 'Which is shorter?' });
  expect((await findGivenSession(given?.id ?? ''))?.id).toBe(id);
  expect(await findGivenSession('else')).toBeUndefined();

  const votes = (savedAt: number) => raterVotes('anna', [{ pair: 0, choice: 'a', at: 1 }], savedAt);
  expect([await addRaterVotes(id, votes(2)), await addRaterVotes(id, votes(1))]).toEqual(['added', 'older']);
  expect([await addRaterVotes(id, votes(2)), await addRaterVotes(id, votes(3))]).toEqual(['same', 'replaced']);
  expect((await getBlindSession(id))?.raters).toEqual([votes(3)]);
  // Who is who is no better known than before.
  const all = JSON.stringify(await Promise.all(database.tables.map((table) => table.toArray())));
  for (const told of ['firstIsA', 'My tuned one', 'base-v1']) expect(all).not.toContain(told);
  await removeRater(id, 'anna');
  expect((await getBlindSession(id))?.raters).toEqual([]);
});

it('of before there were other raters is read as one of which nobody else was asked', async () => {
  const id = await open();
  const { given, raters, ...earlier } = (await getBlindSession(id)) ?? {};
  expect([given, raters]).toEqual([null, []]);
  expect(currentRecord('blindSessions', earlier)).toEqual({ ...earlier, given: null, raters: [] });
  const now = await giveOut(id, '');
  expect(currentRecord('blindSessions', now ?? {})).toEqual(now);
});
