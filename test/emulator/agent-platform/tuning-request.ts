import type { Call } from '../call.ts';
import { invalid } from '../google-error.ts';
import { readMessage, type Read, type Shape } from '../proto-json.ts';
import type { Method } from '../state.ts';
import { readRewardConfigs, REWARD_CONFIGS } from './reward-config.ts';

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
  reinforcementTuningSpec: {
    ...{ trainingDatasetUri: 'string', validationDatasetUri: 'string' },
    hyperParameters: {
      ...HYPERPARAMETERS,
      ...{ stepCount: 'int', samplesPerPrompt: 'int', batchSize: 'int', maxOutputTokens: 'int' },
      ...{ checkpointInterval: 'int', evaluateInterval: 'int', thinkingLevel: 'string', thinkingBudget: 'int' },
    },
    ...REWARD_CONFIGS,
  },
  tunedModelDisplayName: 'string',
  description: 'string',
  labels: 'map',
  encryptionSpec: 'any',
  serviceAccount: 'string',
  outputUri: 'string',
} as const satisfies Shape;

type ReinforcementSpec = NonNullable<Read<typeof TUNING_JOB>['reinforcementTuningSpec']>;

/** What is asked for, with the one spec that it holds. */
export interface TuningRequest {
  readonly job: Read<typeof TUNING_JOB>;
  readonly method: Method;
  readonly spec: NonNullable<Read<typeof TUNING_JOB>['preferenceOptimizationSpec']> | ReinforcementSpec;
  /** The spec's name as fields of errors have it. */
  readonly field: string;
}

const ADAPTERS = ['ONE', 'TWO', 'FOUR', 'EIGHT', 'SIXTEEN', 'THIRTY_TWO'];

export function readTuningRequest(call: Call): TuningRequest {
  const job = readMessage(call.body, TUNING_JOB, 'tuning_job');
  const { supervisedTuningSpec, preferenceOptimizationSpec, reinforcementTuningSpec, baseModel, preTunedModel } = job;
  if (reinforcementTuningSpec !== undefined && !call.path.startsWith('/v1beta1/')) {
    throw invalid(
      `Invalid JSON payload received. Unknown name "reinforcementTuningSpec" at 'tuning_job': Cannot find field.`,
    );
  }
  const specs = [supervisedTuningSpec, preferenceOptimizationSpec, reinforcementTuningSpec];
  if (specs.filter((spec) => spec !== undefined).length > 1) {
    throw invalid("Invalid value at 'tuning_job' (oneof), oneof field 'tuning_spec' is already set.");
  }
  if ((baseModel === undefined) === (preTunedModel === undefined)) {
    throw invalid('Exactly one of base_model and pre_tuned_model must be set.');
  }
  if (preferenceOptimizationSpec !== undefined) {
    return { job, method: 'preference', spec: preferenceOptimizationSpec, field: 'preference_optimization_spec' };
  }
  if (reinforcementTuningSpec !== undefined) {
    checkReinforcement(reinforcementTuningSpec);
    return { job, method: 'reinforcement', spec: reinforcementTuningSpec, field: 'reinforcement_tuning_spec' };
  }
  if (supervisedTuningSpec === undefined) throw invalid('tuning_job has no tuning spec.');
  return { job, method: 'supervised', spec: supervisedTuningSpec, field: 'supervised_tuning_spec' };
}

/** Refuses values that no job can have, but for those that need the bucket or the base model. */
export function checkTuningRequest({ job, spec }: TuningRequest): void {
  const { tunedModelDisplayName = '', labels = {} } = job;
  const { epochCount = 1, learningRateMultiplier = 1 } = spec.hyperParameters ?? {};
  const beta = spec.hyperParameters && 'beta' in spec.hyperParameters ? (spec.hyperParameters.beta ?? 0.1) : 0.1;
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

const THINKING = ['MINIMAL', 'LOW', 'MEDIUM', 'HIGH'];

/** What reinforcement tuning wants beside that. */
function checkReinforcement(spec: ReinforcementSpec): void {
  readRewardConfigs(spec);
  const { epochCount, stepCount, batchSize = 32, samplesPerPrompt = 16, ...more } = spec.hyperParameters ?? {};
  const { learningRateMultiplier = 1, maxOutputTokens = 32_768, thinkingLevel = 'HIGH', thinkingBudget } = more;
  if (epochCount !== undefined && stepCount !== undefined) {
    throw invalid('Only one of epoch_count and step_count may be set.');
  }
  const answers = batchSize * samplesPerPrompt;
  if (answers % 16 !== 0 || answers > 8192) {
    throw invalid(`batch_size * samples_per_prompt must be divisible by 16 and at most 8192, got ${answers}.`);
  }
  if (learningRateMultiplier < 0.25 || learningRateMultiplier > 4) {
    throw invalid('learning_rate_multiplier must be in [0.25, 4].');
  }
  if (maxOutputTokens < 1 || maxOutputTokens > 32_768) throw invalid('max_output_tokens must be in [1, 32768].');
  if (!THINKING.includes(thinkingLevel)) throw invalid(`Invalid value at 'thinking_level', "${thinkingLevel}"`);
  if (thinkingBudget !== undefined) throw invalid('thinking_budget is not supported for this base model.');
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
