import type { Catalogue } from '../../core/models/catalogue.ts';
import type { Usage } from '../../core/tuning/generation.ts';
import { baseIdOf } from './base-id.ts';
import type { KnownModel } from '../tune/known-models.ts';

const MILLION = 1_000_000;

/** What an answer costs in US dollars by the catalogue's prices; null where one of the figures is not known. */
export function answerCost({ ref, kind, job }: KnownModel, usage: Usage, { prices }: Catalogue): number | null {
  const id = job?.passport?.baseModel ?? baseIdOf(ref);
  const price = prices[id];
  const each = kind === 'tuned' && ref.service !== 'few-shot-pack' ? price?.tunedAnswering : price?.answering;
  if (!each || usage.promptTokens === null || usage.answerTokens === null) return null;
  const out = usage.answerTokens + (usage.thoughtTokens ?? 0);
  return (usage.promptTokens * each.input + out * each.output) / MILLION;
}
