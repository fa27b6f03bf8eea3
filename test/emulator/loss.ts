import type { Lesson } from './answers.ts';
import { shortFloat } from './json.ts';
import type { JobPlan } from './state.ts';

/** What shapes a curve: the training set, and how often it is gone through. */
export interface Course {
  readonly seed: number;
  readonly epochs: number;
}

const SEEDS = new WeakMap<readonly Lesson[], number>();

/** A number that follows from a training set, so that equal sets have equal curves (FNV-1a, 32 bits). */
export function seedOf(lessons: readonly Lesson[]): number {
  const known = SEEDS.get(lessons);
  if (known !== undefined) return known;
  let seed = 0x811c9dc5;
  for (const { input, output } of lessons) {
    for (const byte of Buffer.from(`${input}\n${output}\n`)) seed = Math.imul(seed ^ byte, 0x01000193) >>> 0;
  }
  SEEDS.set(lessons, seed);
  return seed;
}

/**
 * A training loss that falls fast, then slowly, with a little noise; the same for the same step of the same set. After
 * many epochs a set is known by heart, and the loss is about zero, on either side of it (recorded: -1.1145603e-06).
 */
export function trainLoss(step: number, totalSteps: number, course: Course): number {
  const { floor, fall } = shapeOf(course);
  const left = fall * Math.exp((-4.5 - course.epochs / 8) * wayOf(step, totalSteps));
  return shortFloat((floor + left) * (1 + 0.06 * noise(step, course)) + 2e-6 * noise(step + 3, course));
}

/** The same of a training that goes wrong half-way: the loss runs away, or is no number, as Google's JSON spells it. */
export function plannedLoss(
  curve: JobPlan['curve'],
  step: number,
  totalSteps: number,
  course: Course,
): number | string {
  const loss = trainLoss(step, totalSteps, course);
  const late = wayOf(step, totalSteps) - 0.5;
  if (curve === undefined || late <= 0) return loss;
  return curve === 'breaks' ? 'NaN' : shortFloat(loss + 40 * late);
}

/** A loss on held-out examples: above the training loss, and turning up again near the end. */
export function evalLoss(step: number, totalSteps: number, course: Course): number {
  const { floor, fall } = shapeOf(course);
  const way = wayOf(step, totalSteps);
  const left = fall * Math.exp(-4.5 * way) + 0.5 * Math.max(0, way - 0.7);
  return shortFloat((floor + 0.2 + left) * (1 + 0.03 * noise(step + 7, course)));
}

function shapeOf({ seed, epochs }: Course): { floor: number; fall: number } {
  return { floor: epochs < 50 ? 0.2 + 0.3 * share(seed) : 0, fall: 2.5 + 2 * share(seed + 1) };
}

function wayOf(step: number, totalSteps: number): number {
  return step / Math.max(1, totalSteps);
}

/** From -1 to 1. */
function noise(step: number, { seed }: Course): number {
  return 2 * share(step + (seed % 1009)) - 1;
}

/** From 0 to 1, scattered over whole numbers. */
function share(value: number): number {
  const wave = Math.sin((value % 100_003) * 12.9898) * 43_758.5453;
  return wave - Math.floor(wave);
}
