import { counted, grouped } from '../../amount.ts';
import type { JsonObject } from '../../json.ts';
import type { TuningSettings } from '../../tuning/job.ts';
import type { RequestInput, TargetSetting } from '../target.ts';
import { attemptLabels } from './attempt.ts';
import { choiceSetting, numberSetting, switchSetting } from './setting-value.ts';

/** The names of the sizes in requests, from small to large. */
const SIZE_NAMES: Readonly<Record<string, string>> = {
  '1': 'ADAPTER_SIZE_ONE',
  '2': 'ADAPTER_SIZE_TWO',
  '4': 'ADAPTER_SIZE_FOUR',
  '8': 'ADAPTER_SIZE_EIGHT',
  '16': 'ADAPTER_SIZE_SIXTEEN',
};

export const multiplierSetting: TargetSetting = {
  id: 'learningRateMultiplier',
  kind: 'number',
  label: 'Learning rate multiplier',
  help: 'Times the learning rate that the service takes for the model. Lower it where the model overfits.',
  elsewhere: {
    question: 'Your guide sets learning_rate, batch_size or warmup_steps?',
    answer:
      'The Agent Platform takes none of them. A learning rate such as 0.001 or 3e-5 can’t be turned into a multiplier, because Google does not say what its own rate is: begin with 1, go down to 0.5 where the model overfits, up to 2 where it learns too little. It chooses the batch size and the warm-up by itself.',
  },
  ...{ min: 0.001, max: 10, step: 0.1 },
  initial: () => 1,
  reason: () => '1 is the service’s own learning rate: its pages advise to begin with it.',
};

export const adapterSizeSetting: Extract<TargetSetting, { kind: 'choice' }> = {
  id: 'adapterSize',
  kind: 'choice',
  label: 'Adapter size',
  help: 'How much the tuned model can learn beside its base. Gemini 2.5 Pro takes at most 8.',
  options: Object.keys(SIZE_NAMES)
    .map(Number)
    .sort((one, other) => one - other)
    .map((size) => ({ value: String(size), label: String(size) })),
  initial: ({ trainingRows }) => (trainingRows >= 1000 ? '8' : trainingRows >= 100 ? '4' : '1'),
  reason: ({ trainingRows }) =>
    trainingRows >= 1000
      ? `${grouped(trainingRows)} rows are enough for a larger adapter.`
      : trainingRows >= 100
        ? `${grouped(trainingRows)} rows: a middle size learns a task without learning rows by heart.`
        : `Only ${counted(trainingRows, 'row')}: a small adapter overfits less.`,
};

export const checkpointsSetting: TargetSetting = {
  id: 'exportLastCheckpointOnly',
  kind: 'switch',
  label: 'Keep the last checkpoint only',
  help: 'On: only the model at the end of the last epoch is kept.',
  initial: () => false,
  reason: () => 'Off: an earlier epoch can be tried, and taken where the last one overfits.',
};

/** The spec of a tuning job: its files, its hyperparameters. Counts of 64 bits are texts in Google's JSON. */
export function tuningSpec({ data, settings }: Pick<RequestInput, 'data' | 'settings'>, more: JsonObject): JsonObject {
  return {
    ...dataset(data),
    hyperParameters: { ...hyperParameters(settings), ...more },
    ...(switchSetting(settings, 'exportLastCheckpointOnly') && { exportLastCheckpointOnly: true }),
  };
}

/** What is beside the spec. */
export function jobWords({ displayName, description, attempt }: RequestInput): JsonObject {
  return {
    tunedModelDisplayName: displayName,
    ...(description !== undefined && description !== '' && { description }),
    labels: attemptLabels(attempt),
  };
}

/** What is tuned: a base model, or a tuned one that is tuned on. */
export function jobModel({ baseModel, preTunedModel }: RequestInput): JsonObject {
  if (!preTunedModel) return { baseModel };
  const { name, checkpoint } = preTunedModel;
  return { preTunedModel: { tunedModelName: name, ...(checkpoint !== undefined && { checkpointId: checkpoint }) } };
}

function dataset(data: RequestInput['data']): JsonObject {
  if (data === null) return {};
  if (!('trainingUri' in data)) throw new TypeError('the Agent Platform reads its examples from a bucket: upload them');
  const { trainingUri, validationUri } = data;
  return { trainingDatasetUri: trainingUri, ...(validationUri !== null && { validationDatasetUri: validationUri }) };
}

function hyperParameters(settings: TuningSettings): JsonObject {
  const size = choiceSetting(settings, 'adapterSize');
  const adapterSize = SIZE_NAMES[size];
  if (adapterSize === undefined) throw new RangeError(`adapter size is ${size}: it must be 1, 2, 4, 8 or 16`);
  return {
    epochCount: String(numberSetting(settings, 'epochs')),
    adapterSize,
    learningRateMultiplier: numberSetting(settings, 'learningRateMultiplier'),
  };
}
