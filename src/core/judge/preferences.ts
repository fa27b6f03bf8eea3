import type { BlindSession } from '../evaluation/blind-session.ts';
import { decidedPairs } from '../raters/majority.ts';

const OUTCOMES = { first: 0, second: 1, tie: 2 } as const;

/**
 * What people preferred in closed blind comparisons of these two models (by their keys), by the row's index: 0 for the first,
 * 1 for the second, 2 for a tie. Of several raters the majority counts, of several sessions the newest; pairs that were shown again
 * count once, and those on which raters are split not at all.
 */
export function preferencesOf(
  sessions: readonly BlindSession[],
  models: readonly [string, string],
): ReadonlyMap<number, number> {
  const found = new Map<number, number>();
  for (const session of [...sessions].sort((one, other) => one.createdAt - other.createdAt)) {
    const { closed } = session;
    const keys = closed?.models.map(({ key }) => key) ?? [];
    const isSwapped = keys[0] === models[1] && keys[1] === models[0];
    if (closed === null || (!isSwapped && (keys[0] !== models[0] || keys[1] !== models[1]))) continue;
    decidedPairs(session, closed).forEach((preferred, at) => {
      const pair = session.pairs[at];
      if (!pair || preferred === null || preferred === 'split' || pair.repeatOf !== null) return;
      const outcome = OUTCOMES[preferred];
      found.set(pair.index, isSwapped && outcome < 2 ? 1 - outcome : outcome);
    });
  }
  return found;
}
