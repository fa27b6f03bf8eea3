import type { JsonObject } from '../../core/json.ts';
import { NO_CURVE, type LossCurve, type LossPoint } from '../../core/tuning/loss/loss-point.ts';
import { isPassing } from '../../core/tuning/service-problem.ts';
import { figureOf, numberOf, objectOf, objectsOf, textOf } from '../member.ts';
import { ServiceError } from '../service-error.ts';

/** What a curve is made of, by the names of the service's metrics. */
interface CurveMetrics {
  readonly training: readonly string[];
  readonly validation: readonly string[];
}

/** Supervised tuning has one, preference tuning the other. */
export const LOSS_METRICS: CurveMetrics = {
  training: ['/train_total_loss', '/preference_optimization_train_loss'],
  validation: ['/eval_total_loss'],
};
/** Of all rewards together: each of several has metrics that begin with its name. */
export const REWARD_METRICS: CurveMetrics = {
  training: ['/train_mean_reward'],
  validation: ['/eval_mean_reward'],
};
/** The most that the service gives of one series. */
const MAX_POINTS = 10_000;

/** Asks for a resource by its full name and what follows it. */
export type Read = (nameAndRest: string, purpose: string) => Promise<JsonObject>;

/**
 * The losses of a job, or its rewards, live while it runs: they are in a TensorBoard, to which the job's experiment leads. Nothing of that
 * is promised, so whatever is missing or refused makes an empty curve. Thrown is a rate limit, because it holds for all
 * requests, and where one `insists` whatever passes: a job that has ended is not read again.
 */
export async function readCurve(
  experiment: string | null,
  read: Read,
  metrics: CurveMetrics,
  insists = false,
): Promise<LossCurve> {
  if (experiment === null) return NO_CURVE;
  try {
    const board = await boardOf(experiment, read);
    return board === null ? NO_CURVE : await readBoard(`${board}/experiments/${lastPart(experiment)}`, metrics, read);
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

async function readBoard(experiment: string, metrics: CurveMetrics, read: Read): Promise<LossCurve> {
  const runs = objectsOf(await read(`${experiment}/runs`, 'Find the loss curve'), 'tensorboardRuns');
  for (const name of runs.flatMap((run) => textOf(run, 'name') ?? [])) {
    const series = objectsOf(
      await read(`${name}/timeSeries?pageSize=1000`, 'Find the loss curve'),
      'tensorboardTimeSeries',
    );
    const training = await pointsOf(series, metrics.training, read);
    const validation = await pointsOf(series, metrics.validation, read);
    if (training.length + validation.length > 0) return { training, validation };
  }
  return NO_CURVE;
}

async function pointsOf(series: readonly JsonObject[], metrics: readonly string[], read: Read): Promise<LossPoint[]> {
  const nameOf = (each: JsonObject): string => `/${textOf(each, 'displayName') ?? ''}`.replace(/^\/+/, '/');
  const found =
    series.find((each) => metrics.includes(nameOf(each))) ??
    series.find((each) => metrics.some((metric) => nameOf(each).endsWith(metric)));
  const name = textOf(found ?? null, 'name');
  if (name === null) return [];
  const answer = await read(`${name}:read?maxDataPoints=${MAX_POINTS}`, 'Read the loss curve');
  const points = objectsOf(objectOf(answer, 'timeSeriesData'), 'values').flatMap(pointOf);
  return points.sort((a, b) => a.step - b.step);
}

/** A member that isn't there is zero, also the figure of a scalar that is there: that is how Google's JSON spells it. */
function pointOf(value: JsonObject): LossPoint[] {
  const time = textOf(value, 'wallTime');
  const scalar = objectOf(value, 'scalar');
  const loss = scalar === null ? null : figureOf(scalar, 'value');
  return loss === null ? [] : [{ step: numberOf(value, 'step') ?? 0, loss, ...(time !== null && { time }) }];
}

function lastPart(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}
