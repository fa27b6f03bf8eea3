import type { Example } from '../../example/example.ts';
import { Drop } from '../../recipe/step.ts';

const NOTHING = new Drop('every answer has the weight 0: there is nothing to learn');

/**
 * Without the turns after the last answer that is to be learnt, for a trainer that knows no weights. A row whose answers all
 * have the weight 0 is refused.
 */
export function cutUnlearned(example: Example): Example | Drop {
  const { turns, completions } = example;
  const last = turns.findLastIndex(({ role }) => role === 'model');
  if (completions || last === -1 || turns[last]?.weight !== 0) return example;
  const learnt = turns.findLastIndex(({ role, weight }) => role === 'model' && weight !== 0);
  return learnt === -1 ? NOTHING : { ...example, turns: turns.slice(0, learnt + 1) };
}
