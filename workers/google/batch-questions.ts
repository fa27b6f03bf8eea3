import { costOf } from '../../src/core/evaluation/answer-price.ts';
import { type Batch, BATCH_SERVICE, halfPrice } from '../../src/core/evaluation/batch.ts';
import type { Evaluation, StoredAnswer } from '../../src/core/evaluation/evaluation.ts';
import { modelKey, type ServedModel } from '../../src/core/tuning/model-ref.ts';
import { type BatchAnswer, type BatchQuestion, batchRequest } from '../../src/services/gemini-api/inline-batches.ts';
import { getEvaluation } from '../../src/store/evaluation/evaluations.ts';
import { readAnswers } from '../../src/store/evaluation/stored-answers.ts';
import { asksOf } from './open-asks.ts';

/** A question that a batch is to ask. */
export interface Wanted {
  readonly question: BatchQuestion;
  readonly price: Batch['price'];
}

/** By model, the questions of an evaluation that nobody has asked. */
export async function wantedOf(
  evaluation: Evaluation,
): Promise<readonly (readonly [ServedModel, readonly Wanted[]])[]> {
  const asks = await asksOf(evaluation);
  const known = await readAnswers(evaluation.datasetId, [...new Set(asks.map(({ fingerprint }) => fingerprint))]);
  const models = new Map<string, [ServedModel, Map<string, Wanted>]>();
  for (const { fingerprint, ask, price } of asks) {
    const state = known.get(fingerprint)?.state ?? 'open';
    if (state !== 'open' || !('request' in ask) || ask.model.service !== BATCH_SERVICE) continue;
    const [, wanted] = models.get(modelKey(ask.model)) ?? [ask.model, new Map<string, Wanted>()];
    const question = { key: fingerprint, request: batchRequest(ask.model, ask.request) };
    wanted.set(fingerprint, { question, price: halfPrice(price) });
    models.set(modelKey(ask.model), [ask.model, wanted]);
  }
  return [...models.values()].map(([model, wanted]) => [model, [...wanted.values()]]);
}

/** The questions of a batch once more; none where its evaluation is gone. */
export async function questionsOf({ evaluationId, fingerprints }: Batch): Promise<readonly BatchQuestion[]> {
  const evaluation = await getEvaluation(evaluationId);
  const asks = new Map((evaluation ? await asksOf(evaluation) : []).map((each) => [each.fingerprint, each.ask]));
  return fingerprints.flatMap((key): BatchQuestion[] => {
    const ask = asks.get(key);
    return ask && 'request' in ask ? [{ key, request: batchRequest(ask.model, ask.request) }] : [];
  });
}

/** What came of a question of a batch, as it is stored. */
export function storedAnswer(batch: Batch, fingerprint: string, said: BatchAnswer, at: number): StoredAnswer {
  const blank = {
    ...{ datasetId: batch.datasetId, fingerprint, evaluationId: batch.evaluationId, notes: [], at, ms: null },
    ...{ cost: null, lost: 0, sealed: null, answer: null, problem: null },
  };
  if ('error' in said) {
    const words = { what: `In a batch, the model gave no answer: ${said.error}`, next: 'Retry it by itself.' };
    const asked = { kind: 'invalid', purpose: 'Ask in a batch', host: 'generativelanguage.googleapis.com' } as const;
    const rest = {
      status: null,
      raw: said.error,
      fields: [],
      retryAfterMs: null,
      curl: null,
      outcome: 'refused',
    } as const;
    return { ...blank, state: 'failed', problem: { ...asked, ...words, ...rest } };
  }
  const { notes, ...answer } = said.answer;
  return { ...blank, state: 'answered', answer, notes, cost: costOf(batch.price, answer.usage) };
}
