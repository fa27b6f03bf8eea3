import type { Metric } from './metric.ts';
import { isStructured, leavesOf, parseJson } from './parts/json-leaves.ts';
import { meanOf } from './parts/mean.ts';

/**
 * The mean share of fields that agree, of all fields that answer or reference have (Jaccard): a missing field, a wrong value and
 * an extra field each count against it. The order of keys plays no part, that of lists does. Answers that aren't JSON have 0.
 */
export default {
  id: 'json-fields',
  title: 'JSON fields',
  summary: 'Fields with the right value, of all fields in the answer or the reference.',
  unit: 'share',
  better: 'higher',
  order: 31,
  measure: (rows) =>
    meanOf(rows, (reference, answer) => (isStructured(reference) ? agreement(reference, answer) : null)),
} satisfies Metric;

function agreement(reference: string, answer: string): number {
  const [wanted, given] = [parseJson(reference), parseJson(answer)];
  if (wanted === undefined || given === undefined) return 0;
  const [one, other] = [leavesOf(wanted), leavesOf(given)];
  const same = [...one].filter(([path, value]) => other.get(path) === value).length;
  return same / (one.size + other.size - same);
}
