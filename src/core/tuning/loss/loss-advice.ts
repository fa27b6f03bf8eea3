import { counted } from '../../amount.ts';
import { stepsPerEpoch, type JobLength } from './epoch-marks.ts';
import { jitterOf, median, within } from './loss-levels.ts';
import { findLossAlarm } from './loss-alarm.ts';
import type { LossCurve, LossPoint } from './loss-point.ts';
import { findOverfitting, type Overfitting } from './overfitting.ts';
import type { Checkpoint } from '../reading.ts';

export interface LossAdvice {
  readonly kind: 'broken' | 'diverged' | 'plateau' | 'falling' | 'overfitting' | 'noisy' | 'flat';
  readonly text: string;
  /** How many epochs to tune again with, where that is the advice. */
  readonly epochs: number | null;
  /** The checkpoint that is better than the last one, or from before the training broke down. */
  readonly checkpoint: string | null;
}

/** Fewer readings are chance. */
const LEAST_READINGS = 8;
/** A loss that has come down all but this share of its fall is on the plateau. */
const PLATEAU_SHARE = 0.03;
/** The last quarter brought at least this share of the fall: it would have gone on. */
const FALLING_SHARE = 0.1;
/** A fall of less than this share of where it began is none. */
const FLAT_SHARE = 0.02;

/** Readings that jump by more than this share of where the loss began are noise where it fell by less than a jump. */
const NOISE_SHARE = 0.1;

/**
 * What the curve of a job that has ended says about its settings, in words; null where it says nothing. A loss that broke down or
 * ran away comes before all else. For the epochs the rule is the guide's: stop at the lowest point, right before the curve
 * becomes flat; go on where it still falls. Source: ai.google.dev, model tuning, "Recommended configurations".
 */
export function adviseOnLoss(
  curve: LossCurve,
  length: JobLength,
  checkpoints: readonly Checkpoint[] = [],
): LossAdvice | null {
  const alarm = findLossAlarm(curve, { isRunning: false, checkpoints });
  if (alarm) return { ...alarm, epochs: null };
  const { training } = curve;
  const per = stepsPerEpoch(curve, length);
  const last = training.at(-1);
  if (training.length < LEAST_READINGS || per === null || !last) return null;
  const overfitting = findOverfitting(curve, per, checkpoints);
  if (overfitting) return byHeart(overfitting, per);

  const asked = Math.max(1, length.epochs ?? Math.round(last.step / per));
  // The very first: some curves have come down within a few steps.
  const start = median(training.slice(0, 3));
  const end = median(within(training, last.step * 0.75, last.step));
  const fall = start - end;
  const jitter = jitterOf(training);
  if (jitter > NOISE_SHARE * Math.abs(start) && fall < jitter) return noisy(jitter);
  if (fall <= FLAT_SHARE * Math.abs(start)) return FLAT;
  const before = median(within(training, last.step * 0.5, last.step * 0.75));
  if (before - end >= FALLING_SHARE * fall) return stillFalling(asked);
  const flatFrom = findPlateau(training, per, asked, lastLevel(training, per) + PLATEAU_SHARE * fall);
  return flatFrom === null ? null : plateau(flatFrom, asked);
}

/** The first epoch but the last after which no stretch of half an epoch is above the level. */
function findPlateau(training: readonly LossPoint[], per: number, asked: number, level: number): number | null {
  let found: number | null = null;
  for (let epoch = asked - 1; epoch >= 1; epoch--) {
    const around = within(training, (epoch - 0.5) * per, epoch * per);
    if (around.length > 0 && median(around) > level) break;
    if (around.length > 0) found = epoch;
  }
  return found;
}

/** Where the curve ends: the middle of the last half epoch. */
function lastLevel(training: readonly LossPoint[], per: number): number {
  const last = training.at(-1)?.step ?? 0;
  return median(within(training, last - per / 2, last));
}

const FLAT: LossAdvice = {
  kind: 'flat',
  epochs: null,
  checkpoint: null,
  text: 'The training loss did not fall: the model learned next to nothing. Check that inputs and outputs belong together, then tune again with a higher learning rate.',
};

function noisy(jitter: number): LossAdvice {
  const text = `The training loss jumps by about ${jitter.toPrecision(2)} from one reading to the next, and fell by less than that, so it says little. A lower learning rate or larger batches make it steadier.`;
  return { kind: 'noisy', text, epochs: null, checkpoint: null };
}

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
  const text = `The validation loss was lowest ${where} (${lowest.loss.toPrecision(3)}) and rose from there while the training loss fell: the model began to memorise its examples. ${next}`;
  return { kind: 'overfitting', text, epochs: epoch >= 1 ? epoch : null, checkpoint: checkpoint?.id ?? null };
}
