import { protoTime } from '../clock.ts';
import type { JsonObject } from '../json.ts';
import type { TuningJobRecord } from '../state.ts';
import { describeDataStats } from './data-stats.ts';
import { progressOf, stepsPerEpoch, type JobProgress } from './job-progress.ts';
import { nameOf } from './place.ts';

/** Where the tuned model of a job lives and is served. */
export function servingLocation({ location, multiRegion }: TuningJobRecord): string {
  if (!multiRegion) return location;
  return location.startsWith('europe') ? 'eu' : 'us';
}

export function modelId({ id }: TuningJobRecord): string {
  return `3${id.slice(1)}`;
}

/** The endpoints of a job: of the model itself (0), and of the checkpoint after each epoch. */
export function endpointId({ id }: TuningJobRecord, epoch: number): string {
  return String(BigInt(`5${id.slice(1, -3)}000`) + BigInt(epoch));
}

export function experimentId({ id }: TuningJobRecord): string {
  return `tuning-experiment-2026${id}`;
}

/** The name of a job. */
export function jobName({ id, location }: TuningJobRecord): string {
  return nameOf(location, `tuningJobs/${id}`);
}

/** A job as the service shows it: V1 while it waits, V2 while it runs, V3 or V4 at its end. */
export function describeJob(job: TuningJobRecord, now: number): JsonObject {
  const progress = progressOf(job, now);
  const { state, startedAt, endedAt, error } = progress;
  return {
    ...job.echoed,
    name: jobName(job),
    state: `JOB_STATE_${state}`,
    createTime: protoTime(job.createdAt),
    ...(startedAt !== undefined && { startTime: protoTime(startedAt) }),
    ...(endedAt !== undefined && { endTime: protoTime(endedAt) }),
    updateTime: protoTime(endedAt ?? Math.max(job.createdAt, startedAt ?? 0)),
    ...(startedAt !== undefined && describeRun(job, progress)),
    ...(state === 'SUCCEEDED' && { tunedModel: describeTunedModel(job) }),
    ...(error !== undefined && { error: { ...error, details: [] } }),
  };
}

function describeRun(job: TuningJobRecord, { phase, steps, endedAt }: JobProgress): JsonObject {
  const known = phase !== 'PROCESSING_DATASET' && job.training.examples.length > 0;
  const completedEpochCount = steps === 0 ? 0 : Math.floor(steps / stepsPerEpoch(job));
  return {
    experiment: nameOf(job.location, `metadataStores/default/contexts/${experimentId(job)}`),
    ...(known && { tuningDataStats: describeDataStats(job) }),
    ...(phase !== undefined && { tuningJobState: `TUNING_JOB_STATE_${phase}` }),
    ...(endedAt === undefined && {
      tuningJobMetadata: {
        ...(completedEpochCount > 0 && { completedEpochCount: String(completedEpochCount) }),
        ...(steps > 0 && { completedStepCount: String(steps) }),
      },
    }),
  };
}

function describeTunedModel(job: TuningJobRecord): JsonObject {
  const endpoint = (epoch: number): string => nameOf(servingLocation(job), `endpoints/${endpointId(job, epoch)}`);
  const checkpoints = Array.from({ length: job.epochs }, (_, index) => ({
    checkpointId: String(index + 1),
    epoch: String(index + 1),
    step: String(stepsPerEpoch(job) * (index + 1)),
    endpoint: endpoint(index + 1),
  }));
  return {
    model: nameOf(servingLocation(job), `models/${modelId(job)}@1`),
    endpoint: endpoint(job.lastCheckpointOnly ? 0 : job.epochs),
    ...(!job.lastCheckpointOnly && { checkpoints }),
  };
}
