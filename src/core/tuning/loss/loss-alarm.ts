import { counted, grouped } from '../../amount.ts';
import type { Checkpoint } from '../reading.ts';
import { jitterOf, levelsOf } from './loss-levels.ts';
import type { LossCurve, LossPoint } from './loss-point.ts';

/** What makes a model worthless: its job need not run on, and no number of epochs cures it. */
export interface LossAlarm {
  /** `broken`: a loss that is no number. `diverged`: one that rises. */
  readonly kind: 'broken' | 'diverged';
  readonly text: string;
  /** The last checkpoint from before it went wrong, where one is known. */
  readonly checkpoint: string | null;
}

/** Fewer readings rise by chance. */
const LEAST_READINGS = 3;
/** What a loss rises by again, as a share of what it had fallen by, before it counts as running away. */
const RISE_OF_FALL = 0.5;
/** The least rise, as a share of the lowest loss, and in jumps from one reading to the next. */
const RISE_OF_LOWEST = 0.2;
const RISE_OF_JITTER = 3;

/**
 * Whether the training has broken down; null where it hasn't, or too little is known. `isRunning`: words for a job that still
 * costs money, else for one that has ended.
 */
export function findLossAlarm(
  curve: LossCurve,
  { isRunning, checkpoints = [] }: { readonly isRunning: boolean; readonly checkpoints?: readonly Checkpoint[] },
): LossAlarm | null {
  const training = findFirstBreak(curve.training);
  const validation = findFirstBreak(curve.validation);
  if (training) return broken('training', curve.training, training, isRunning, checkpoints);
  if (validation) return broken('validation', curve.validation, validation, isRunning, checkpoints);
  return findDivergence(curve.training, isRunning, checkpoints);
}

function findFirstBreak(points: readonly LossPoint[]): LossPoint | undefined {
  return points.find(({ loss }) => !Number.isFinite(loss));
}

function broken(
  name: 'training' | 'validation',
  points: readonly LossPoint[],
  first: LossPoint,
  isRunning: boolean,
  checkpoints: readonly Checkpoint[],
): LossAlarm {
  const bad = points.filter(({ loss }) => !Number.isFinite(loss));
  const cameBack = Number.isFinite(points.at(-1)?.loss ?? NaN);
  const what = Number.isNaN(first.loss) ? 'NaN (not a number)' : 'infinite';
  const checkpoint = lastBefore(checkpoints, first.step);
  const since = points[0] === first ? 'from the first reading' : `from step ${grouped(first.step)}`;
  const found = cameBack
    ? `The ${name} loss was ${what} in ${grouped(bad.length)} of ${counted(points.length, 'reading')}, first at step ${grouped(first.step)}: training ${isRunning ? 'is' : 'was'} unstable.`
    : `The ${name} loss ${isRunning ? 'is' : 'was'} ${what} ${since} on: training ${isRunning ? 'has broken' : 'broke'} down.`;
  const rows = name === 'validation' || points[0] === first ? ', and check the rows for empty or broken ones' : '';
  return { kind: 'broken', text: `${found} ${remedy(isRunning, checkpoint, rows)}`, checkpoint };
}

function findDivergence(
  points: readonly LossPoint[],
  isRunning: boolean,
  checkpoints: readonly Checkpoint[],
): LossAlarm | null {
  if (points.length < LEAST_READINGS) return null;
  const { first, lowest, lowestStep, last } = levelsOf(points);
  const rise = last - lowest;
  const isRise = rise > RISE_OF_FALL * (first - lowest) && rise > RISE_OF_LOWEST * Math.abs(lowest);
  // Few readings have no jitter to tell a rise from.
  if (!isRise || (points.length > 2 * LEAST_READINGS && rise <= RISE_OF_JITTER * jitterOf(points))) return null;
  const checkpoint = lastBefore(checkpoints, lowestStep);
  const after = first > lowest ? ` after step ${grouped(lowestStep)}` : '';
  const found = `The training loss ${isRunning ? 'has risen' : 'rose'} from ${figure(lowest)} to ${figure(last)}${after}: training ${isRunning ? 'is diverging' : 'diverged'}.`;
  return { kind: 'diverged', text: `${found} ${remedy(isRunning, checkpoint, '')}`, checkpoint };
}

function remedy(isRunning: boolean, checkpoint: string | null, more: string): string {
  if (isRunning) return `Cancel the job, which still costs money, and tune again with a lower learning rate${more}.`;
  const use =
    checkpoint === null
      ? 'Don’t use this model.'
      : `Don’t use this model; checkpoint ${checkpoint}, from before that, may be usable.`;
  return `${use} Tune again with a lower learning rate${more}.`;
}

/** The last checkpoint that was taken no later than a step. */
function lastBefore(checkpoints: readonly Checkpoint[], step: number): string | null {
  const before = checkpoints.filter((each) => each.step !== null && each.step < step);
  return before.sort((one, other) => (other.step ?? 0) - (one.step ?? 0))[0]?.id ?? null;
}

/** A loss with three digits that count. */
function figure(loss: number): string {
  return loss.toPrecision(3);
}
