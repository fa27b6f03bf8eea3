import type { JsonObject } from '../../core/json.ts';
import { NO_CURVE, type LossCurve, type LossPoint } from '../../core/tuning/loss/loss-point.ts';
import { isPassing } from '../../core/tuning/service-problem.ts';
import { numberOf, objectOf, objectsOf, textOf } from '../member.ts';
import { ServiceError } from '../service-error.ts';

/** Supervised tuning has one, preference tuning the other. */
const TRAINING = ['/train_total_loss', '/preference_optimization_train_loss'];
const VALIDATION = ['/eval_total_loss'];
/** The most that the service gives of one series. */
const MAX_POINTS = 10_000;

/** Asks for a resource by its full name and what follows it. */
export type Read = (nameAndRest: string, purpose: string) => Promise<JsonObject>;

/**
 * The losses of a job, live while it runs: they lie in a TensorBoard, to which the job's experiment leads. Nothing of that
 * is promised, so whatever is missing or refused makes an empty curve. Thrown is a rate limit, because it holds for all
 * requests, and where one `insists` whatever passes: a job that has ended is not read again.
 */
export async function readLossCurve(experiment: string | null, read: Read, insists = false): Promise<LossCurve> {
  if (experiment === null) return NO_CURVE;
  try {
    const board = await boardOf(experiment, read);
    return board === null ? NO_CURVE : await readBoard(`${board}/experiments/${lastPart(experiment)}`, read);
  } catch (error) {
    if (!(error instanceof ServiceError) || error.problem.kind === 'rate-limit') throw error;
    if (insists && isPassing(error.problem)) throw error;
    return NO_CURVE;
  }
}

async function boardOf(experiment: string, read: Read): Promise<string | null> {
  const context = await read(experiment, 'Find the loss curve');
  return textOf(objectOf(context, 'metadata'), 'backing_tensorboard_resource');
}

async function readBoard(experiment: string, read: Read): Promise<LossCurve> {
  const runs = objectsOf(await read(`${experiment}/runs`, 'Find the loss curve'), 'tensorboardRuns');
  for (const name of runs.flatMap((run) => textOf(run, 'name') ?? [])) {
    const series = objectsOf(
      await read(`${name}/timeSeries?pageSize=1000`, 'Find the loss curve'),
      'tensorboardTimeSeries',
    );
    const training = await pointsOf(series, TRAINING, read);
    const validation = await pointsOf(series, VALIDATION, read);
    if (training.length + validation.length > 0) return { training, validation };
  }
  return NO_CURVE;
}

async function pointsOf(series: readonly JsonObject[], metrics: readonly string[], read: Read): Promise<LossPoint[]> {
  const found = series.find((each) =>
    metrics.some((metric) => `/${textOf(each, 'displayName') ?? ''}`.endsWith(metric)),
  );
  const name = textOf(found ?? null, 'name');
  if (name === null) return [];
  const answer = await read(`${name}:read?maxDataPoints=${MAX_POINTS}`, 'Read the loss curve');
  const points = objectsOf(objectOf(answer, 'timeSeriesData'), 'values').flatMap(pointOf);
  return points.sort((a, b) => a.step - b.step);
}

/**
 * A member that isn't there is zero: that is how Google's JSON spells it. A loss that ran away is no number, spelled "NaN"
 * or "Infinity", and no point of a curve.
 */
function pointOf(value: JsonObject): LossPoint[] {
  const time = textOf(value, 'wallTime');
  const scalar = objectOf(value, 'scalar');
  const loss = scalar !== null && scalar['value'] === undefined ? 0 : numberOf(scalar, 'value');
  return loss === null ? [] : [{ step: numberOf(value, 'step') ?? 0, loss, ...(time !== null && { time }) }];
}

function lastPart(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}
