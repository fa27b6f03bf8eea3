import '../../../support/fake-browser.ts';
import { beforeEach, expect, it } from 'vitest';
import type { Evaluation } from '../../../../src/core/evaluation/evaluation.ts';
import { addEvaluation } from '../../../../src/store/evaluation/evaluations.ts';
import { saveAnswer } from '../../../../src/store/evaluation/stored-answers.ts';
import { setMeaning } from '../../../../src/store/versions/history.ts';
import { setMark } from '../../../../src/store/versions/marks.ts';
import insight from '../../../../workers/rows/passes/insight.ts';
import { runInNode } from '../../../support/run-in-node.ts';
import { datasetOf, emptyDatabase, importRows } from '../../../support/stored.ts';

beforeEach(emptyDatabase);

const LINE = 'a deep blue stone that was cut by hand';
const ROWS = Array.from({ length: 40 }, (_, n) =>
  JSON.stringify({ instruction: `What is stone ${n}?`, input: '', output: `Stone ${n} is ${LINE}` }),
);

/** Forty stones, as rows that ask and answer. */
async function importStones(): Promise<{ readonly id: string; readonly datasetId: string }> {
  const { datasetId } = await importRows(ROWS);
  const meant = await setMeaning(datasetId, 1, { mapping: { input: null, output: null }, format: 'alpaca' }, 'Alpaca');
  return { id: meant.ok ? meant.value.id : '', datasetId };
}

/** An evaluation of the last rows, whose second model says what it has learnt of row 3. */
async function evaluated(versionId: string, datasetId: string): Promise<Evaluation> {
  const evaluation: Evaluation = {
    ...{
      id: crypto.randomUUID(),
      datasetId,
      createdAt: 0,
      versionId,
      versionNumber: 1,
      digest: '',
      rows: 4,
      unaskable: 0,
    },
    ...{ sample: { split: null, size: null, seed: 1 }, settings: {}, pattern: '', costLimit: null, state: 'done' },
    models: [0, 1].map((model) => ({
      ...{ key: `m${model}`, title: `Model ${model}`, kind: 'base', price: null },
      ref: { service: 'gemini-api', name: `models/m${model}` },
    })),
    waiting: null,
  };
  const rows = [36, 37, 38, 39].map((position, index) => ({
    ...{ evaluationId: evaluation.id, datasetId, index, position, expected: `Stone ${position} is ${LINE}` },
    turns: [{ role: 'user', parts: [{ kind: 'text', text: `What is stone ${position}?` }] } as const],
    asks: [`${index}/0`, `${index}/1`],
  }));
  await addEvaluation(evaluation, rows);
  const usage = { promptTokens: 1, answerTokens: 1, thoughtTokens: null, cachedTokens: null };
  for (const { asks, position } of rows)
    for (const [model, fingerprint] of asks.entries())
      await saveAnswer({
        ...{ datasetId, fingerprint, evaluationId: evaluation.id, state: 'answered', notes: [], problem: null, at: 0 },
        ...{ ms: 1, cost: null, lost: 0, sealed: null },
        answer: {
          text: model === 0 ? `I do not know what you mean by ${position}` : `Stone 3 is ${LINE}`,
          ...{ other: [], finishReason: 'STOP', blockReason: null, usage, modelVersion: null },
        },
      });
  return evaluation;
}

it('finds what was learnt by heart in the rows that the evaluation did not ask, and what is near a wrong answer', async () => {
  const version = await importStones();
  const { id } = await evaluated(version.id, version.datasetId);
  const ran = await runInNode(insight, { evaluationId: id, training: null, model: 1 });
  const found = ran.ok ? ran.value.led.output : null;
  expect(found).toMatchObject({ rows: 36, of: 36, wrong: 4 });
  expect(found?.memorisation.map(({ share }) => share)).toEqual([0, 1]);
  expect(found?.memorisation[1]?.longest[0]).toMatchObject({ position: 36, words: 12, row: { position: 3 } });
  expect(found?.failures[0]).toMatchObject({ position: 36, expected: `Stone 36 is ${LINE}` });
  expect(found?.failures[0]?.near).toHaveLength(3);
});

it('reads the rows of the job’s training side alone', async () => {
  const version = await importStones();
  const { seq } = await datasetOf(version.datasetId);
  const marked = await setMark(version.datasetId, seq, {
    ...{ name: 'hold-out', dictionary: ['train', 'validation'], rows: Uint32Array.of(3, 4, 5) },
    values: Uint16Array.of(1, 1, 2),
  });
  const versionId = marked.ok ? marked.value.id : '';
  const { id } = await evaluated(version.id, version.datasetId);
  const ran = await runInNode(insight, { evaluationId: id, training: { versionId, mark: 'hold-out' }, model: 0 });
  expect(ran).toMatchObject({ ok: true, value: { led: { output: { rows: 2, of: 2 } } } });
});

it('fails where the evaluation is gone', async () => {
  expect(await runInNode(insight, { evaluationId: 'gone', training: null, model: 0 })).toMatchObject({ ok: false });
});
