import type { AnswerPrice } from '../models/catalogue.ts';

/** How a base model is tried before anybody pays for tuning: rows, each without and with examples. */
export const TRIAL_ROWS = 60;
export const TRIAL_EXAMPLES = 8;

/** What such a trial sends at most, and costs about, by the tokens of an average row; dollars null where no price is known. */
export function trialCost(
  rowTokens: number,
  rows: number,
  price: AnswerPrice | null,
): { readonly requests: number; readonly dollars: number | null } {
  const asked = Math.min(TRIAL_ROWS, rows);
  // A whole row is more than its prompt, and about what an answer takes.
  const input = asked * rowTokens * (2 + TRIAL_EXAMPLES);
  const output = 2 * asked * rowTokens;
  const dollars = price === null ? null : (input * price.input + output * price.output) / 1_000_000;
  return { requests: 2 * asked, dollars };
}

/** Where a trial stops by itself: models that think may say more than was estimated. */
export function trialLimit(dollars: number): number {
  return Math.max(0.01, Math.ceil(dollars * 300) / 100);
}
