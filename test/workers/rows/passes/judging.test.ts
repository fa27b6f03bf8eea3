import '../../../support/fake-browser.ts';
import { beforeEach, expect, it } from 'vitest';
import type { Evaluation, EvaluationRow, StoredAnswer } from '../../../../src/core/evaluation/evaluation.ts';
import { judgeCases } from '../../../../src/core/judge/judge-cases.ts';
import { answeredRows } from '../../../../src/core/judge/judged-row.ts';
import type { AnswerJudging } from '../../../../src/core/judge/judging.ts';
import { readRubric } from '../../../../src/core/judge/rubric.ts';
import { addEvaluation } from '../../../../src/store/evaluation/evaluations.ts';
import { addBlindSession, addVote, closeBlindSession } from '../../../../src/store/evaluation/blind-sessions.ts';
import { addJudging, saveVote } from '../../../../src/store/evaluation/judgings.ts';
import { saveAnswer } from '../../../../src/store/evaluation/stored-answers.ts';
import judgingCost from '../../../../workers/rows/passes/judging-cost.ts';
import scoreJudging from '../../../../workers/rows/passes/score-judging.ts';
import voteQueue from '../../../../workers/rows/passes/vote-queue.ts';
import { runInNode } from '../../../support/run-in-node.ts';
import { emptyDatabase } from '../../../support/stored.ts';

beforeEach(emptyDatabase);

const ROWS = 120;
const EVALUATION: Evaluation = {
  ...{ id: 'e', datasetId: 'd', createdAt: 0, versionId: 'v', versionNumber: 1, digest: '', rows: ROWS, unaskable: 0 },
  ...{ sample: { split: null, size: null, seed: 1 }, settings: {}, pattern: '', costLimit: null, state: 'done' },
  models: [0, 1].map((model) => ({
    ...{ key: `m${model}`, title: `Model ${model}`, kind: 'base', price: null },
    ref: { service: 'gemini-api', name: `models/m${model}` },
  })),
  waiting: null,
};
const JUDGING: AnswerJudging = {
  ...{ id: 'j', datasetId: 'd', evaluationId: 'e', createdAt: 0, rubric: 'Is it right?', reference: false, against: 1 },
  ...{ questions: readRubric('Is it right?'), costLimit: null, state: 'done', waiting: null },
  judge: {
    ...{ by: 'decisions', title: 'Decisions', model: { service: 'gemini-api', name: 'models/gemini-decision-1' } },
    price: { input: 0.1, output: 0 },
  },
};

function stored(fingerprint: string, text: string): StoredAnswer {
  const usage = { promptTokens: 1, answerTokens: 1, thoughtTokens: null, cachedTokens: null };
  return {
    ...{ datasetId: 'd', fingerprint, evaluationId: 'e', state: 'answered', notes: [], problem: null, at: 0, ms: 1 },
    ...{ cost: 0.001, lost: 0, sealed: null },
    answer: { text, other: [], finishReason: 'STOP', blockReason: null, usage, modelVersion: null },
  };
}

/** Two models of which the second answers like the first in every other row. */
async function seed(): Promise<{
  readonly rows: readonly EvaluationRow[];
  readonly answers: Map<string, StoredAnswer>;
}> {
  const rows = Array.from({ length: ROWS }, (_, index): EvaluationRow => ({
    ...{ evaluationId: 'e', datasetId: 'd', index, position: index, expected: null },
    turns: [{ role: 'user', parts: [{ kind: 'text', text: `Stone ${index}?` }] }],
    asks: [`${index}/0`, `${index}/1`],
  }));
  await addEvaluation(EVALUATION, rows);
  const answers = new Map(
    rows.flatMap(({ index, asks }) =>
      asks.map((ask, model) => [ask, stored(ask, index % 2 === 0 ? 'same' : `${index} of ${model}`)] as const),
    ),
  );
  for (const answer of answers.values()) await saveAnswer(answer);
  await addJudging(JUDGING);
  return { rows, answers };
}

it('estimates what is still to be paid, equal answers to one question once', async () => {
  const { rows, answers } = await seed();
  const estimate = () => runInNode(judgingCost, JUDGING);
  const whole = { ok: true, value: { led: { output: { requests: ROWS + ROWS / 2, known: 0 } } } };
  expect(await estimate()).toMatchObject(whole);
  const [first] = judgeCases(answeredRows(rows, answers), 2, JUDGING);
  await saveAnswer(stored(first?.fingerprint ?? '', '{"q1":{"type":"noul","noul":0.9}}'));
  const rest = { requests: ROWS + ROWS / 2 - 1, known: 1 };
  expect(await estimate()).toMatchObject({ ok: true, value: { led: { output: rest } } });
  expect(await runInNode(judgingCost, { ...JUDGING, evaluationId: 'gone' })).toMatchObject({ ok: false });
});

it('lists answers to vote on, each once and the same ones each time, and scores what was voted', async () => {
  const { rows, answers } = await seed();
  const list = () => runInNode(voteQueue, { judgingId: 'j', question: 0 });
  const listed = await list();
  expect(listed).toEqual(await list());
  const items = listed.ok ? listed.value.led.output : [];
  expect(items).toHaveLength(ROWS + ROWS / 2);
  expect(new Set(items.map(({ key }) => key)).size).toBe(items.length);
  for (const { fingerprint } of judgeCases(answeredRows(rows, answers), 2, JUDGING))
    await saveAnswer(stored(fingerprint, '{"q1":{"type":"noul","noul":0.9}}'));
  for (const [at, { key }] of items.slice(0, 60).entries())
    await saveVote({ datasetId: 'd', key, outcome: at < 40 ? 0 : at < 50 ? 1 : null, at: 0 });
  const scored = await runInNode(scoreJudging, 'j');
  expect(scored).toMatchObject({
    value: {
      led: { output: { questions: [{ calibration: { votes: 50, agreement: 0.8, kappa: 0 }, doubt: 'disagrees' }] } },
    },
  });
  expect(await runInNode(scoreJudging, 'gone')).toMatchObject({ ok: false });
  expect(await runInNode(voteQueue, { judgingId: 'j', question: 7 })).toMatchObject({ ok: false });
});

it('measures a comparison by a blind session of the same models, once it is closed', async () => {
  const { rows, answers } = await seed();
  const judging: AnswerJudging = { ...JUDGING, id: 'pair', questions: readRubric('Which answer is better?') };
  await addJudging(judging);
  const odd = rows.filter(({ index }) => index % 2 === 1);
  // The judge finds the second model better in either order, but for the last ten pairs.
  for (const { row, models, fingerprint } of judgeCases(answeredRows(rows, answers), 2, judging)) {
    const isSecond = models[0] === 0 ? row < 100 : row >= 100;
    const probabilities = { 'Answer 1': isSecond ? 0.1 : 0.8, 'Answer 2': isSecond ? 0.8 : 0.1, Tie: 0.1 };
    await saveAnswer(stored(fingerprint, JSON.stringify({ q1: { type: 'choice', probabilities } })));
  }
  await addBlindSession(
    {
      ...{ id: 's', datasetId: 'd', evaluationId: 'e', createdAt: 1, sealedAnswers: [] },
      pairs: odd.map(({ index, position, turns, expected }) => ({
        ...{ index, position, turns, expected, a: 'a', b: 'b', repeatOf: null },
      })),
    },
    {
      models: [
        { key: 'm0', title: 'Model 0' },
        { key: 'm1', title: 'Model 1' },
      ],
      firstIsA: odd.map(({ index }) => index % 4 === 1),
    },
  );
  for (const [pair, { index }] of odd.entries()) {
    const isFirst = index >= 100;
    await addVote('s', { pair, choice: isFirst === (index % 4 === 1) ? 'a' : 'b', at: 0 });
  }
  const score = () => runInNode(scoreJudging, 'pair');
  const open = { questions: [{ orders: { pairs: ROWS / 2, same: ROWS / 2 }, calibration: null, doubt: 'no-votes' }] };
  expect(await score()).toMatchObject({ value: { led: { output: open } } });
  await closeBlindSession('s');
  const closed = { questions: [{ calibration: { votes: ROWS / 2, agreement: 1, kappa: 1, f1: 1 }, doubt: null }] };
  expect(await score()).toMatchObject({ value: { led: { output: closed } } });
});
