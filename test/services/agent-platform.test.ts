import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Json } from '../../src/core/json.ts';
import { AgentPlatform } from '../../src/services/agent-platform/tuning-jobs.ts';
import { clientOf, drop, sayJson, startRecordingServer, type RecordingServer } from '../support/recording-server.ts';
import { problemOf } from '../support/service-problem.ts';

const PARENT = 'projects/123/locations/us-central1';
const NAME = `${PARENT}/tuningJobs/4982013113894174720`;
const SPEC = {
  trainingDatasetUri: 'gs://b/train.jsonl',
  hyperParameters: { epochCount: '3', adapterSize: 'ADAPTER_SIZE_FOUR', learningRateMultiplier: 1 },
};
const PENDING = {
  name: NAME,
  tunedModelDisplayName: 'n',
  baseModel: 'gemini-3.1-flash-lite',
  state: 'JOB_STATE_PENDING',
  createTime: '2026-11-20T10:00:00Z',
  labels: { 'lapidary-attempt': 'a-1' },
  supervisedTuningSpec: SPEC,
};
const STATS = {
  tuningDatasetExampleCount: '166',
  totalBillableTokenCount: '17500000',
  tuningStepCount: '840',
  userInputTokenDistribution: {
    ...{ sum: '17496', billableSum: '17496', min: 1, max: 900, mean: 105.4, median: 98, p5: 12, p95: 300 },
    buckets: [{ count: 20, left: 1, right: 50 }],
  },
  totalTruncatedExampleCount: '2',
  truncatedExampleIndices: ['7', '41'],
  droppedExampleReasons: ['too long', 'bad role'],
};
const RUNNING = { ...PENDING, state: 'JOB_STATE_RUNNING', tuningDataStats: { supervisedTuningDataStats: STATS } };

let server: RecordingServer;
let platform: AgentPlatform;

beforeEach(async () => {
  server = await startRecordingServer();
  platform = new AgentPlatform(clientOf(server).client, { project: 'p-1', region: 'us-central1' });
});
afterEach(async () => {
  await server[Symbol.asyncDispose]();
});

function answers(...bodies: readonly unknown[]): void {
  server.answers.push(...bodies.map((body) => sayJson(200, body)));
}

function asked(): string[] {
  return server.requests.map(({ method, host, path }) => `${method} ${host}${path}`);
}

function badRequest(message: string) {
  return sayJson(400, { error: { code: 400, message, status: 'INVALID_ARGUMENT' } });
}

describe('reading a job', () => {
  it('tells what is known of one that waits, and makes nothing up', async () => {
    answers(PENDING);
    expect(await platform.readJob(NAME)).toEqual({
      ...{ name: NAME, displayName: 'n', state: 'queued', stateName: 'JOB_STATE_PENDING' },
      ...{ baseModel: 'gemini-3.1-flash-lite', percent: null, step: null, totalSteps: null, epochs: 3 },
      ...{ createTime: '2026-11-20T10:00:00Z', startTime: null, endTime: null },
      ...{ curve: { training: [], validation: [] }, tunedModel: null, modelName: null, checkpoints: [] },
      ...{ data: null, error: null, attempt: 'a-1' },
      consoleUrl:
        'https://console.cloud.google.com/vertex-ai/generative/language/locations/us-central1/tuning/tuningJob/4982013113894174720?project=123',
    });
    expect(asked()).toEqual([`GET us-central1-aiplatform.googleapis.com/v1/${NAME}`]);
  });

  it('tells what the service found in the data, with the lines that it left out', async () => {
    answers(RUNNING);
    const { data } = await platform.readJob(NAME);
    expect(data).toEqual({
      ...{ examples: 166, billableTokens: 17_500_000, steps: 840, truncated: 2, truncatedLines: [7, 41] },
      inputTokens: {
        ...{ min: 1, max: 900, mean: 105.4, median: 98, p5: 12, p95: 300, sum: 17_496 },
        buckets: [{ left: 1, right: 50, count: 20 }],
      },
      outputTokens: null,
      droppedLines: [
        { line: 7, reason: 'too long' },
        { line: 41, reason: 'bad role' },
      ],
    });
  });

  it('tells the same of preference tuning, whose dropped examples have indices of their own', async () => {
    const preferenceOptimizationDataStats = {
      ...{ tuningDatasetExampleCount: '9', tuningStepCount: '4' },
      ...{ droppedExampleIndices: ['3', '5'], droppedExampleReasons: ['no score'] },
    };
    answers({ ...PENDING, state: 'JOB_STATE_RUNNING', tuningDataStats: { preferenceOptimizationDataStats } });
    expect((await platform.readJob(NAME)).data).toMatchObject({
      ...{ examples: 9, steps: 4, truncated: 0, truncatedLines: [] },
      droppedLines: [
        { line: 3, reason: 'no score' },
        { line: 5, reason: '' },
      ],
    });
  });

  it('reads reinforcement tuning in the preview’s version, with the rewards of all together in place of losses', async () => {
    const preview = new AgentPlatform(clientOf(server).client, { project: 'p-1', region: 'us-central1' }, 'v1beta1');
    const experiment = `${PARENT}/metadataStores/default/contexts/e-1`;
    const board = `${PARENT}/tensorboards/7`;
    const run = `${board}/experiments/e-1/runs/r`;
    const { supervisedTuningSpec, ...job } = PENDING;
    const stats = { reinforcementTuningDataStats: { tuningDatasetExampleCount: '9', droppedExampleIndices: ['2'] } };
    answers(
      {
        ...job,
        state: 'JOB_STATE_RUNNING',
        reinforcementTuningSpec: supervisedTuningSpec,
        experiment,
        tuningDataStats: stats,
      },
      { metadata: { backing_tensorboard_resource: board } },
      { tensorboardRuns: [{ name: run }] },
      {
        tensorboardTimeSeries: [
          { name: `${run}/timeSeries/1`, displayName: 'tone/train_mean_reward' },
          { name: `${run}/timeSeries/2`, displayName: '/train_mean_reward' },
        ],
      },
      {
        timeSeriesData: {
          values: [
            { scalar: { value: -0.5 }, step: '1' },
            { scalar: {}, step: '2' },
          ],
        },
      },
    );
    const reading = await preview.readJob(NAME);
    expect(reading).toMatchObject({
      ...{ curve: { training: [], validation: [] }, step: 2, data: { examples: 9, droppedLines: [{ line: 2 }] } },
      rewards: {
        training: [
          { step: 1, loss: -0.5 },
          { step: 2, loss: 0 },
        ],
        validation: [],
      },
    });
    expect(asked()[0]).toBe(`GET us-central1-aiplatform.googleapis.com/v1beta1/${NAME}`);
    expect(asked().at(-1)).toContain('/timeSeries/2:read');
  });

  it.each([
    ['steps', { completedStepCount: '210', completedEpochCount: '1' }, 25, 210],
    ['epochs, where steps are not told', { completedEpochCount: '1' }, 100 / 3, null],
    ['nothing', {}, null, null],
  ])('counts the percent by %s', async (_, tuningJobMetadata, percent, step) => {
    answers({ ...RUNNING, tuningJobMetadata, tuningJobState: 'TUNING' });
    const reading = await platform.readJob(NAME);
    expect(reading).toMatchObject({ state: 'running', stateName: 'TUNING', step, totalSteps: 840 });
    if (percent === null) expect(reading.percent).toBeNull();
    else expect(reading.percent).toBeCloseTo(percent, 9);
  });

  it('names no phase where the service leaves it open', async () => {
    answers({ ...RUNNING, tuningJobState: 'TUNING_JOB_STATE_UNSPECIFIED' });
    expect((await platform.readJob(NAME)).stateName).toBe('JOB_STATE_RUNNING');
  });

  it('takes where the model is served from its endpoint, not from the job', async () => {
    const at = (id: string) => `projects/123/locations/us/endpoints/${id}`;
    const checkpoints = [{ checkpointId: '1', epoch: '1', step: '10', endpoint: at('790') }];
    const tunedModel = { model: 'projects/123/locations/us/models/456@1', endpoint: at('789'), checkpoints };
    answers({ ...RUNNING, state: 'JOB_STATE_SUCCEEDED', endTime: 'later', tunedModel });
    const served = { service: 'agent-platform', project: '123', location: 'us' };
    expect(await platform.readJob(NAME)).toMatchObject({
      ...{ state: 'succeeded', percent: 100, endTime: 'later', modelName: 'projects/123/locations/us/models/456@1' },
      tunedModel: { ...served, name: 'endpoints/789' },
      checkpoints: [{ id: '1', epoch: 1, step: 10, model: { ...served, name: 'endpoints/790' } }],
    });
  });

  it.each([
    ['JOB_STATE_FAILED', 'failed', { code: 3, message: 'bad' }],
    ['JOB_STATE_CANCELLED', 'cancelled', { code: 1, message: '' }],
    ['JOB_STATE_EXPIRED', 'failed', null],
    ['JOB_STATE_NEW_IN_2027', 'running', null],
  ] as const)('knows %s', async (name, state, error) => {
    answers({ ...PENDING, state: name, ...(error && { error }) });
    expect(await platform.readJob(NAME)).toMatchObject({ state, stateName: name, error });
  });

  it('asks nobody but Google, whatever name was stored', async () => {
    for (const name of ['projects/1/locations/evil.example/tuningJobs/1', '../x', `${PARENT}/../../x`, '']) {
      expect((await problemOf(platform.readJob(name))).kind).toBe('invalid');
    }
    expect(asked()).toEqual([]);
  });
});

describe('the loss curve', () => {
  const experiment = `${PARENT}/metadataStores/default/contexts/tuning-experiment-1`;
  const board = `${PARENT}/tensorboards/7`;
  const run = `${board}/experiments/tuning-experiment-1/runs/r`;
  const series = [
    { name: `${run}/timeSeries/1`, displayName: '/train_num_predictions' },
    { name: `${run}/timeSeries/2`, displayName: '/eval_total_loss' },
    { name: `${run}/timeSeries/3`, displayName: '/train_total_loss' },
  ];
  const values = (...points: readonly Json[]) => ({ timeSeriesData: { valueType: 'SCALAR', values: points } });

  it('is read from the TensorBoard that the experiment leads to', async () => {
    const wallTime = '2026-11-20T10:31:00Z';
    answers({ ...RUNNING, experiment }, { metadata: { backing_tensorboard_resource: board } });
    answers({ tensorboardRuns: [{ name: run }] }, { tensorboardTimeSeries: series });
    answers(values({ step: '12', scalar: { value: 1.5 }, wallTime }, { scalar: { value: 2 } }), values());
    expect((await platform.readJob(NAME)).curve).toEqual({
      training: [
        { step: 0, loss: 2 },
        { step: 12, loss: 1.5, time: wallTime },
      ],
      validation: [],
    });
    expect(asked().at(-2)).toBe(
      `GET us-central1-aiplatform.googleapis.com/v1/${run}/timeSeries/3:read?maxDataPoints=10000`,
    );
  });

  it('tells how far the job is where the service counts nothing', async () => {
    answers({ ...RUNNING, experiment }, { metadata: { backing_tensorboard_resource: board } });
    answers({ tensorboardRuns: [{ name: run }] }, { tensorboardTimeSeries: series.slice(2) });
    answers(values({ step: '84', scalar: { value: 1 } }));
    expect(await platform.readJob(NAME)).toMatchObject({ percent: 10, step: 84, totalSteps: 840 });
  });

  it('keeps what is no number or infinite, and a zero; what says nothing is left out', async () => {
    answers({ ...RUNNING, experiment }, { metadata: { backing_tensorboard_resource: board } });
    answers({ tensorboardRuns: [{ name: run }] }, { tensorboardTimeSeries: series.slice(2) });
    const lost = ['NaN', 'Infinity', '-Infinity'].map((value, at) => ({ step: String(at + 1), scalar: { value } }));
    answers(values(...lost, { step: '4', scalar: {} }, { step: '5' }));
    expect((await platform.readJob(NAME)).curve.training).toEqual(
      [NaN, Infinity, -Infinity, 0].map((loss, at) => ({ step: at + 1, loss })),
    );
  });

  it('is empty, and the job read all the same, wherever the way to it ends', async () => {
    answers({ ...RUNNING, experiment });
    server.answers.push(sayJson(403, { error: { code: 403, message: 'no', status: 'PERMISSION_DENIED' } }));
    expect(await platform.readJob(NAME)).toMatchObject({ state: 'running', curve: { training: [], validation: [] } });
    answers({ ...RUNNING, experiment }, {});
    expect((await platform.readJob(NAME)).curve.training).toEqual([]);
    answers({ ...RUNNING, experiment }, { metadata: { backing_tensorboard_resource: board } }, {});
    expect((await platform.readJob(NAME)).curve.training).toEqual([]);
  });
});

describe('starting a job', () => {
  const body = { baseModel: 'gemini-3.1-flash-lite', supervisedTuningSpec: SPEC, tunedModelDisplayName: 'n' };
  const preference = { baseModel: 'x', preferenceOptimizationSpec: SPEC };
  const UNKNOWN = 'Invalid JSON payload received. Unknown name "preferenceOptimizationSpec": Cannot find field.';

  it('posts the body as it is, once', async () => {
    answers(PENDING);
    expect(await platform.createTuningJob(body)).toMatchObject({ name: NAME, state: 'queued' });
    const path = 'us-central1-aiplatform.googleapis.com/v1/projects/p-1/locations/us-central1/tuningJobs';
    expect(asked()).toEqual([`POST ${path}`]);
    expect(JSON.parse(server.requests[0]!.body)).toEqual(body);
  });

  it('asks v1beta1 for preference tuning that v1 doesn’t know', async () => {
    server.answers.push(badRequest(UNKNOWN));
    answers(PENDING);
    expect(await platform.createTuningJob(preference)).toMatchObject({ name: NAME });
    expect(server.requests.map(({ path }) => path.split('/')[1])).toEqual(['v1', 'v1beta1']);
  });

  it.each([
    ['another refusal', preference, badRequest('The adapter size is not supported for this base model.'), 'refused'],
    ['an unknown field of supervised tuning', body, badRequest(UNKNOWN), 'refused'],
    ['a dropped connection', preference, drop, 'unknown'],
    ['a broken service', preference, sayJson(500, { error: { code: 500, message: UNKNOWN } }), 'unknown'],
    ['an answer that names no job', preference, sayJson(200, {}), 'unknown'],
  ] as const)('sends nothing again after %s', async (_, request, answer, outcome) => {
    server.answers.push(answer);
    expect((await problemOf(platform.createTuningJob(request))).outcome).toBe(outcome);
    expect(asked()).toHaveLength(1);
  });
});

describe('looking for an attempt', () => {
  const other = { ...PENDING, name: `${PARENT}/tuningJobs/1`, labels: { 'lapidary-attempt': 'other' } };

  it('asks by label, and believes only the label that it reads', async () => {
    answers({ tuningJobs: [other, PENDING] });
    expect(await platform.findAttempts('a-1')).toMatchObject([{ name: NAME }]);
    const query = new URL(`http://x${server.requests[0]!.path}`).searchParams;
    expect(query.get('filter')).toBe('labels.lapidary-attempt="a-1"');
  });

  it.each([
    ['takes no such filter', badRequest('Invalid filter')],
    ['finds nothing by it', sayJson(200, {})],
  ])('looks through all pages where the service %s', async (_, answer) => {
    server.answers.push(answer);
    answers({ tuningJobs: [other], nextPageToken: 'p/2' }, { tuningJobs: [PENDING] });
    expect(await platform.findAttempts('a-1')).toMatchObject([{ name: NAME }]);
    expect(new URL(`http://x${server.requests[2]!.path}`).searchParams.get('pageToken')).toBe('p/2');
  });

  it('gives all that carry it, of all pages', async () => {
    const twin = { ...PENDING, name: `${PARENT}/tuningJobs/9` };
    answers({ tuningJobs: [PENDING, other], nextPageToken: 'p/2' }, { tuningJobs: [twin] });
    expect(await platform.findAttempts('a-1')).toMatchObject([{ name: NAME }, { name: twin.name }]);
  });

  it('finds nothing where there is nothing', async () => {
    answers({}, { tuningJobs: [other] });
    expect(await platform.findAttempts('a-1')).toEqual([]);
  });
});

describe('what is done to jobs and models', () => {
  it('is asked for where their names say', async () => {
    await platform.cancelJob(NAME);
    await platform.renameModel('projects/123/locations/us/models/456@1', 'new');
    await platform.deleteModel('projects/123/locations/eu/models/456@2');
    expect(asked()).toEqual([
      `POST us-central1-aiplatform.googleapis.com/v1/${NAME}:cancel`,
      'PATCH aiplatform.us.rep.googleapis.com/v1/projects/123/locations/us/models/456?updateMask=displayName',
      'DELETE aiplatform.eu.rep.googleapis.com/v1beta1/projects/123/locations/eu/models/456',
    ]);
    expect(server.requests.map(({ body }) => body)).toEqual(['{}', '{"displayName":"new"}', '']);
  });
});
