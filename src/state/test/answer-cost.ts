import { costOf } from '../../core/evaluation/answer-price.ts';
import type { AnswerPrice, Catalogue } from '../../core/models/catalogue.ts';
import type { Usage } from '../../core/tuning/generation.ts';
import { baseIdOf } from '../../core/models/base-id.ts';
import { isPacked } from '../../core/tuning/model-ref.ts';
import type { KnownModel } from '../tune/known-models.ts';

/** What a model charges for answers, by the catalogue; null where no price is known. */
export function priceOf({ ref, kind, job }: KnownModel, { prices }: Catalogue): AnswerPrice | null {
  const price = prices[job?.passport?.baseModel ?? baseIdOf(ref)];
  return (kind === 'tuned' && !isPacked(ref) ? price?.tunedAnswering : price?.answering) ?? null;
}

/** What an answer costs in US dollars by the catalogue's prices; null where one of the figures is not known. */
export function answerCost(model: KnownModel, usage: Usage, catalogue: Catalogue): number | null {
  return usage.answerTokens === null ? null : costOf(priceOf(model, catalogue), usage);
}
