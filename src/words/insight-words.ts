import type { Estimate } from '../core/evaluation/interval.ts';
import { FEWEST_ROWS, type Headroom } from '../core/insight/headroom.ts';
import { findMetric } from '../core/metrics/index.ts';
import { figureWords, intervalWords } from './evaluation-words.ts';

/** What a headroom means for whoever is about to pay. */
export function headroomWords({ rows, zeroShot, fewShot, metric, verdict }: Headroom): string {
  const base = shareWords(zeroShot);
  const packed = fewShot === null ? '' : shareWords(fewShot);
  const name = findMetric(metric)?.title ?? metric;
  switch (verdict) {
    case 'few-rows':
      return `Only ${String(rows)} rows: too few to say whether tuning would pay. Ask at least ${String(FEWEST_ROWS)}.`;
    case 'enough':
      return `Don’t tune for this: the base model already gets ${base} (${name}) without help.`;
    case 'examples':
      return `Don’t tune yet: with examples in the prompt the base model gets ${packed} instead of ${base} (${name}).`;
    case 'examples-help':
      return `Examples in the prompt help: ${packed} instead of ${base} (${name}). Tuning can gain what is left, or save the examples’ tokens.`;
    case 'unasked':
      return `The base model gets ${base} (${name}). Before you pay for tuning, make a few-shot pack and evaluate it too.`;
    case 'room':
      return `There’s room to gain: the base model gets ${base}, and ${packed} with examples (${name}). Tuning is worth a try.`;
  }
}

function shareWords({ value, interval }: Estimate): string {
  return `${figureWords('share', value)}${interval === null ? '' : ` [${intervalWords('share', interval)}]`}`;
}
