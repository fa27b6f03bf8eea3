import type { Example } from '../../example/example.ts';

/**
 * One example for each turn of the model, with all that came before it; those that a trainer must not learn from (weight
 * 0) are only context. The same example where there is one such turn, at the end, or answers to compare.
 */
export function splitByModelTurn(example: Example): Example | readonly Example[] {
  const { turns, completions } = example;
  if (completions) return example;
  const ends = turns.flatMap(({ role, weight }, index) => (role === 'model' && weight !== 0 ? [index + 1] : []));
  if (ends.length === 0 || (ends.length === 1 && ends[0] === turns.length)) return example;
  return ends.map((end) => ({ ...example, turns: turns.slice(0, end) }));
}
