import { protoTime } from '../clock.ts';
import { shortFloat, type JsonObject } from '../json.ts';
import { evalLoss, plannedLoss, seedOf, trainLoss } from '../loss.ts';
import type { TuningJobRecord } from '../state.ts';
import { countSteps, progressOf, stepsPerEpoch, timeOfStep } from './job-progress.ts';

/** One curve of a job. */
export interface Metric {
  /** A number, as time series are named. */
  readonly id: string;
  readonly name: string;
  /** At which of all steps there is a value. */
  readonly steps: readonly number[];
  readonly valueAt: (step: number) => number | string;
}

/** The curves of a job, as far as it is; the ones of validation only where there is such a set (gemini-api §4.4). */
export function listMetrics(job: TuningJobRecord, now: number): readonly Metric[] {
  const total = countSteps(job);
  const course = { seed: seedOf(job.training.examples), epochs: job.epochs };
  const all = Array.from({ length: progressOf(job, now).steps }, (_, index) => index + 1);
  const ends = all.filter((step) => step % Math.max(1, Math.ceil(stepsPerEpoch(job) / 2)) === 0);
  const fraction = (loss: number): number => shortFloat(1 / (1 + loss));
  const tokens = job.training.examples.reduce((sum, { outputTokens }) => sum + outputTokens, 0);
  const predictions = (): number => Math.round(tokens / Math.max(1, stepsPerEpoch(job)));
  const train = (step: number): number => trainLoss(step, total, course);
  const told = (step: number): number | string => plannedLoss(job.plan.curve, step, total, course);
  const held = (step: number): number => evalLoss(step, total, course);
  const metric = (id: string, name: string, steps: readonly number[], valueAt: Metric['valueAt']): Metric => ({
    id,
    name,
    steps,
    valueAt,
  });
  const validated = job.validation === undefined ? [] : [metric('4', '/eval_total_loss', ends, held)];
  if (job.method === 'preference') return [metric('1', '/preference_optimization_train_loss', all, told), ...validated];
  if (job.method === 'reinforcement') {
    // From the lowest reward towards the highest, as a loss falls.
    const reward = (loss: number): number => shortFloat(Math.max(-1, 1 - (2 * loss) / train(1)));
    const trained = metric('1', '/train_mean_reward', all, (step) => reward(train(step)));
    if (job.validation === undefined) return [trained];
    return [trained, metric('4', '/eval_mean_reward', ends, (step) => reward(held(step)))];
  }
  const correct = 'fraction_of_correct_next_step_preds';
  return [
    metric('1', '/train_total_loss', all, told),
    metric('2', `/train_${correct}`, all, (step) => fraction(train(step))),
    metric('3', '/train_num_predictions', all, predictions),
    ...validated,
    ...(validated.length > 0 ? [metric('5', `/eval_${correct}`, ends, (step) => fraction(held(step)))] : []),
  ];
}

/** The points of a curve, at most this many, evenly taken with the last one. */
export function describeSeries(job: TuningJobRecord, { id, steps, valueAt }: Metric, most: number): JsonObject {
  const stride = Math.max(1, Math.ceil(steps.length / most));
  const taken = steps.filter((_, index) => (steps.length - 1 - index) % stride === 0);
  const values = taken.map((step) => ({
    scalar: { value: valueAt(step) },
    wallTime: protoTime(timeOfStep(job, step)),
    step: String(step),
  }));
  return { tensorboardTimeSeriesId: id, valueType: 'SCALAR', ...(values.length > 0 && { values }) };
}
