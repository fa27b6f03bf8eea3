import './fake-browser.ts';
import type { Evaluation, EvaluationRow, StoredAnswer } from '../../src/core/evaluation/evaluation.ts';
import type { AnswerJudging } from '../../src/core/judge/judging.ts';
import { readRubric } from '../../src/core/judge/rubric.ts';
import { addEvaluation } from '../../src/store/evaluation/evaluations.ts';
import { addJudging } from '../../src/store/evaluation/judgings.ts';
import { saveAnswer } from '../../src/store/evaluation/stored-answers.ts';

/** An evaluation "e" of two models, all of whose rows have answers, and a judge "j" of them. */
export async function storeJudged(rowCount: number): Promise<Evaluation> {
  const evaluation: Evaluation = {
    ...{ id: 'e', datasetId: 'd', createdAt: 0, versionId: 'v', versionNumber: 1, digest: '', rows: rowCount },
    ...{ unaskable: 0, sample: { split: null, size: null, seed: 1 }, settings: {}, pattern: '', costLimit: null },
    ...{ state: 'done', waiting: null },
    models: [0, 1].map((model) => ({
      ...{ key: `m${model}`, title: `Model ${model}`, kind: 'base', price: null },
      ref: { service: 'gemini-api', name: `models/m${model}` },
    })),
  };
  const rows = Array.from({ length: rowCount }, (_, index): EvaluationRow => ({
    ...{ evaluationId: 'e', datasetId: 'd', index, position: index, expected: 'yes' },
    turns: [{ role: 'user', parts: [{ kind: 'text', text: `Stone ${index}?` }] }],
    asks: [`${index}/0`, `${index}/1`],
  }));
  await addEvaluation(evaluation, rows);
  // The second model is right in every third row alone.
  for (const { index } of rows) {
    await saveAnswer(answerOf(`${index}/0`, `yes`));
    await saveAnswer(answerOf(`${index}/1`, index % 3 === 0 ? 'yes' : `no ${index}`));
  }
  const judging: AnswerJudging = {
    ...{ id: 'j', datasetId: 'd', evaluationId: 'e', createdAt: 0, rubric: 'Is it right?', reference: false },
    ...{ against: 1, questions: readRubric('Is it right?'), costLimit: null, state: 'done', waiting: null },
    judge: {
      ...{ by: 'decisions', title: 'Decisions', model: { service: 'gemini-api', name: 'models/gemini-decision-1' } },
      price: { input: 0.1, output: 0 },
    },
  };
  await addJudging(judging);
  return evaluation;
}

function answerOf(fingerprint: string, text: string): StoredAnswer {
  const usage = { promptTokens: 1, answerTokens: 1, thoughtTokens: null, cachedTokens: null };
  return {
    ...{ datasetId: 'd', fingerprint, evaluationId: 'e', state: 'answered', notes: [], problem: null, at: 0, ms: 1 },
    ...{ cost: 0.001, lost: 0, sealed: null },
    answer: { text, other: [], finishReason: 'STOP', blockReason: null, usage, modelVersion: null },
  };
}
