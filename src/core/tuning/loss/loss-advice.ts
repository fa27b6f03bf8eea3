import { counted } from '../../amount.ts';
import { stepsPerEpoch, type JobLength } from './epoch-marks.ts';
import type { LossCurve, LossPoint } from './loss-point.ts';
import { findOverfitting, type Overfitting } from './overfitting.ts';
import type { Checkpoint } from '../reading.ts';

export interface LossAdvice {
  readonly kind: 'plateau' | 'falling' | 'overfitting' | 'flat';
  readonly text: string;
  /** How many epochs to tune again with, where that is the advice. */
  readonly epochs: number | null;
  /** The checkpoint that is better than the last one. */
  readonly checkpoint: string | null;
}

/** Fewer readings are chance. */
const LEAST_READINGS = 8;
/** A loss that has come down all but this share of its fall lies on the plateau. */
const PLATEAU_SHARE = 0.03;
/** The last quarter brought at least this share of the fall: it would have gone on. */
const FALLING_SHARE = 0.1;
/** A fall of less than this share of where it began is none. */
const FLAT_SHARE = 0.02;

/**
 * What the curve of a job that has ended says about its epochs, in words; null where it says nothing. The rule is the
 * guide's: stop at the lowest point, right before the curve becomes flat; go on where it still falls.
 * Source: ai.google.dev, model tuning, "Recommended configurations".
 */
export function adviseOnLoss(
  curve: LossCurve,
  length: JobLength,
  checkpoints: readonly Checkpoint[] = [],
): LossAdvice | null {
  const training = curve.training.filter(({ loss }) => Number.isFinite(loss));
  const per = stepsPerEpoch(curve, length);
  const last = training.at(-1);
  if (training.length < LEAST_READINGS || per === null || !last) return null;
  const overfitting = findOverfitting({ ...curve, training }, per, checkpoints);
  if (overfitting) return byHeart(overfitting, per);

  const asked = Math.max(1, length.epochs ?? Math.round(last.step / per));
  const start = mean(training.slice(0, Math.ceil(training.length / 10)));
  const end = mean(within(training, last.step * 0.75, last.step));
  const fall = start - end;
  if (fall <= FLAT_SHARE * Math.abs(start)) return FLAT;
  const before = mean(within(training, last.step * 0.5, last.step * 0.75));
  if (before - end >= FALLING_SHARE * fall) return stillFalling(asked);
  const flatFrom = findPlateau(training, per, asked, lastLevel(training, per) + PLATEAU_SHARE * fall);
  return flatFrom === null ? null : plateau(flatFrom, asked);
}

/** The first epoch but the last after which no stretch of half an epoch lies above the level. */
function findPlateau(training: readonly LossPoint[], per: number, asked: number, level: number): number | null {
  let found: number | null = null;
  for (let epoch = asked - 1; epoch >= 1; epoch--) {
    const around = within(training, (epoch - 0.5) * per, epoch * per);
    if (around.length > 0 && mean(around) > level) break;
    if (around.length > 0) found = epoch;
  }
  return found;
}

/** Where the curve ends: the mean of the last half epoch. */
function lastLevel(training: readonly LossPoint[], per: number): number {
  const last = training.at(-1)?.step ?? 0;
  return mean(within(training, last - per / 2, last));
}

function within(points: readonly LossPoint[], after: number, upTo: number): readonly LossPoint[] {
  return points.filter(({ step }) => step > after && step <= upTo);
}

function mean(points: readonly LossPoint[]): number {
  return points.reduce((sum, { loss }) => sum + loss, 0) / points.length;
}

const FLAT: LossAdvice = {
  kind: 'flat',
  epochs: null,
  checkpoint: null,
  text: 'The training loss did not fall: the model learned next to nothing. Look whether inputs and outputs belong together, then tune again with a higher learning rate.',
};

function plateau(epoch: number, asked: number): LossAdvice {
  const text = `The training loss was flat from the end of epoch ${epoch} of ${asked} on. Tune again with ${counted(epoch, 'epoch')}: the result should be as good, and cost less.`;
  return { kind: 'plateau', text, epochs: epoch, checkpoint: null };
}

function stillFalling(asked: number): LossAdvice {
  const epochs = asked + Math.ceil(asked / 2);
  const text = `The training loss was still falling at the end of ${counted(asked, 'epoch')}. Tune again with more, such as ${epochs}.`;
  return { kind: 'falling', text, epochs, checkpoint: null };
}

function byHeart({ lowest, checkpoint }: Overfitting, per: number): LossAdvice {
  const epoch = Math.round(lowest.step / per);
  const where = epoch >= 1 ? `after epoch ${epoch}` : 'before the first epoch was through';
  const again = epoch >= 1 ? `with ${counted(epoch, 'epoch')}` : 'with a lower learning rate, or with more examples';
  const next = checkpoint ? `Use checkpoint ${checkpoint.id}, or tune again ${again}.` : `Tune again ${again}.`;
  const text = `The validation loss was lowest ${where} (${lowest.loss.toPrecision(3)}) and rose from there while the training loss fell: the model began to learn its examples by heart. ${next}`;
  return { kind: 'overfitting', text, epochs: epoch >= 1 ? epoch : null, checkpoint: checkpoint?.id ?? null };
}
