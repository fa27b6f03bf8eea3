import { passes } from '../../support/workers-in-node.ts';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { judgeCases } from '../../../src/core/judge/judge-cases.ts';
import type { App } from '../../../src/state/frame/app.ts';
import { Notices } from '../../../src/state/frame/notices.svelte.ts';
import { judgingsOf, JudgeView, rowJudgingsOf } from '../../../src/state/judge/judge-view.svelte.ts';
import { changeWork } from '../../../src/store/evaluation/asked-work.ts';
import { getEvaluation, removeEvaluation } from '../../../src/store/evaluation/evaluations.ts';
import { readJudgedRows } from '../../../src/store/evaluation/judged-rows.ts';
import { addRowJudging, getJudging } from '../../../src/store/evaluation/judgings.ts';
import { readAnswers, saveAnswer } from '../../../src/store/evaluation/stored-answers.ts';
import type { StoredAnswer } from '../../../src/core/evaluation/evaluation.ts';
import type { AnswerJudging, RowJudging } from '../../../src/core/judge/judging.ts';
import { storeJudged } from '../../support/judged-answers.ts';
import { emptyDatabase } from '../../support/stored.ts';

const ROWS = 9;
const stops: (() => void)[] = [];

beforeEach(async () => {
  passes.reset();
  await emptyDatabase();
  await storeJudged(ROWS);
});

afterEach(() => {
  vi.restoreAllMocks();
  stops.splice(0).forEach((stop) => stop());
});

/** A judge's page. `asked` counts how often the worker that asks is told to go on. */
async function open() {
  const notices = new Notices();
  const asked = vi.fn(() => Promise.resolve());
  // The cast: nothing else of Google takes part, and the worker that asks is not there.
  const google = { run: (call: (api: { askOn: typeof asked }) => Promise<void>) => call({ askOn: asked }) };
  const view = new JudgeView('j', { notices, google } as unknown as Pick<App, 'google' | 'notices'>);
  const stop = view.watch();
  stops.push(stop);
  await vi.waitUntil(() => view.judging);
  return { view, notices, asked, stop };
}

async function fingerprints(): Promise<readonly string[]> {
  const judging = (await getJudging('j')) as AnswerJudging; // stored above
  const read = await readJudgedRows(judging);
  const cases = judgeCases(read?.rows ?? [], read?.models.length ?? 0, judging);
  return [...new Set(cases.map(({ fingerprint }) => fingerprint))];
}

async function answer(fingerprint: string, change: Partial<StoredAnswer> = {}): Promise<void> {
  const usage = { promptTokens: 1, answerTokens: 1, thoughtTokens: null, cachedTokens: null };
  const text = JSON.stringify({ probabilities: [0.9, 0.1] });
  await saveAnswer({
    ...{ datasetId: 'd', fingerprint, evaluationId: 'j', state: 'answered', notes: [], problem: null, at: 0, ms: 1 },
    ...{ cost: 0.001, lost: 0, sealed: null },
    answer: { text, other: [], finishReason: 'STOP', blockReason: null, usage, modelVersion: null },
    ...change,
  });
}

describe('a judge', () => {
  it('is shown with the titles of the models whose answers it reads, and what it has come to', async () => {
    const { view } = await open();
    expect([view.judging?.id, view.live.current?.titles]).toEqual(['j', ['Model 0', 'Model 1']]);
    expect([view.scores, view.isScored]).toEqual([null, false]);
    view.follow();
    await vi.waitUntil(() => view.isScored);
    // Answers that say the same are asked about once a row.
    const all = await fingerprints();
    expect(view.scores).toMatchObject({ requests: all.length, answered: 0, failed: 0 });
    expect(view.scores?.questions).toHaveLength(1);
  });

  it('is scored again when it goes on, and not of all while it runs', async () => {
    const { view } = await open();
    view.follow();
    await vi.waitUntil(() => view.isScored);
    await changeWork('j', () => ({ state: 'running' }));
    const [first = '', second = ''] = await fingerprints();
    await answer(first, { state: 'failed', answer: null });
    await answer(second);
    await vi.waitUntil(() => view.judging?.state === 'running');
    view.follow();
    await expect.poll(() => view.scores).toMatchObject({ failed: 1, answered: 1 });
    expect(view.isScored).toBe(false);
  });

  it('says where its scores can’t be made', async () => {
    passes.break('score-judging', { kind: 'storage-lost', what: 'this judge' });
    const { view, notices } = await open();
    view.follow();
    await expect.poll(() => notices.failed.map(({ text }) => text)).toEqual(['The browser has lost this judge.']);
    expect([view.scores, view.isScored]).toEqual([null, false]);
  });

  it('scores nothing before it is read, nor once it is left', async () => {
    const notices = new Notices();
    const view = new JudgeView('j', { notices, google: {} } as unknown as Pick<App, 'google' | 'notices'>);
    view.follow();
    expect(passes.begun).toEqual([]);
    const { view: other, stop } = await open();
    const go = passes.stop('score-judging');
    other.follow();
    await vi.waitUntil(() => passes.begun.includes('score-judging'));
    stop();
    go();
    await new Promise((done) => setTimeout(done, 30));
    expect([other.scores, notices.failed]).toEqual([null, []]);
  });

  it('asks again what has failed, and nothing else', async () => {
    const { view, asked } = await open();
    const [first = '', second = ''] = await fingerprints();
    await answer(first, { state: 'failed', answer: null });
    await answer(second);
    await saveAnswer({ ...(await kept(second)), fingerprint: 'of another judge', state: 'failed' });
    await view.control.retry();
    const left = await readAnswers('d', [first, second, 'of another judge']);
    expect([first, second, 'of another judge'].map((each) => left.get(each)?.state)).toEqual([
      ...['open', 'answered', 'failed'],
    ]);
    expect([asked.mock.calls.length, (await getJudging('j'))?.state]).toEqual([1, 'running']);
  });

  it('is removed, and its page hears of it; the answers that it read stay', async () => {
    const { view } = await open();
    await view.remove();
    await vi.waitUntil(() => view.judging === undefined);
    view.follow();
    expect([await getJudging('j'), (await getEvaluation('e'))?.id, passes.begun]).toEqual([undefined, 'e', []]);
  });

  it('of an evaluation that is gone is shown as gone', async () => {
    const { view } = await open();
    await removeEvaluation('e');
    await vi.waitUntil(() => view.judging === undefined);
    expect(view.live.ready).toBe(true);
  });
});

async function kept(fingerprint: string): Promise<StoredAnswer> {
  const found = (await readAnswers('d', [fingerprint])).get(fingerprint);
  if (!found) throw new Error(`no answer ${fingerprint}`);
  return found;
}

it('judges of answers and judges of rows are listed apart', async () => {
  const judging = (await getJudging('j')) as AnswerJudging; // stored above
  const ofRows = { ...judging, id: 'r', versionId: 'v', versionNumber: 1 } as unknown as RowJudging; // as far as lists look
  await addRowJudging(ofRows, []);
  const [answers, rows] = [judgingsOf({ datasetId: 'd', id: 'e' }), rowJudgingsOf('d')];
  stops.push(answers.watch(), rows.watch());
  await vi.waitUntil(() => answers.ready && rows.ready);
  expect([answers.current?.map(({ id }) => id), rows.current?.map(({ id }) => id)]).toEqual([['j'], ['r']]);
  expect(judgingsOf({ datasetId: 'd', id: 'other' }).ready).toBe(false);
});
