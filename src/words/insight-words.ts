import type { Estimate } from '../core/evaluation/interval.ts';
import { counted } from '../core/amount.ts';
import { FEWEST_ROWS, type Headroom } from '../core/insight/headroom.ts';
import type { CurvePoint, LearningCurve } from '../core/insight/learning-curve.ts';
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

/** What a curve means for the next job, or for which checkpoint to keep. */
export function curveWords({ by, points, metric, verdict, chosen }: LearningCurve): string {
  const name = findMetric(metric)?.title ?? metric;
  const [first, before, last] = [points.find(({ at }) => at !== 0), points.at(-2), points.at(-1)];
  const kept = points[chosen];
  if (!first || !before || !last || !kept) return '';
  const figure = (point: CurvePoint): string => `${estimateWords(metric, point)} ${atWords(by, point.at)}`;
  switch (verdict) {
    case 'few-rows':
      return `Too few answers to compare: ask at least ${String(FEWEST_ROWS)} rows.`;
    case 'rising':
      return `More rows still help: ${figure(last)}, ${figure(before)} (${name}). Add more of the same kind.`;
    case 'slowing':
      return `The last rows hardly helped: ${figure(last)}, ${figure(before)} (${name}). More of the same kind are unlikely to pay.`;
    case 'level':
      return `More rows made no difference: ${figure(last)}, ${figure(first)} (${name}). Better ones may; more of the same are unlikely to.`;
    case 'unclear':
      return `Not clear yet: ${figure(last)}, ${figure(before)} (${name}). The intervals overlap; ask more rows to tell.`;
    case 'falling':
      return `Worse with more rows: ${figure(last)}, ${figure(before)} (${name}). Look at what was added.`;
    case 'keep-last':
      return `Keep the last one: ${estimateWords(metric, last)} (${name}). No earlier checkpoint is better beyond chance.`;
    case 'keep-earlier':
      return `Keep the checkpoint ${atWords(by, kept.at)}: ${estimateWords(metric, kept)}, against ${estimateWords(metric, last)} at the end (${name}). Train for fewer epochs next time.`;
  }
}

/** Where a point of a curve is: "with 1,000 rows", "after epoch 2", "at the end". */
export function atWords(by: LearningCurve['by'], at: number | null): string {
  if (at === null) return 'at the end';
  if (by === 'checkpoints') return `after epoch ${String(at)}`;
  return at === 0 ? 'untuned' : `with ${counted(at, 'row')}`;
}

function estimateWords(metric: string, { estimate }: CurvePoint): string {
  return `${figureWords(findMetric(metric)?.unit ?? 'share', estimate.value)} [${intervalWords(
    findMetric(metric)?.unit ?? 'share',
    estimate.interval,
  )}]`;
}

function shareWords({ value, interval }: Estimate): string {
  return `${figureWords('share', value)}${interval === null ? '' : ` [${intervalWords('share', interval)}]`}`;
}
