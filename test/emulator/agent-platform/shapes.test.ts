import { afterEach, beforeEach, expect, it } from 'vitest';
import { startEmulator, type Emulator } from '../emulator.ts';
import { listAt, lookUp, send } from '../harness.ts';
import { DEFAULTS } from '../settings.ts';
import { createClient, line, PARENT, turn, US, type Client } from './client.ts';

// Whole bodies, each as recorded or documented: gemini-api V1 to V7.
let emulator: Emulator;
let client: Client;
beforeEach(async () => {
  emulator = await startEmulator();
  emulator.clock.speed = 0;
  client = createClient(emulator);
});
afterEach(() => emulator.close());

const time = like('^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z$');
const REP = 'aiplatform.us.rep.googleapis.com';

function like(pattern: string): unknown {
  return expect.stringMatching(new RegExp(pattern));
}

const waiting = {
  name: like('^projects/\\d+/locations/us-central1/tuningJobs/\\d{19}$'),
  tunedModelDisplayName: 'n',
  baseModel: 'gemini-3.1-flash-lite',
  state: 'JOB_STATE_PENDING',
  createTime: time,
  updateTime: time,
  supervisedTuningSpec: {
    trainingDatasetUri: 'gs://lapidary-bucket/train.jsonl',
    hyperParameters: { epochCount: '2', adapterSize: 'ADAPTER_SIZE_FOUR', learningRateMultiplier: 1 },
  },
};
const EXPERIMENT = '^projects/\\d+/locations/us-central1/metadataStores/default/contexts/tuning-experiment-\\d+$';
/** Of twenty rows with the same figure, over two epochs. */
const spread = (value: number, epochs = 2): object => ({
  sum: String(20 * value),
  billableSum: String(20 * value * epochs),
  ...Object.fromEntries(['min', 'max', 'mean', 'median', 'p5', 'p95'].map((figure) => [figure, value])),
  buckets: [{ count: 20, left: value, right: value }],
});
const ran = {
  ...waiting,
  startTime: time,
  experiment: like(EXPERIMENT),
  tuningDataStats: {
    supervisedTuningDataStats: {
      tuningDatasetExampleCount: '20',
      // Ten rows of 5 + 8 letters and ten of 6 + 9.
      totalTuningCharacterCount: '280',
      userDatasetExamples: [turn('user', 'word0'), turn('model', 'answer 0')],
      userInputTokenDistribution: spread(2),
      userMessagePerExampleDistribution: spread(2, 1),
    },
  },
};

it('V1: a job that waits', async () => {
  const { body } = await client.create();
  expect(body).toEqual(waiting);
});

it('V2 and V3: a job that runs, and has succeeded', async () => {
  const made = await client.create();
  emulator.clock.advance(2000 + 10_000);
  const running = await client.look(made);
  expect(running.body).toMatchObject({ ...ran, state: 'JOB_STATE_RUNNING' });
  expect(Object.keys(running.at('tuningDataStats.supervisedTuningDataStats') as object).sort()).toEqual([
    'totalBillableTokenCount',
    'totalTuningCharacterCount',
    'tuningDatasetExampleCount',
    'tuningStepCount',
    'userDatasetExamples',
    'userInputTokenDistribution',
    'userMessagePerExampleDistribution',
    'userOutputTokenDistribution',
  ]);
  expect(running.at('endTime')).toBeUndefined();
  emulator.clock.advance(10_000);
  const endpoint = like('^projects/\\d+/locations/us/endpoints/\\d+$');
  const done = await client.look(made);
  expect(done.body).toMatchObject({
    ...ran,
    state: 'JOB_STATE_SUCCEEDED',
    endTime: time,
    tunedModel: {
      model: like('^projects/\\d+/locations/us/models/\\d+@1$'),
      endpoint,
      checkpoints: [
        { checkpointId: '1', epoch: '1', step: '3', endpoint },
        { checkpointId: '2', epoch: '2', step: '6', endpoint },
      ],
    },
  });
  expect(done.at('tuningJobMetadata')).toBeUndefined();
});

it('V3: only the last checkpoint, where that is asked for', async () => {
  const made = await client.create({}, { exportLastCheckpointOnly: true });
  emulator.clock.advance(22_000);
  const { at } = await client.look(made);
  expect([at('state'), at('tunedModel.checkpoints')]).toEqual(['JOB_STATE_SUCCEEDED', undefined]);
  const contents = [turn('user', 'word3')];
  const said = await client.ask(`/v1/${String(at('tunedModel.endpoint'))}:generateContent`, { contents }, REP);
  expect(said.at('candidates.0.content.parts.0.text')).toBe('answer 3');
});

it('V4: a job that failed', async () => {
  emulator.state.plan.outcome = 'fail';
  const made = await client.create();
  emulator.clock.advance(60_000);
  const { body, at } = await client.look(made);
  expect(body).toMatchObject({ ...waiting, state: 'JOB_STATE_FAILED', endTime: time });
  expect(at('error')).toEqual({ code: 13, message: expect.any(String) as unknown, details: [] });
});

it('V5: refusals', async () => {
  const field = 'tuning_job.supervised_tuning_spec.training_dataset_uri';
  const description = 'training_dataset_uri should be a GCS object of type JSONL.';
  emulator.state.objects.set('train.csv', {
    name: 'train.csv',
    bytes: Buffer.from('a'),
    contentType: 'text/csv',
    generation: 1,
    createdAt: 0,
  });
  for (const trainingDatasetUri of ['gs://lapidary-bucket/train.csv', 'gs://other/train.jsonl', 'train.jsonl']) {
    expect((await client.create({}, { trainingDatasetUri })).body).toEqual({
      error: {
        code: 400,
        message: `List of found errors:\t1.Field: ${field}; Message: ${description}\t`,
        status: 'INVALID_ARGUMENT',
        details: [{ '@type': 'type.googleapis.com/google.rpc.BadRequest', fieldViolations: [{ field, description }] }],
      },
    });
  }
  const keyed = await send(emulator, `${PARENT}/tuningJobs`, { host: US, headers: { 'x-goog-api-key': DEFAULTS.key } });
  expect(keyed.body).toEqual({
    error: {
      code: 401,
      message: like('^API keys are not supported by this API. Expected OAuth2 access token or other authentication'),
      status: 'UNAUTHENTICATED',
      details: [
        {
          '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
          reason: 'CREDENTIALS_MISSING',
          domain: 'googleapis.com',
          metadata: { method: like('^google\\.cloud\\.aiplatform\\.'), service: 'aiplatform.googleapis.com' },
        },
      ],
    },
  });
});

it('V6: an answer of the model, and of its first checkpoint', async () => {
  const made = await client.create();
  emulator.clock.advance(22_000);
  const { at } = await client.look(made);
  for (const endpoint of ['tunedModel.endpoint', 'tunedModel.checkpoints.0.endpoint'].map(at)) {
    const path = `/v1/${String(endpoint)}:generateContent`;
    const { body } = await client.ask(path, { contents: [turn('user', 'word4')] }, REP);
    expect(body).toMatchObject({
      candidates: [{ content: { parts: [{ text: 'answer 4' }], role: 'model' }, finishReason: 'STOP', index: 0 }],
      usageMetadata: { promptTokenCount: 2, candidatesTokenCount: 2, totalTokenCount: 4 },
    });
    const elsewhere = await client.ask(path, {}, 'aiplatform.eu.rep.googleapis.com');
    expect([elsewhere.status, elsewhere.at('error.status')]).toEqual([404, 'NOT_FOUND']);
  }
});

it('V7: a series', async () => {
  const made = await client.create({}, { validationDatasetUri: client.store('val.jsonl', [line(1)]) });
  emulator.clock.advance(12_000);
  const id =
    String((await client.look(made)).at('experiment'))
      .split('/')
      .at(-1) ?? '';
  const boards = await client.ask(`${PARENT}/tensorboards`);
  const runs = `/v1/${String(boards.at('tensorboards.0.name'))}/experiments/${id}/runs`;
  const run = String((await client.ask(runs)).at('tensorboardRuns.0.name'));
  const { body } = await client.ask(`/v1/${run}/timeSeries`);
  expect(listAt(body, 'tensorboardTimeSeries').map((series) => lookUp(series, 'displayName'))).toEqual([
    '/train_total_loss',
    '/train_fraction_of_correct_next_step_preds',
    '/train_num_predictions',
    '/eval_total_loss',
    '/eval_fraction_of_correct_next_step_preds',
  ]);
  const series = String(lookUp(body, 'tensorboardTimeSeries.0.name'));
  const point = (step: string): object => ({ scalar: { value: expect.any(Number) as unknown }, wallTime: time, step });
  expect((await client.ask(`/v1/${series}:read`)).body).toEqual({
    timeSeriesData: {
      tensorboardTimeSeriesId: series.split('/').at(-1),
      valueType: 'SCALAR',
      values: [point('1'), point('2')],
    },
  });
});
