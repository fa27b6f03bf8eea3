import { counted } from '../amount.ts';
import type { JsonObject } from '../json.ts';
import type { TuningSettings } from '../tuning/job.ts';
import { epochsSetting, timesRows } from './parts/epochs.ts';
import { estimateTraining } from './parts/estimate.ts';
import { learningRateSettings } from './parts/learning-rate.ts';
import { nameCheck } from './parts/name.ts';
import { presetsOf } from './parts/presets.ts';
import { choiceSetting, numberSetting } from './parts/setting-value.ts';
import type { RequestInput, Target } from './target.ts';

const ID = 'gemini-api-sft';

/** From this many rows on the larger batch: the service takes 4 or 16 "by dataset size". */
const LARGE_SET = 1000;

export default {
  id: ID,
  title: 'Gemini API: tuned model',
  summary: 'Tunes with an API key alone: the rows go inside of the request.',
  service: 'gemini-api',
  method: 'sft',
  format: 'gemini-api',
  validates: false,
  settings: [
    epochsSetting({
      max: 100,
      initial: () => 5,
      reason: (facts, epochs) =>
        `${timesRows(facts, epochs)}: 5 is the service’s default. Fewer if the loss levels out early.`,
    }),
    {
      id: 'batchSize',
      kind: 'number',
      label: 'Batch size',
      help: 'How many rows the model sees before it changes.',
      ...{ min: 1, max: 64, step: 1 },
      initial: ({ trainingRows }) => (trainingRows >= LARGE_SET ? 16 : 4),
      reason: ({ trainingRows }) =>
        `${counted(trainingRows, 'row')}: the service takes ${trainingRows >= LARGE_SET ? '16 for large sets' : '4 for small sets'}.`,
    },
    ...learningRateSettings,
  ],
  presets: presetsOf({
    conservative: { epochs: 3, rateBy: 'rate', learningRate: 0.0002 },
    standard: { epochs: 5, rateBy: 'rate', learningRate: 0.001 },
    aggressive: { epochs: 10, rateBy: 'rate', learningRate: 0.002 },
  }),
  checkName: nameCheck(ID),
  requestBody: (input) => ({
    displayName: input.displayName,
    ...(input.description !== undefined && input.description !== '' && { description: input.description }),
    ...sourceModel(input),
    tuningTask: { hyperparameters: hyperparameters(input.settings), ...trainingData(input.data) },
  }),
  estimate(facts, settings, priced) {
    const epochs = numberSetting(settings, 'epochs');
    const steps = Math.ceil((facts.trainingRows * epochs) / numberSetting(settings, 'batchSize'));
    return estimateTraining(facts, { epochs, steps }, priced);
  },
} satisfies Target;

function sourceModel({ baseModel, preTunedModel }: RequestInput): JsonObject {
  return preTunedModel ? { tunedModelSource: { tunedModel: preTunedModel.name } } : { baseModel };
}

/** The service takes a rate or a multiplier, never both. */
function hyperparameters(settings: TuningSettings): JsonObject {
  const rate =
    choiceSetting(settings, 'rateBy') === 'rate'
      ? { learningRate: numberSetting(settings, 'learningRate') }
      : { learningRateMultiplier: numberSetting(settings, 'learningRateMultiplier') };
  return {
    batchSize: numberSetting(settings, 'batchSize'),
    ...rate,
    epochCount: numberSetting(settings, 'epochs'),
  };
}

/** The double nesting is the service's. */
function trainingData(data: RequestInput['data']): JsonObject {
  if (data === null) return {};
  if (!('examples' in data))
    throw new TypeError('the Gemini API takes its examples inside of the request, not from a bucket');
  return { trainingData: { examples: { examples: data.examples.map(camelExample) } } };
}

function camelExample(example: JsonObject): JsonObject {
  return { textInput: example['text_input'] ?? example['textInput'] ?? '', output: example['output'] ?? '' };
}
