import type { Catalogue } from '../../models/catalogue.ts';
import type { TargetEstimate, TargetFacts } from '../target.ts';

const MILLION = 1_000_000;

/** Tokens of all epochs and what they cost. `tokens`: of one epoch. */
export function estimateTraining(
  { tokens }: Pick<TargetFacts, 'tokens'>,
  plan: { readonly epochs: number; readonly steps: number | null },
  { catalogue, baseModel }: { readonly catalogue: Catalogue; readonly baseModel: string },
): TargetEstimate {
  const price = catalogue.prices[baseModel];
  const training = price?.training ?? null;
  const costOf = (count: number): number | null => (training === null ? null : (count / MILLION) * training);
  const all = {
    low: tokens.low * plan.epochs,
    likely: tokens.likely * plan.epochs,
    high: tokens.high * plan.epochs,
  };
  const [low, high] = [costOf(all.low), costOf(all.high)];
  return {
    tokens: all,
    trainingTokens: all.likely,
    steps: plan.steps,
    cost: costOf(all.likely),
    costRange: low === null || high === null ? null : { low, high },
    priceSource:
      price && training !== null
        ? `$${training} for a million training tokens of ${baseModel}: ${price.source}, ${price.date}`
        : `no price of tuning ${baseModel} is known: look at Google’s pricing page, or set one in Settings`,
  };
}
