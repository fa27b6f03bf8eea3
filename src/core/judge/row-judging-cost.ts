import type { JudgingCost } from './judging-cost.ts';

/** Rows of one judging at most: each waits in memory until it is asked. */
export const MOST_JUDGED_ROWS = 50_000;

/** What it would take to judge rows. */
export interface RowJudgingCost extends JudgingCost {
  /** Rows that were chosen. */
  readonly chosen: number;
  /** Rows that the estimate is from: all, or some of them. */
  readonly looked: number;
}

/** The cost of all rows by that of some, spread evenly among them. */
export function scaledCost(cost: JudgingCost, looked: number, chosen: number): RowJudgingCost {
  const times = looked === 0 ? 0 : chosen / looked;
  const scaled = (value: number): number => Math.round(value * times);
  return {
    ...{ requests: scaled(cost.requests), known: scaled(cost.known), inputTokens: scaled(cost.inputTokens) },
    ...{ dollars: cost.dollars === null ? null : cost.dollars * times, tooLong: scaled(cost.tooLong), chosen, looked },
  };
}
