import type { EvaluatedModel } from '../evaluation/evaluation.ts';
import type { Estimate } from '../evaluation/interval.ts';
import type { Scores } from '../evaluation/scores.ts';
import { TELLING } from '../evaluation/telling-metrics.ts';
import { FEWEST_ROWS } from './headroom.ts';

/** What a tuned model has learned from. */
export interface Learned {
  /** The key of the base model that it was tuned on. */
  readonly base: string;
  readonly job: string;
  /** null where that is not known. */
  readonly rows: number | null;
  /** How far its job was when it was kept, in epochs or steps; null of the model that the job ended with. */
  readonly kept: number | null;
}

/** One model of an evaluation on a curve. */
export interface CurvePoint {
  /** Index of the model. */
  readonly model: number;
  /** Rows or epochs; 0 of the base model, null of the one that a job ended with. */
  readonly at: number | null;
  readonly estimate: Estimate;
}

/** Models that differ in how much they have learned, the one that learned least first. */
export interface LearningCurve {
  readonly by: 'rows' | 'checkpoints';
  readonly metric: string;
  readonly points: readonly CurvePoint[];
  readonly verdict: CurveVerdict;
  /** Index of the point that the verdict is about: the last one, or the checkpoint to keep. */
  readonly chosen: number;
}

/**
 * - `few-rows`: too few answers to say anything.
 * - `rising`: the last step up in rows was a gain beyond chance; `falling`: a loss; `unclear`: either, perhaps by chance.
 * - `slowing`: it made next to no difference, and earlier ones did; `level`: none did.
 * - `keep-last`: no earlier checkpoint is better beyond chance; `keep-earlier`: `chosen` is.
 */
export type CurveVerdict =
  'few-rows' | 'rising' | 'falling' | 'unclear' | 'slowing' | 'level' | 'keep-last' | 'keep-earlier';

/** A difference that nobody would notice. */
const NEXT_TO_NONE = 0.02;

/**
 * The curves that an evaluation shows: by rows, of models of one base whose jobs learned from different numbers of rows; and by
 * checkpoints of one job. Beyond chance is what 95 % intervals do not overlap on, which is stricter than a paired test.
 */
export function learningCurves(
  models: readonly EvaluatedModel[],
  scores: Scores,
  learned: ReadonlyMap<string, Learned>,
): readonly LearningCurve[] {
  const known = models.flatMap(({ key }, model) => {
    const each = learned.get(key);
    return each ? [{ model, ...each }] : [];
  });
  const ended = known.filter(({ kept, rows }) => kept === null && rows !== null);
  const byRows = groupsOf(ended, ({ base }) => base).flatMap(([base, group]) => {
    if (new Set(group.map(({ rows }) => rows)).size < 2) return [];
    const from = models.flatMap(({ key }, model) => (key === base ? [{ model, at: 0 }] : []));
    return curveOf('rows', scores, [...from, ...group.map(({ model, rows }) => ({ model, at: rows }))]);
  });
  const byCheckpoints = groupsOf(known, ({ job }) => job).flatMap(([, group]) =>
    group.length < 2 || group.every(({ kept }) => kept === null)
      ? []
      : curveOf(
          'checkpoints',
          scores,
          group.map(({ model, kept }) => ({ model, at: kept })),
        ),
  );
  return [...byRows, ...byCheckpoints];
}

function groupsOf<T>(items: readonly T[], key: (item: T) => string): readonly (readonly [string, readonly T[]])[] {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(key(item), [...(groups.get(key(item)) ?? []), item]);
  return [...groups];
}

type Place = Pick<CurvePoint, 'model' | 'at'>;

/** None where the models have no figure in common. */
function curveOf(by: LearningCurve['by'], scores: Scores, places: readonly Place[]): readonly LearningCurve[] {
  const ordered = [...places].sort((one, other) => (one.at ?? Infinity) - (other.at ?? Infinity));
  const metric = TELLING.find((id) => ordered.every(({ model }) => scores.models[model]?.estimates[id] !== undefined));
  if (metric === undefined) return [];
  const points = ordered.flatMap((place): CurvePoint[] => {
    const estimate = scores.models[place.model]?.estimates[metric];
    return estimate ? [{ ...place, estimate }] : [];
  });
  const isFew = points.some(({ model }) => (scores.models[model]?.answered ?? 0) < FEWEST_ROWS);
  const last = points.length - 1;
  if (isFew) return [{ by, metric, points, verdict: 'few-rows', chosen: last }];
  const estimates = points.map(({ estimate }) => estimate);
  const chosen = by === 'rows' ? last : keptOf(estimates);
  const verdict = by === 'rows' ? verdictOf(points) : chosen === last ? 'keep-last' : 'keep-earlier';
  return [{ by, metric, points, verdict, chosen }];
}

/** The best, unless the last one may be as good. */
function keptOf(estimates: readonly Estimate[]): number {
  const last = estimates.length - 1;
  const best = estimates.reduce((at, { value }, index) => (value > (estimates[at]?.value ?? 0) ? index : at), 0);
  return isAbove(estimates[best], estimates[last]) ? best : last;
}

function verdictOf(points: readonly CurvePoint[]): CurveVerdict {
  // What the base model gets is where tuning begins, and no step up in rows.
  const tuned = points.filter(({ at }) => at !== 0).map(({ estimate }) => estimate);
  const [last, before, first] = [tuned.at(-1), tuned.at(-2), tuned[0]];
  if (isAbove(before, last)) return 'falling';
  if (isAbove(last, before)) return 'rising';
  if (Math.abs((last?.value ?? 0) - (before?.value ?? 0)) >= NEXT_TO_NONE) return 'unclear';
  return isAbove(last, first) ? 'slowing' : 'level';
}

function isAbove(one: Estimate | undefined, other: Estimate | undefined): boolean {
  if (!one?.interval || !other?.interval) return false;
  return one.interval.low > other.interval.high;
}
