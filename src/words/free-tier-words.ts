import { serviceOf } from '../core/services/index.ts';
import { type ModelRef, servedModel } from '../core/tuning/model-ref.ts';

/** What Google may do with what a key sends: to be read before anything is. Source: the Gemini API's pricing page, 2026-11. */
export const FREE_TIER = 'On the free tier, Google may use what you send to improve its products.';

/** The same where the model is asked with a key; empty where it is not. */
export function freeTierWords(model: ModelRef): string {
  return serviceOf(servedModel(model).service).can.freeTier ? FREE_TIER : '';
}
