import '../../../support/fake-browser.ts';
import { beforeEach, expect, it } from 'vitest';
import type { Evaluation } from '../../../../src/core/evaluation/evaluation.ts';
import { addEvaluation } from '../../../../src/store/evaluation/evaluations.ts';
import { saveAnswer } from '../../../../src/store/evaluation/stored-answers.ts';
import serving from '../../../../workers/rows/passes/serving.ts';
import { runInNode } from '../../../support/run-in-node.ts';
import { emptyDatabase } from '../../../support/stored.ts';

beforeEach(emptyDatabase);

const ROWS = 40;

/** A base that always knows, beside a model that refuses every fourth time; with log-probabilities where wanted. */
async function evaluated(withLogs: boolean): Promise<string> {
  const evaluation: Evaluation = {
    ...{
      id: 'e',
      datasetId: 'd',
      createdAt: 0,
      versionId: 'v',
      versionNumber: 1,
      digest: '',
      rows: ROWS,
      unaskable: 0,
    },
    ...{ sample: { split: null, size: null, seed: 1 }, settings: {}, pattern: '', costLimit: null, state: 'done' },
    ...{ models: [], waiting: null },
  };
  const turns = (text: string) =>
    [
      { role: 'system', parts: [{ kind: 'text', text: 'Name the stone.' }] },
      { role: 'user', parts: [{ kind: 'text', text }] },
    ] as const;
  const rows = Array.from({ length: ROWS }, (_, index) => ({
    ...{ evaluationId: 'e', datasetId: 'd', index, position: index, turns: turns(`Stone ${index}?`) },
    ...{ expected: `It is stone ${index}`, asks: [`${index}/0`, `${index}/1`] },
  }));
  await addEvaluation(evaluation, rows);
  const usage = { promptTokens: 1, answerTokens: 1, thoughtTokens: null, cachedTokens: null };
  for (const { asks, index, expected } of rows)
    for (const [model, fingerprint] of asks.entries()) {
      const isRefused = model === 1 && index % 4 === 0;
      await saveAnswer({
        ...{
          datasetId: 'd',
          fingerprint,
          evaluationId: 'e',
          state: 'answered',
          notes: [],
          problem: null,
          at: 0,
          ms: 1,
        },
        ...{ cost: null, lost: 0, sealed: null },
        answer: {
          text: isRefused ? 'I’m sorry, I can’t tell.' : expected,
          ...{ other: [], finishReason: 'STOP', blockReason: null, usage, modelVersion: null },
          ...(withLogs && { logProbability: isRefused ? -1 : -0.1 }),
        },
      });
    }
  return 'e';
}

it('sends what is refused to the base, by signs', async () => {
  const ran = await runInNode(serving, { evaluationId: await evaluated(false), model: 1, base: 0 });
  const output = ran.ok ? ran.value.led.output : null;
  expect(output).toMatchObject({ kind: 'signs', system: 'Name the stone.', usual: { low: 1, high: 16 } });
  expect(output?.fallback).toMatchObject({
    rows: ROWS,
    model: 0.75,
    base: 1,
    best: { asked: 0.25, right: 1 },
    expected: 1,
  });
});

it('goes by log-probabilities where every answer has one', async () => {
  const ran = await runInNode(serving, { evaluationId: await evaluated(true), model: 1, base: 0 });
  const output = ran.ok ? ran.value.led.output : null;
  expect(output?.kind).toBe('log-probability');
  const { threshold = 0 } = output?.fallback?.best ?? {};
  expect(threshold).toBeGreaterThan(Math.exp(-1));
  expect(threshold).toBeLessThan(Math.exp(-0.1));
  expect(await runInNode(serving, { evaluationId: 'gone', model: 1, base: 0 })).toMatchObject({ ok: false });
});
