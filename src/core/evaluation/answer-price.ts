import type { AnswerPrice } from '../models/catalogue.ts';
import type { Usage } from '../tuning/generation.ts';

const MILLION = 1_000_000;

/** What an answer costs in US dollars; null where the price or the tokens aren't known. Thoughts are billed as output. */
export function costOf(price: AnswerPrice | null, { promptTokens, answerTokens, thoughtTokens }: Usage): number | null {
  if (price === null || promptTokens === null) return null;
  return (promptTokens * price.input + ((answerTokens ?? 0) + (thoughtTokens ?? 0)) * price.output) / MILLION;
}
