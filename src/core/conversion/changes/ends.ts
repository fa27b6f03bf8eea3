import type { Example, Role, Turn } from '../../example/example.ts';
import { Drop } from '../../recipe/step.ts';

const NO_USER = new Drop('no user turn before the answer');
const NO_MODEL = new Drop('no model turn at the end');
const NO_USER_LAST = new Drop('no user turn at the end of the prompt');
const LATE_USER = new Drop('the first turn is not the user’s');

/**
 * Holds an example to the ends that trainers ask for: the first turn is the user's; the last one the model's, or before
 * answers to compare the user's. Turns outside of these ends are cut off, or the row is refused.
 */
export function fixEnds(example: Example, way: 'cut' | 'drop'): Example | Drop {
  const { turns } = example;
  const wanted: Role = example.completions ? 'user' : 'model';
  const start = turns.findIndex(({ role }) => role !== 'system' && (way === 'drop' || role === 'user'));
  const end = way === 'drop' ? turns.length - 1 : turns.findLastIndex(({ role }) => role === wanted);
  if (turns[end]?.role !== wanted) return wanted === 'model' ? NO_MODEL : NO_USER_LAST;
  if (turns[start]?.role !== 'user') return way === 'drop' ? LATE_USER : NO_USER;
  if (start > end) return NO_USER;
  const kept = turns.filter((turn, index) => index <= end && (index >= start || isSystem(turn)));
  return kept.length === turns.length ? example : { ...example, turns: kept };
}

function isSystem(turn: Turn): boolean {
  return turn.role === 'system';
}
