import type { Metric } from './metric.ts';
import { bleuTokens } from './parts/bleu-tokens.ts';
import { clippedMatches, gramCount, Numbering } from './parts/ngrams.ts';
import { sumTable } from './parts/sum-table.ts';

const ORDER = 4;
const [ANSWER_LENGTH, REFERENCE_LENGTH] = [2 * ORDER, 2 * ORDER + 1];

/**
 * BLEU of all pairs together, 0 to 100: not a mean of rows. Source: Papineni et al., 2002, as computed by sacreBLEU with its
 * defaults (`nrefs:1|case:mixed|eff:no|tok:13a|smooth:exp`).
 */
export default {
  id: 'bleu',
  title: 'BLEU',
  summary: 'Runs of one to four words that answers share with the references. Made for translation.',
  unit: 'score',
  better: 'higher',
  order: 60,
  measure: (rows) => sumTable(rows, 2 * ORDER + 2, write, figure),
} satisfies Metric;

function write(reference: string, answer: string, into: Float64Array): void {
  const numbering = new Numbering();
  const [one, other] = [numbering.of(bleuTokens(reference)), numbering.of(bleuTokens(answer))];
  const matches = clippedMatches(one, other, ORDER);
  for (let n = 0; n < ORDER; n++) {
    into[n] = matches[n] ?? 0;
    into[ORDER + n] = gramCount(other.length, n + 1);
  }
  into[ANSWER_LENGTH] = other.length;
  into[REFERENCE_LENGTH] = one.length;
}

function figure(sums: Float64Array): number {
  const at = (index: number): number => sums[index] ?? 0;
  if (sums.subarray(0, ORDER).every((matches) => matches === 0)) return 0;
  let logs = 0;
  let smooth = 1;
  for (let n = 0; n < ORDER; n++) {
    // Without a single n-gram of this length, an order has no precision, and the product none either.
    if (at(ORDER + n) === 0) return 0;
    if (at(n) === 0) smooth *= 2;
    logs += Math.log(at(n) === 0 ? 1 / (smooth * at(ORDER + n)) : at(n) / at(ORDER + n));
  }
  const brevity = at(ANSWER_LENGTH) >= at(REFERENCE_LENGTH) ? 0 : 1 - at(REFERENCE_LENGTH) / at(ANSWER_LENGTH);
  return 100 * Math.exp(brevity + logs / ORDER);
}
