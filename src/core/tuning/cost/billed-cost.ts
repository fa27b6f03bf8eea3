import type { Catalogue } from '../../models/catalogue.ts';
import type { TuningJob } from '../job.ts';

const MILLION = 1_000_000;

/** What a job has used by its service's own count, and what that costs at the price that is known. */
export interface BilledCost {
  /** Of all epochs. */
  readonly tokens: number;
  /** US dollars; null where no price is known. */
  readonly cost: number | null;
  /** Where the price is from, and of when; empty where none is known. */
  readonly source: string;
}

/** What a job is billed for; null until its service has said how many tokens it counts. The bill itself is Google's. */
export function billedCost(
  { method, reading, passport }: TuningJob,
  { prices }: Pick<Catalogue, 'prices'>,
): BilledCost | null {
  const tokens = reading?.data?.billableTokens ?? null;
  if (tokens === null) return null;
  const price = prices[passport?.baseModel ?? reading?.baseModel ?? ''];
  const training = price?.training ?? null;
  // Of reinforcement tuning the count is of prompts, and not of the answers that were tried.
  if (!price || training === null || method === 'reinforcement') return { tokens, cost: null, source: '' };
  return { tokens, cost: (tokens / MILLION) * training, source: `${price.source}, ${price.date}` };
}
