import type { Metric } from './metric.ts';
import { clippedMatches, gramCount, Numbering } from './parts/ngrams.ts';
import { sumTable } from './parts/sum-table.ts';

const ORDER = 6;
const BETA_SQUARED = 4;

/**
 * chrF2 of all pairs together, 0 to 100: runs of one to six characters, white space apart, recall counting twice as much as
 * precision. Needs no words, so it fits any script. Source: Popović, 2015, as computed by sacreBLEU with its defaults
 * (`nrefs:1|case:mixed|eff:yes|nc:6|nw:0|space:no`).
 */
export default {
  id: 'chrf',
  title: 'chrF',
  summary: 'Runs of one to six characters that answers share with the references. Fits any script.',
  unit: 'score',
  better: 'higher',
  order: 61,
  measure: (rows) => sumTable(rows, 3 * ORDER, write, figure),
} satisfies Metric;

function write(reference: string, answer: string, into: Float64Array): void {
  const numbering = new Numbering();
  const [one, other] = [reference, answer].map((text) => numbering.of(Array.from(text.replace(/\s+/gu, ''))));
  if (!one || !other) return;
  const matches = clippedMatches(one, other, ORDER);
  for (let n = 0; n < ORDER; n++) {
    const wanted = gramCount(one.length, n + 1);
    into[3 * n] = matches[n] ?? 0;
    // What no reference could have is not held against an answer.
    into[3 * n + 1] = wanted === 0 ? 0 : gramCount(other.length, n + 1);
    into[3 * n + 2] = wanted;
  }
}

function figure(sums: Float64Array): number {
  let [precision, recall, orders] = [0, 0, 0];
  for (let n = 0; n < ORDER; n++) {
    const [matches = 0, answered = 0, wanted = 0] = sums.subarray(3 * n, 3 * n + 3);
    if (answered === 0 || wanted === 0) continue;
    precision += matches / answered;
    recall += matches / wanted;
    orders++;
  }
  if (precision + recall === 0) return 0;
  const [p, r] = [precision / orders, recall / orders];
  return (100 * (1 + BETA_SQUARED) * p * r) / (BETA_SQUARED * p + r);
}
