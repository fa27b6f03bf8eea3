import { NO_POLL } from '../../src/core/tuning/follow-job.ts';
import type { FewShotPack } from '../../src/core/few-shot/prompt-pack.ts';
import type { TuningJob } from '../../src/core/tuning/job.ts';
import { NO_CURVE } from '../../src/core/tuning/loss/loss-point.ts';
import type { JobReading } from '../../src/core/tuning/reading.ts';
import type { ServiceProblem } from '../../src/core/tuning/service-problem.ts';
import type { Trial } from '../../src/core/playground/trial.ts';

/** A job of the Gemini API as it is before anything is sent. */
export function makeJob(change: Partial<TuningJob> = {}): TuningJob {
  return {
    ...{ id: crypto.randomUUID(), datasetId: 'dataset', service: 'gemini-api', method: 'sft', displayName: 'numbers' },
    ...{ project: null, region: null, state: 'preparing', createdAt: 0, endedAt: null, passport: null, request: '{}' },
    ...{ uploads: [], reading: null, curve: NO_CURVE, model: null, events: [], problem: null, poll: NO_POLL },
    patience: null,
    ...change,
  };
}

export function makeReading(change: Partial<JobReading> = {}): JobReading {
  return {
    ...{ name: 'tunedModels/x/operations/y', displayName: 'numbers', state: 'running', stateName: 'RUNNING' },
    ...{ baseModel: 'models/b', percent: null, step: null, totalSteps: null, epochs: null, createTime: null },
    ...{ startTime: null, endTime: null, curve: NO_CURVE, tunedModel: null, modelName: null, checkpoints: [] },
    ...{ data: null, error: null, attempt: null, consoleUrl: null },
    ...change,
  };
}

export function makeProblem(change: Partial<ServiceProblem> = {}): ServiceProblem {
  return {
    ...{ kind: 'unavailable', what: 'The service is down.', next: 'Try again.', purpose: 'Read a tuning job' },
    ...{ host: 'generativelanguage.googleapis.com', status: 503, raw: '', fields: [], retryAfterMs: null },
    ...{ curl: null, outcome: 'unknown' },
    ...change,
  };
}

export function makePack(change: Partial<FewShotPack> = {}): FewShotPack {
  return {
    ...{ id: crypto.randomUUID(), name: 'numbers', datasetId: 'dataset', versionId: 'version', digest: 'd' },
    ...{ baseModel: { service: 'gemini-api', name: 'models/m' }, instructions: '', tokens: 9, seed: 1, createdAt: 0 },
    ...{ examples: [{ position: 0, input: '1', output: '2' }], settings: {}, keep: false, kept: null },
    ...change,
  };
}

export function makeTrial(change: Partial<Trial> = {}): Trial {
  return {
    ...{ id: crypto.randomUUID(), datasetId: 'dataset', at: 0, system: '', prompt: '1', expected: null },
    ...{ settings: {}, answers: [] },
    ...change,
  };
}
