import type { Json } from '../../json.ts';

/** Whether an answer is good: true or false, also as the text that a cell of CSV has; undefined for all else. */
export function verdictOf(value: Json | undefined): boolean | undefined {
  if (typeof value === 'boolean') return value;
  const text = typeof value === 'string' ? value.toLowerCase() : '';
  return text === 'true' || text === 'false' ? text === 'true' : undefined;
}

/** A verdict as `before` spells it, where that says the same. */
export function writeVerdict(verdict: boolean, before: Json | undefined): Json {
  return before !== undefined && verdictOf(before) === verdict ? before : verdict;
}
