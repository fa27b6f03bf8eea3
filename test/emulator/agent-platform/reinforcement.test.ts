import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startEmulator, type Emulator } from '../emulator.ts';
import type { Answer } from '../harness.ts';
import { createClient, turn, type Client } from './client.ts';

const PARENT = '/v1beta1/projects/lapidary-test/locations/us-central1';
const MATCH = {
  ...{ correctAnswerReward: 1, wrongAnswerReward: -1 },
  stringMatchExpression: { matchOperation: 'EXACT_MATCH', expression: '{{references.answer}}' },
};
const RIGHT = { rewardName: 'right', parseResponseConfig: { parseType: 'IDENTITY' }, stringMatchRewardScorer: MATCH };

let emulator: Emulator;
let client: Client;
beforeEach(async () => {
  emulator = await startEmulator();
  emulator.clock.speed = 0;
  client = createClient(emulator);
});
afterEach(() => emulator.close());

function prompt(n: number): object {
  return { contents: [turn('user', `word${n}`)], references: { answer: `answer ${n}` } };
}

function create(spec: object = {}, change: object = {}): Promise<Answer> {
  const trainingDatasetUri = client.store('prompts.jsonl', [
    ...Array.from({ length: 20 }, (_, n) => prompt(n)),
    { contents: [] },
  ]);
  const hyperParameters = { epochCount: 2, samplesPerPrompt: 16, batchSize: 8, thinkingLevel: 'HIGH' };
  const reinforcementTuningSpec = { trainingDatasetUri, hyperParameters, singleRewardConfig: RIGHT, ...spec };
  return client.ask(`${PARENT}/tuningJobs`, { baseModel: 'gemini-3.5-flash', reinforcementTuningSpec, ...change });
}

function validate(change: object, answer = 'answer 1', parent = PARENT): Promise<Answer> {
  return client.ask(`${parent}/tuningJobs:validateReinforcementTuningReward`, {
    ...{ sampleResponse: turn('model', answer), example: prompt(1), singleRewardConfig: RIGHT },
    ...change,
  });
}

describe('a job of reinforcement tuning', () => {
  it('runs in the preview’s version, and has rewards and no loss', async () => {
    const made = await create();
    expect(made.status).toBe(200);
    emulator.clock.advance(30_000);
    const done = await client.ask(`/v1beta1/${String(made.at('name'))}`);
    expect(done.at('state')).toBe('JOB_STATE_SUCCEEDED');
    expect(done.at('tuningDataStats.reinforcementTuningDataStats')).toMatchObject({
      tuningDatasetExampleCount: '20',
      droppedExampleIndices: ['21'],
    });
    // The older version knows the job, and little of it.
    const old = await client.ask(`/v1/${String(made.at('name'))}`);
    expect(old.at('state')).toBe('JOB_STATE_SUCCEEDED');
    expect(old.at('reinforcementTuningSpec')).toBeUndefined();
    const said = await client.ask(
      `/v1/${String(done.at('tunedModel.endpoint'))}:generateContent`,
      { contents: [turn('user', 'say word7')] },
      'aiplatform.us.rep.googleapis.com',
    );
    expect(said.at('candidates.0.content.parts.0.text')).toBe('answer 7');
  });

  it.each([
    ['Exactly one of single_reward_config', { singleRewardConfig: undefined }],
    ['must have exactly one scorer', { singleRewardConfig: { rewardName: 'x' } }],
    ['reward_name must be set', { singleRewardConfig: { ...RIGHT, rewardName: '' } }],
    ['divisible by 16', { hyperParameters: { batchSize: 3, samplesPerPrompt: 3 } }],
    ['[0.25, 4]', { hyperParameters: { learningRateMultiplier: 5 } }],
    ['epoch_count and step_count', { hyperParameters: { epochCount: 1, stepCount: 9 } }],
    ['Unknown name "beta"', { hyperParameters: { beta: 0.1 } }],
    ['Unknown name "exportLastCheckpointOnly"', { exportLastCheckpointOnly: true }],
    [
      'invalid perl operator',
      {
        singleRewardConfig: {
          ...RIGHT,
          parseResponseConfig: { parseType: 'REGEX_EXTRACT', regexExtractExpression: '(?=a)' },
        },
      },
    ],
  ])('is refused: %s', async (words, spec) => {
    const refused = await create(spec);
    expect(refused.status).toBe(400);
    expect(refused.at('error.message')).toContain(words);
  });

  it('is refused for a model that isn’t tuned so', async () => {
    const refused = await create({}, { baseModel: 'gemini-3.1-flash-lite' });
    expect(refused.at('error.message')).toContain('reinforcement_tuning_spec');
  });

  it('is not known to the older version', async () => {
    const reinforcementTuningSpec = { singleRewardConfig: RIGHT };
    const refused = await client.ask(`${PARENT.replace('v1beta1', 'v1')}/tuningJobs`, {
      baseModel: 'gemini-3.5-flash',
      reinforcementTuningSpec,
    });
    expect(refused.at('error.message')).toContain('Unknown name "reinforcementTuningSpec"');
  });
});

describe('the test of a reward', () => {
  it('gives what the answer gets, and leaves a zero out', async () => {
    expect((await validate({})).body).toEqual({ rewardInfoDetails: { right: { reward: 1 } }, overallReward: 1 });
    expect((await validate({}, 'other')).at('overallReward')).toBe(-1);
    const zero = { ...RIGHT, stringMatchRewardScorer: { ...MATCH, wrongAnswerReward: 0 } };
    expect((await validate({ singleRewardConfig: zero }, 'other')).body).toEqual({ rewardInfoDetails: { right: {} } });
  });

  it('weighs several', async () => {
    const python = {
      rewardName: 'code',
      codeExecutionRewardScorer: { pythonCodeSnippet: 'def evaluate(e, r):\n  return 0.5\n' },
    };
    const weightedRewardConfigs = [
      { rewardConfig: RIGHT, weight: 3 },
      { rewardConfig: python, weight: 1 },
    ];
    const answer = await validate({ singleRewardConfig: undefined, compositeRewardConfig: { weightedRewardConfigs } });
    expect(answer.at('overallReward')).toBe(0.875);
  });

  it('says why there is none', async () => {
    const other = {
      ...MATCH,
      stringMatchExpression: { matchOperation: 'EXACT_MATCH', expression: '{{references.no}}' },
    };
    const answer = await validate({ singleRewardConfig: { ...RIGHT, stringMatchRewardScorer: other } });
    expect(answer.status).toBe(200);
    expect(answer.at('rewardInfoDetails.right.errorStatus.message')).toContain('"no"');
    expect(answer.at('overallReward')).toBeUndefined();
  });

  it('is there in the preview alone', async () => {
    expect((await validate({}, 'a', PARENT.replace('v1beta1', 'v1'))).status).toBe(404);
  });
});
