import type { Call } from '../call.ts';
import { invalid } from '../google-error.ts';
import { readMessage, type Read, type Shape } from '../proto-json.ts';
import type { Method } from '../state.ts';

const HYPERPARAMETERS = { epochCount: 'int', learningRateMultiplier: 'number', adapterSize: 'string' } as const;
const SPEC = {
  trainingDatasetUri: 'string',
  validationDatasetUri: 'string',
  exportLastCheckpointOnly: 'boolean',
} as const;

const TUNING_JOB = {
  name: 'string',
  baseModel: 'string',
  preTunedModel: { tunedModelName: 'string', checkpointId: 'string', baseModel: 'string' },
  supervisedTuningSpec: { ...SPEC, hyperParameters: HYPERPARAMETERS },
  preferenceOptimizationSpec: { ...SPEC, hyperParameters: { ...HYPERPARAMETERS, beta: 'number' } },
  tunedModelDisplayName: 'string',
  description: 'string',
  labels: 'map',
  encryptionSpec: 'any',
  serviceAccount: 'string',
  outputUri: 'string',
} as const satisfies Shape;

/** What is asked for, with the one spec that it holds. */
export interface TuningRequest {
  readonly job: Read<typeof TUNING_JOB>;
  readonly method: Method;
  readonly spec: NonNullable<Read<typeof TUNING_JOB>['preferenceOptimizationSpec']>;
  /** The spec's name as fields of errors have it. */
  readonly field: string;
}

const ADAPTERS = ['ONE', 'TWO', 'FOUR', 'EIGHT', 'SIXTEEN', 'THIRTY_TWO'];

export function readTuningRequest(call: Call): TuningRequest {
  const job = readMessage(call.body, TUNING_JOB, 'tuning_job');
  const { supervisedTuningSpec, preferenceOptimizationSpec, baseModel, preTunedModel } = job;
  if (supervisedTuningSpec !== undefined && preferenceOptimizationSpec !== undefined) {
    throw invalid("Invalid value at 'tuning_job' (oneof), oneof field 'tuning_spec' is already set.");
  }
  if ((baseModel === undefined) === (preTunedModel === undefined)) {
    throw invalid('Exactly one of base_model and pre_tuned_model must be set.');
  }
  if (preferenceOptimizationSpec !== undefined) {
    return { job, method: 'preference', spec: preferenceOptimizationSpec, field: 'preference_optimization_spec' };
  }
  if (supervisedTuningSpec === undefined) throw invalid('tuning_job has no tuning spec.');
  return { job, method: 'supervised', spec: supervisedTuningSpec, field: 'supervised_tuning_spec' };
}

/** Refuses values that no job can have, but for those that need the bucket or the base model. */
export function checkTuningRequest({ job, spec }: TuningRequest): void {
  const { tunedModelDisplayName = '', labels = {} } = job;
  const { epochCount = 1, learningRateMultiplier = 1, beta = 0.1 } = spec.hyperParameters ?? {};
  if (tunedModelDisplayName.length > 128)
    throw invalid('tuned_model_display_name must be at most 128 characters long.');
  if (epochCount < 1) throw invalid('epoch_count must be positive.');
  if (learningRateMultiplier <= 0) throw invalid('learning_rate_multiplier must be positive.');
  if (beta < 0) throw invalid('beta must not be negative.');
  if (Object.keys(labels).length > 64) throw invalid('At most 64 labels are allowed.');
  for (const [name, value] of Object.entries(labels)) {
    if (!/^[a-z][a-z0-9_-]{0,62}$/.test(name) || !/^[a-z0-9_-]{0,63}$/.test(value)) {
      throw invalid(
        `Invalid label "${name}": "${value}": lower-case letters, digits, _ and - are allowed, at most 63.`,
      );
    }
  }
}

/** The adapter size as a number; undefined where none is asked for. */
export function readAdapterSize({ spec }: TuningRequest): number | undefined {
  const size = spec.hyperParameters?.adapterSize;
  if (size === undefined || size === 'ADAPTER_SIZE_UNSPECIFIED') return undefined;
  const index = ADAPTERS.indexOf(size.replace('ADAPTER_SIZE_', ''));
  if (index < 0 || !size.startsWith('ADAPTER_SIZE_')) {
    const type = 'type.googleapis.com/google.cloud.aiplatform.v1.SupervisedHyperParameters.AdapterSize';
    throw invalid(`Invalid value at 'tuning_job.hyper_parameters.adapter_size' (${type}), "${size}"`);
  }
  return 2 ** index;
}
