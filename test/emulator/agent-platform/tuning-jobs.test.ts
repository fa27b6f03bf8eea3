import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startEmulator, type Emulator } from '../emulator.ts';
import { listAt, lookUp, send, type Answer } from '../harness.ts';
import { STORAGE } from '../hosts.ts';
import { DEFAULTS } from '../settings.ts';
import { createClient, line, PARENT, turn, US, type Client } from './client.ts';

let emulator: Emulator;
let client: Client;
beforeEach(async () => {
  emulator = await startEmulator();
  emulator.clock.speed = 0;
  client = createClient(emulator);
});
afterEach(() => emulator.close());

describe('a job', () => {
  it('waits, runs and succeeds by the clock', async () => {
    const made = await client.create({ labels: { app: 'x' } });
    expect(made.body).toMatchObject({
      name: expect.stringMatching(/^projects\/\d+\/locations\/us-central1\/tuningJobs\/\d{19}$/) as unknown,
      state: 'JOB_STATE_PENDING',
      baseModel: 'gemini-3.1-flash-lite',
      supervisedTuningSpec: { hyperParameters: { epochCount: '2' } },
    });
    expect([made.at('startTime'), made.at('experiment'), made.at('error')]).toEqual([undefined, undefined, undefined]);
    emulator.clock.advance(2000 + 10_000);
    const running = await client.look(made);
    // 20 lines in batches of 8 are 3 steps, twice.
    expect(running.body).toMatchObject({
      state: 'JOB_STATE_RUNNING',
      tuningDataStats: { supervisedTuningDataStats: { tuningDatasetExampleCount: '20', tuningStepCount: '6' } },
    });
    expect(running.at('tunedModel')).toBeUndefined();
    emulator.clock.advance(10_000);
    const done = await client.look(made);
    expect(done.at('state')).toBe('JOB_STATE_SUCCEEDED');
    expect(done.at('tunedModel.model')).toMatch(/^projects\/\d+\/locations\/us\/models\/\d+@1$/);
    expect(listAt(done.body, 'tunedModel.checkpoints')).toMatchObject([
      { checkpointId: '1', epoch: '1', step: '3' },
      { checkpointId: '2', epoch: '2', step: '6', endpoint: done.at('tunedModel.endpoint') },
    ]);
  });

  it('fails, and is cancelled', async () => {
    emulator.state.plan.outcome = 'fail';
    const failing = await client.create();
    emulator.clock.advance(30_000);
    expect((await client.look(failing)).body).toMatchObject({
      state: 'JOB_STATE_FAILED',
      error: { code: 13, details: [] },
    });
    emulator.state.plan.outcome = 'stall';
    const stalled = await client.create();
    emulator.clock.advance(3_600_000);
    expect((await client.look(stalled)).at('state')).toBe('JOB_STATE_RUNNING');
    const name = String(stalled.at('name'));
    expect((await client.ask(`/v1/${name}:cancel`, {})).body).toEqual({});
    expect((await client.look(stalled)).at('state')).toBe('JOB_STATE_CANCELLING');
    emulator.clock.advance(2000);
    expect((await client.look(stalled)).body).toMatchObject({ state: 'JOB_STATE_CANCELLED', error: { code: 1 } });
    expect((await client.ask(`/v1/${name}:cancel`, {})).at('error.status')).toBe('FAILED_PRECONDITION');
  });

  it('reports the rows that it drops, by line and reason', async () => {
    const lines = [
      '{broken',
      ...Array.from({ length: 10 }, (_, i) => line(i)),
      { contents: [turn('user', 'x')] },
      { messages: [] },
    ];
    const made = await client.create({}, { trainingDatasetUri: client.store('bad.jsonl', lines) });
    emulator.clock.advance(22_000);
    const stats = (await client.look(made)).at('tuningDataStats.supervisedTuningDataStats');
    expect(stats).toMatchObject({
      tuningDatasetExampleCount: '10',
      totalTruncatedExampleCount: '3',
      truncatedExampleIndices: ['1', '12', '13'],
      // word0..9 are 5 letters, 2 tokens; answer 0..9 are 8 letters, 2 tokens; 10 lines, 2 epochs.
      totalBillableTokenCount: '80',
      totalTuningCharacterCount: '130',
      userInputTokenDistribution: { sum: '20', billableSum: '40', min: 2, max: 2, mean: 2, median: 2 },
    });
    expect(listAt(stats, 'droppedExampleReasons')[1]).toContain('role "model"');
    expect(listAt(stats, 'droppedExampleReasons')[2]).toContain('Unknown name "messages"');
  });

  it('fails where no row is good', async () => {
    const made = await client.create(
      {},
      { trainingDatasetUri: client.store('bad.jsonl', [{ input: 'a', output: 'b' }]) },
    );
    emulator.clock.advance(22_000);
    expect((await client.look(made)).body).toMatchObject({ state: 'JOB_STATE_FAILED', error: { code: 3 } });
  });
});

describe('the files of a job', () => {
  const remove = (name: string): Promise<Answer> =>
    send(emulator, `/storage/v1/b/lapidary-bucket/o/${name}`, { host: STORAGE, method: 'DELETE' });

  it('must stay until it has read them', async () => {
    const early = await client.create();
    await remove('train.jsonl');
    emulator.clock.advance(22_000);
    expect((await client.look(early)).body).toMatchObject({ state: 'JOB_STATE_FAILED', error: { code: 5 } });
    const late = await client.create();
    // It waits for two seconds, and reads for a tenth of its twenty.
    emulator.clock.advance(4000);
    await remove('train.jsonl');
    emulator.clock.advance(18_000);
    expect((await client.look(late)).at('state')).toBe('JOB_STATE_SUCCEEDED');
  });

  it('must be readable for the service itself', async () => {
    emulator.state.bucket.readableByJobs = false;
    const made = await client.create();
    expect(made.status).toBe(200);
    emulator.clock.advance(22_000);
    const { at } = await client.look(made);
    expect([at('state'), at('error.code')]).toEqual(['JOB_STATE_FAILED', 7]);
    expect(at('error.message')).toContain('@gcp-sa-aiplatform.iam.gserviceaccount.com does not have');
  });
});

describe('what is refused', () => {
  const message = async (answer: Promise<Answer>): Promise<unknown[]> => {
    const { status, at } = await answer;
    return [status, at('error.message')];
  };

  it('names the field of a file that is not there', async () => {
    const { status, at } = await client.create({}, { trainingDatasetUri: 'gs://lapidary-bucket/none.jsonl' });
    const field = 'tuning_job.supervised_tuning_spec.training_dataset_uri';
    expect([status, at('error.message')]).toEqual([
      400,
      `List of found errors:\t1.Field: ${field}; Message: training_dataset_uri should be a GCS object of type JSONL.\t`,
    ]);
    expect(at('error.details.0.fieldViolations.0.field')).toBe(field);
  });

  it('tells of adapters, bases, fields and a second job', async () => {
    const hyperParameters = { epochCount: '3', adapterSize: 'ADAPTER_SIZE_THIRTY_TWO' };
    expect(await message(client.create({}, { hyperParameters }))).toEqual([
      400,
      'The adapter size is not supported for this base model.',
    ]);
    expect((await client.create({ baseModel: 'gemini-1' })).status).toBe(400);
    expect((await client.create({ epochs: 3 })).at('error.message')).toContain('Unknown name "epochs"');
    expect((await client.create({}, { hyperParameters: { beta: 1 } })).at('error.message')).toContain(
      'Unknown name "beta"',
    );
    expect((await client.create()).status).toBe(200);
    expect((await client.create()).at('error.status')).toBe('RESOURCE_EXHAUSTED');
    emulator.state.concurrentJobs = 2;
    expect((await client.create()).status).toBe(200);
  });

  it('wants a token, the project and a location of the host', async () => {
    const path = `${PARENT}/tuningJobs`;
    const key = await send(emulator, path, { host: US, headers: { 'x-goog-api-key': DEFAULTS.key } });
    expect([key.status, key.at('error.details.0.reason')]).toEqual([401, 'CREDENTIALS_MISSING']);
    expect((await client.ask(path.replace('lapidary-test', 'other'))).status).toBe(403);
    expect((await client.ask(path, undefined, 'europe-west4-aiplatform.googleapis.com')).status).toBe(404);
    const everywhere = await client.ask(path.replace('us-central1', 'global'), {}, 'aiplatform.googleapis.com');
    expect([everywhere.status, everywhere.at('error.status')]).toEqual([400, 'FAILED_PRECONDITION']);
  });
});

it('lists jobs by label, newest first', async () => {
  emulator.state.concurrentJobs = 3;
  for (const run of ['a', 'b', 'a']) await client.create({ labels: { run } });
  const listed = async (query: string): Promise<unknown[]> =>
    listAt((await client.ask(`${PARENT}/tuningJobs${query}`)).body, 'tuningJobs').map((job) =>
      lookUp(job, 'labels.run'),
    );
  expect(await listed('')).toEqual(['a', 'b', 'a']);
  expect(await listed('?filter=labels.run=b')).toEqual(['b']);
  expect(await listed('?filter=labels.run=a%20AND%20labels.run:*&pageSize=1')).toEqual(['a']);
  expect((await client.ask(`${PARENT}/tuningJobs?filter=nonsense`)).status).toBe(400);
});
