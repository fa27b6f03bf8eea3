import { type BlindSession, preferredBy, votesByPair } from '../evaluation/blind-session.ts';

const OUTCOMES = { first: 0, second: 1, tie: 2 } as const;

/**
 * What people preferred in closed blind comparisons of these two models (by their keys), by the row's index: 0 for the first,
 * 1 for the second, 2 for a tie. Pairs that were shown again count once; of several sessions the newest counts.
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
    votesByPair(session).forEach((choice, at) => {
      const pair = session.pairs[at];
      const preferred = preferredBy(choice, closed.firstIsA[at] ?? false);
      if (!pair || preferred === null || pair.repeatOf !== null) return;
      const outcome = OUTCOMES[preferred];
      found.set(pair.index, isSwapped && outcome < 2 ? 1 - outcome : outcome);
    });
  }
  return found;
}
