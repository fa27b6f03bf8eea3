import type { LossCurve, LossPoint } from './loss/loss-point.ts';
import type { JobReading } from './reading.ts';

/** What a service says now, and what it has said before where it no longer says it. */
export function mergeReading(before: JobReading | null, after: JobReading): JobReading {
  if (!before) return after;
  return {
    ...after,
    displayName: after.displayName || before.displayName,
    baseModel: after.baseModel || before.baseModel,
    percent: after.percent ?? before.percent,
    step: after.step ?? before.step,
    totalSteps: after.totalSteps ?? before.totalSteps,
    epochs: after.epochs ?? before.epochs,
    createTime: after.createTime ?? before.createTime,
    startTime: after.startTime ?? before.startTime,
    endTime: after.endTime ?? before.endTime,
    modelName: after.modelName ?? before.modelName,
    checkpoints: after.checkpoints.length > 0 ? after.checkpoints : before.checkpoints,
    data: after.data ?? before.data,
    attempt: after.attempt ?? before.attempt,
    consoleUrl: after.consoleUrl ?? before.consoleUrl,
  };
}

/** All points of both; of two for the same step the later read. A service may thin out or forget early ones. */
export function mergeCurves(before: LossCurve, after: LossCurve): LossCurve {
  return {
    training: mergePoints(before.training, after.training),
    validation: mergePoints(before.validation, after.validation),
  };
}

function mergePoints(before: readonly LossPoint[], after: readonly LossPoint[]): readonly LossPoint[] {
  const byStep = new Map([...before, ...after].map((point) => [point.step, point]));
  return [...byStep.values()].sort((a, b) => a.step - b.step);
}
