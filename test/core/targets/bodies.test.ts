import { newReward } from '../../../src/core/rewards/new-reward.ts';
import { writeRewards } from '../../../src/core/rewards/reward.ts';
import { expect, it } from 'vitest';
import type { JsonObject } from '../../../src/core/json.ts';
import { findTarget } from '../../../src/core/targets/index.ts';
import type { RequestInput } from '../../../src/core/targets/target.ts';

const ATTEMPT = '0f8fad5b-d9cb-469f-a165-70867728950e';

function bodyOf(target: string, input: Partial<RequestInput>): JsonObject {
  const request = findTarget(target)?.requestBody;
  if (!request) expect.unreachable();
  return request({ baseModel: '', displayName: 'n', attempt: ATTEMPT, settings: {}, data: null, ...input });
}

/** Names of members as the protos' JSON has them. */
function camel(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(camel);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([name, inner]) => [
    name.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase()),
    camel(inner),
  ]);
  return Object.fromEntries(entries);
}

const BUCKET = { trainingUri: 'gs://b/train.jsonl', validationUri: 'gs://b/val.jsonl' };

it('creates a tuned model as the guide’s curl does', () => {
  // the shape of the guide's curl call, with three of its pairs
  const guide = {
    display_name: 'number generator model',
    base_model: 'models/gemini-1.5-flash-001-tuning',
    tuning_task: {
      hyperparameters: { batch_size: 2, learning_rate: 0.001, epoch_count: 5 },
      training_data: {
        examples: {
          examples: [
            { text_input: '1', output: '2' },
            { text_input: '3', output: '4' },
            { text_input: '-3', output: '-2' },
          ],
        },
      },
    },
  };
  const body = bodyOf('gemini-api-sft', {
    baseModel: 'models/gemini-1.5-flash-001-tuning',
    displayName: 'number generator model',
    settings: { epochs: 5, batchSize: 2, rateBy: 'rate', learningRate: 0.001, learningRateMultiplier: 1 },
    data: {
      examples: [
        { text_input: '1', output: '2' },
        { textInput: '3', output: '4' },
        { text_input: '-3', output: '-2' },
      ],
    },
  });
  expect(body).toEqual(camel(guide));
  expect(JSON.stringify(body)).not.toContain('_');
});

it('sends the learning rate or its multiplier, never both', () => {
  const settings = { epochs: 1, batchSize: 4, learningRate: 0.001, learningRateMultiplier: 0.5 };
  const ratesOf = (rateBy: string): JsonObject => bodyOf('gemini-api-sft', { settings: { ...settings, rateBy } });
  expect(ratesOf('rate')).toHaveProperty('tuningTask', {
    hyperparameters: { batchSize: 4, learningRate: 0.001, epochCount: 1 },
  });
  expect(ratesOf('multiplier')).toHaveProperty('tuningTask', {
    hyperparameters: { batchSize: 4, learningRateMultiplier: 0.5, epochCount: 1 },
  });
});

it('goes on from a tuned model of the Gemini API', () => {
  const settings = { epochs: 1, batchSize: 4, rateBy: 'rate', learningRate: 0.001 };
  const body = bodyOf('gemini-api-sft', { settings, preTunedModel: { name: 'tunedModels/first' } });
  expect(body).toMatchObject({ tunedModelSource: { tunedModel: 'tunedModels/first' } });
  expect(body).not.toHaveProperty('baseModel');
});

const settings = { epochs: 3, learningRateMultiplier: 1, adapterSize: '4', exportLastCheckpointOnly: false };

it('creates a supervised job as the service takes it', () => {
  const body = bodyOf('agent-platform-sft', { baseModel: 'gemini-3.1-flash-lite', settings, data: BUCKET });
  expect(body).toEqual({
    baseModel: 'gemini-3.1-flash-lite',
    supervisedTuningSpec: {
      trainingDatasetUri: 'gs://b/train.jsonl',
      validationDatasetUri: 'gs://b/val.jsonl',
      hyperParameters: { epochCount: '3', adapterSize: 'ADAPTER_SIZE_FOUR', learningRateMultiplier: 1.0 },
    },
    tunedModelDisplayName: 'n',
    labels: { 'lapidary-attempt': ATTEMPT },
  });
});

it.each([
  [{ epochs: 3, learningRateMultiplier: 1.0 }, 'alert-summarizer-v1', '3', 1],
  [{ epochs: 2, learningRateMultiplier: 0.5 }, 'alert-summarizer-conservative', '2', 0.5],
  [{ epochs: 5, learningRateMultiplier: 2.0 }, 'alert-summarizer-aggressive', '5', 2],
])('maps the guides’ tune_model(%o) to it', (call, displayName, epochCount, learningRateMultiplier) => {
  const data = { trainingUri: 'gs://your-bucket/train.jsonl', validationUri: null };
  const input = { baseModel: 'gemini-3.5-flash', displayName, settings: { ...settings, ...call }, data };
  const { supervisedTuningSpec, tunedModelDisplayName } = bodyOf('agent-platform-sft', input);
  expect(supervisedTuningSpec).toEqual({
    trainingDatasetUri: 'gs://your-bucket/train.jsonl',
    hyperParameters: { epochCount, adapterSize: 'ADAPTER_SIZE_FOUR', learningRateMultiplier },
  });
  expect(tunedModelDisplayName).toBe(displayName);
});

it('creates a preference job as the SDK does', () => {
  const body = bodyOf('agent-platform-preference', {
    baseModel: 'gemini-2.5-flash',
    description: 'Kinder answers',
    settings: { ...settings, beta: 0.1, exportLastCheckpointOnly: true },
    data: BUCKET,
  });
  expect(body).toEqual({
    baseModel: 'gemini-2.5-flash',
    preferenceOptimizationSpec: {
      trainingDatasetUri: 'gs://b/train.jsonl',
      validationDatasetUri: 'gs://b/val.jsonl',
      hyperParameters: { epochCount: '3', learningRateMultiplier: 1, adapterSize: 'ADAPTER_SIZE_FOUR', beta: 0.1 },
      exportLastCheckpointOnly: true,
    },
    tunedModelDisplayName: 'n',
    description: 'Kinder answers',
    labels: { 'lapidary-attempt': ATTEMPT },
  });
});

it('creates a reinforcement job as the service’s page does', () => {
  const rewards = writeRewards([{ ...newReward('string-match'), name: 'right' }]);
  const all = { ...settings, rewards, samplesPerPrompt: '16', batchSize: '32', thinkingLevel: 'HIGH' };
  const body = bodyOf('agent-platform-reinforcement', {
    baseModel: 'gemini-3.5-flash',
    settings: { ...all, maxOutputTokens: 32_768, evaluateInterval: 5, checkpointInterval: 0 },
    data: BUCKET,
  });
  expect(body).toEqual({
    baseModel: 'gemini-3.5-flash',
    reinforcementTuningSpec: {
      trainingDatasetUri: 'gs://b/train.jsonl',
      validationDatasetUri: 'gs://b/val.jsonl',
      hyperParameters: {
        ...{ epochCount: '3', learningRateMultiplier: 1, adapterSize: 'ADAPTER_SIZE_FOUR', samplesPerPrompt: 16 },
        ...{ batchSize: 32, thinkingLevel: 'HIGH', maxOutputTokens: 32_768, evaluateInterval: 5 },
      },
      singleRewardConfig: {
        rewardName: 'right',
        parseResponseConfig: { parseType: 'IDENTITY' },
        stringMatchRewardScorer: {
          ...{ correctAnswerReward: 1, wrongAnswerReward: -1 },
          stringMatchExpression: { matchOperation: 'EXACT_MATCH', expression: '{{references.answer}}' },
        },
      },
    },
    tunedModelDisplayName: 'n',
    labels: { 'lapidary-attempt': ATTEMPT },
  });
});

it('goes on from a tuned model of the Agent Platform', () => {
  const name = 'projects/1/locations/us/models/456@1';
  expect(bodyOf('agent-platform-sft', { settings, preTunedModel: { name, checkpoint: '2' } })).toMatchObject({
    preTunedModel: { tunedModelName: name, checkpointId: '2' },
  });
  expect(bodyOf('agent-platform-sft', { settings, preTunedModel: { name } })).not.toHaveProperty('baseModel');
});

it('shows the request without its data', () => {
  expect(bodyOf('agent-platform-sft', { settings }).supervisedTuningSpec).not.toHaveProperty('trainingDatasetUri');
});

it('refuses data in the wrong place', () => {
  const tuned = { epochs: 1, batchSize: 4, rateBy: 'rate', learningRate: 0.001 };
  expect(() => bodyOf('gemini-api-sft', { settings: tuned, data: BUCKET })).toThrow('not from a bucket');
  expect(() => bodyOf('agent-platform-sft', { settings, data: { examples: [] } })).toThrow('upload them');
});

it('sends nothing for a few-shot pack', () => {
  expect(findTarget('few-shot-pack')?.requestBody).toBeNull();
});
