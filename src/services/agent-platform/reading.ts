import type { JsonObject } from '../../core/json.ts';
import { ATTEMPT_LABEL } from '../../core/targets/parts/attempt.ts';
import { NO_CURVE, type LossCurve } from '../../core/tuning/loss/loss-point.ts';
import type { Checkpoint, JobReading, RemoteState } from '../../core/tuning/reading.ts';
import { numberOf, objectOf, objectsOf, textOf } from '../member.ts';
import { dataReportOf } from './data-report.ts';
import { consoleUrlOf, servedBy } from './resource-name.ts';

const STATES: Readonly<Record<string, RemoteState>> = {
  JOB_STATE_UNSPECIFIED: 'queued',
  JOB_STATE_QUEUED: 'queued',
  JOB_STATE_PENDING: 'queued',
  JOB_STATE_RUNNING: 'running',
  JOB_STATE_UPDATING: 'running',
  JOB_STATE_PAUSED: 'running',
  JOB_STATE_SUCCEEDED: 'succeeded',
  JOB_STATE_PARTIALLY_SUCCEEDED: 'succeeded',
  JOB_STATE_FAILED: 'failed',
  JOB_STATE_EXPIRED: 'failed',
  JOB_STATE_CANCELLING: 'cancelling',
  JOB_STATE_CANCELLED: 'cancelled',
};

/** A tuning job as the service describes it. A state that is new to us counts as running, so that it is asked for again. */
export function readingOfJob(job: JsonObject, curve: LossCurve = NO_CURVE): JobReading {
  const name = textOf(job, 'name') ?? '';
  const stateName = textOf(job, 'state') ?? 'JOB_STATE_UNSPECIFIED';
  const state = STATES[stateName] ?? 'running';
  const tuned = objectOf(job, 'tunedModel');
  const epochs = numberOf(objectOf(specOf(job), 'hyperParameters'), 'epochCount');
  const data = dataReportOf(job);
  const figures = isReinforcement(job) ? { curve: NO_CURVE, rewards: curve } : { curve };
  return {
    name,
    displayName: textOf(job, 'tunedModelDisplayName') ?? '',
    state,
    stateName: (state === 'running' ? phaseOf(job) : null) ?? stateName,
    baseModel: baseModelOf(job),
    ...progressOf(job, { state, epochs, totalSteps: data?.steps ?? null, curve }),
    epochs,
    createTime: textOf(job, 'createTime'),
    startTime: textOf(job, 'startTime'),
    endTime: textOf(job, 'endTime'),
    ...figures,
    tunedModel: servedBy(textOf(tuned, 'endpoint')),
    modelName: textOf(tuned, 'model'),
    checkpoints: objectsOf(tuned, 'checkpoints').flatMap(checkpointOf),
    data,
    error: errorOf(job),
    attempt: textOf(objectOf(job, 'labels'), ATTEMPT_LABEL),
    consoleUrl: consoleUrlOf(name),
  };
}

/** Whether a job learns from rewards: its curve is then of them, and has no loss. */
export function isReinforcement(job: JsonObject): boolean {
  return 'reinforcementTuningSpec' in job;
}

/** What a running job is at: `TUNING_JOB_STATE_WAITING_FOR_QUOTA`; null where it doesn't say. */
function phaseOf(job: JsonObject): string | null {
  const phase = textOf(job, 'tuningJobState');
  return phase?.endsWith('UNSPECIFIED') === true ? null : phase;
}

/** How far it is: from the counted steps, else from where the loss was last told, else from the counted epochs. */
function progressOf(
  job: JsonObject,
  { state, epochs, totalSteps, curve }: Pick<JobReading, 'state' | 'epochs' | 'totalSteps' | 'curve'>,
): Pick<JobReading, 'percent' | 'step' | 'totalSteps'> {
  const metadata = objectOf(job, 'tuningJobMetadata');
  const counted = numberOf(metadata, 'completedStepCount');
  const told = curve.training.at(-1)?.step ?? null;
  if (state === 'succeeded') return { percent: 100, step: counted ?? totalSteps ?? told, totalSteps };
  const step = counted ?? told;
  const share = shareOf(step, totalSteps) ?? shareOf(numberOf(metadata, 'completedEpochCount'), epochs);
  return { percent: share === null ? null : Math.min(100, 100 * share), step, totalSteps };
}

function shareOf(done: number | null, all: number | null): number | null {
  return done === null || all === null || all <= 0 ? null : done / all;
}

/** `supervisedTuningSpec`, `preferenceOptimizationSpec`, or whatever kind there will be. */
function specOf(job: JsonObject): JsonObject | null {
  const member = Object.keys(job).find((key) => /^(supervisedTuning|preferenceOptimization|\w+Tuning)Spec$/.test(key));
  return member === undefined ? null : objectOf(job, member);
}

function baseModelOf(job: JsonObject): string {
  const tunedBefore = objectOf(job, 'preTunedModel');
  return textOf(job, 'baseModel') ?? textOf(tunedBefore, 'baseModel') ?? textOf(tunedBefore, 'tunedModelName') ?? '';
}

function checkpointOf(checkpoint: JsonObject): Checkpoint[] {
  const model = servedBy(textOf(checkpoint, 'endpoint'));
  if (model === null) return [];
  const id = textOf(checkpoint, 'checkpointId') ?? '';
  return [{ id, epoch: numberOf(checkpoint, 'epoch'), step: numberOf(checkpoint, 'step'), model }];
}

/** `code` is one of gRPC's: 3 is an invalid argument, 1 a cancelled job. */
function errorOf(job: JsonObject): JobReading['error'] {
  const error = objectOf(job, 'error');
  if (error === null) return null;
  return { code: numberOf(error, 'code') ?? 0, message: textOf(error, 'message') ?? '' };
}
