import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startEmulator, type Emulator } from '../emulator.ts';
import { listAt, lookUp, send, type Answer } from '../harness.ts';
import { DEFAULTS } from '../settings.ts';

let emulator: Emulator;
beforeEach(async () => {
  emulator = await startEmulator();
  emulator.clock.speed = 0;
});
afterEach(() => emulator.close());

const US = 'us-central1-aiplatform.googleapis.com';
const PARENT = '/v1/projects/lapidary-test/locations/us-central1';
const turn = (role: string, text: string): object => ({ role, parts: [{ text }] });
const line = (i: number): object => ({ contents: [turn('user', `word${i}`), turn('model', `answer ${i}`)] });
const jsonl = (lines: readonly unknown[]): Buffer =>
  Buffer.from(lines.map((entry) => (typeof entry === 'string' ? entry : JSON.stringify(entry))).join('\n'));

function store(name: string, lines: readonly unknown[]): string {
  const bytes = jsonl(lines);
  emulator.state.objects.set(name, { name, bytes, contentType: 'application/jsonl', generation: 1, createdAt: 0 });
  return `gs://lapidary-bucket/${name}`;
}
const ask = (path: string, body?: unknown, host = US): Promise<Answer> =>
  send(emulator, path, { host, ...(body !== undefined && { body }) });

function create(change: object = {}, spec: object = {}): Promise<Answer> {
  const trainingDatasetUri = store(
    'train.jsonl',
    Array.from({ length: 20 }, (_, i) => line(i)),
  );
  const hyperParameters = { epochCount: 2, adapterSize: 'ADAPTER_SIZE_FOUR', learningRateMultiplier: 1 };
  const body = {
    baseModel: 'gemini-3.1-flash-lite',
    supervisedTuningSpec: { trainingDatasetUri, hyperParameters, ...spec },
  };
  return ask(`${PARENT}/tuningJobs`, { ...body, tunedModelDisplayName: 'n', ...change });
}
const look = async (made: Answer): Promise<Answer> => ask(`/v1/${String(made.at('name'))}`);

describe('a job', () => {
  it('waits, runs and succeeds by the clock', async () => {
    const made = await create({ labels: { app: 'x' } });
    expect(made.body).toMatchObject({
      name: expect.stringMatching(/^projects\/\d+\/locations\/us-central1\/tuningJobs\/\d{19}$/) as unknown,
      state: 'JOB_STATE_PENDING',
      baseModel: 'gemini-3.1-flash-lite',
      supervisedTuningSpec: { hyperParameters: { epochCount: '2' } },
    });
    expect([made.at('startTime'), made.at('experiment'), made.at('error')]).toEqual([undefined, undefined, undefined]);
    emulator.clock.advance(2000 + 10_000);
    const running = await look(made);
    // 20 lines in batches of 8 are 3 steps, twice.
    expect(running.body).toMatchObject({
      state: 'JOB_STATE_RUNNING',
      tuningDataStats: { supervisedTuningDataStats: { tuningDatasetExampleCount: '20', tuningStepCount: '6' } },
    });
    expect(running.at('tunedModel')).toBeUndefined();
    emulator.clock.advance(10_000);
    const done = await look(made);
    expect(done.at('state')).toBe('JOB_STATE_SUCCEEDED');
    expect(done.at('tunedModel.model')).toMatch(/^projects\/\d+\/locations\/us\/models\/\d+@1$/);
    expect(listAt(done.body, 'tunedModel.checkpoints')).toMatchObject([
      { checkpointId: '1', epoch: '1', step: '3' },
      { checkpointId: '2', epoch: '2', step: '6', endpoint: done.at('tunedModel.endpoint') },
    ]);
  });

  it('fails, and is cancelled', async () => {
    emulator.state.plan.outcome = 'fail';
    const failing = await create();
    emulator.clock.advance(30_000);
    expect((await look(failing)).body).toMatchObject({ state: 'JOB_STATE_FAILED', error: { code: 13, details: [] } });
    emulator.state.plan.outcome = 'stall';
    const stalled = await create();
    emulator.clock.advance(3_600_000);
    expect((await look(stalled)).at('state')).toBe('JOB_STATE_RUNNING');
    const name = String(stalled.at('name'));
    expect((await ask(`/v1/${name}:cancel`, {})).body).toEqual({});
    expect((await look(stalled)).at('state')).toBe('JOB_STATE_CANCELLING');
    emulator.clock.advance(2000);
    expect((await look(stalled)).body).toMatchObject({ state: 'JOB_STATE_CANCELLED', error: { code: 1 } });
    expect((await ask(`/v1/${name}:cancel`, {})).at('error.status')).toBe('FAILED_PRECONDITION');
  });

  it('reports the rows that it drops, by line and reason', async () => {
    const lines = [
      '{broken',
      ...Array.from({ length: 10 }, (_, i) => line(i)),
      { contents: [turn('user', 'x')] },
      { messages: [] },
    ];
    const made = await create({}, { trainingDatasetUri: store('bad.jsonl', lines) });
    emulator.clock.advance(22_000);
    const stats = (await look(made)).at('tuningDataStats.supervisedTuningDataStats');
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
    const made = await create({}, { trainingDatasetUri: store('bad.jsonl', [{ input: 'a', output: 'b' }]) });
    emulator.clock.advance(22_000);
    expect((await look(made)).body).toMatchObject({ state: 'JOB_STATE_FAILED', error: { code: 3 } });
  });
});

describe('what is refused', () => {
  const message = async (answer: Promise<Answer>): Promise<unknown[]> => {
    const { status, at } = await answer;
    return [status, at('error.message')];
  };

  it('names the field of a file that is not there', async () => {
    const { status, at } = await create({}, { trainingDatasetUri: 'gs://lapidary-bucket/none.jsonl' });
    const field = 'tuning_job.supervised_tuning_spec.training_dataset_uri';
    expect([status, at('error.message')]).toEqual([
      400,
      `List of found errors:\t1.Field: ${field}; Message: training_dataset_uri should be a GCS object of type JSONL.\t`,
    ]);
    expect(at('error.details.0.fieldViolations.0.field')).toBe(field);
  });

  it('tells of adapters, bases, fields and a second job', async () => {
    const hyperParameters = { epochCount: '3', adapterSize: 'ADAPTER_SIZE_THIRTY_TWO' };
    expect(await message(create({}, { hyperParameters }))).toEqual([
      400,
      'The adapter size is not supported for this base model.',
    ]);
    expect((await create({ baseModel: 'gemini-1' })).status).toBe(400);
    expect((await create({ epochs: 3 })).at('error.message')).toContain('Unknown name "epochs"');
    expect((await create({}, { hyperParameters: { beta: 1 } })).at('error.message')).toContain('Unknown name "beta"');
    expect((await create()).status).toBe(200);
    expect((await create()).at('error.status')).toBe('RESOURCE_EXHAUSTED');
    emulator.state.concurrentJobs = 2;
    expect((await create()).status).toBe(200);
  });

  it('wants a token, the project and a location of the host', async () => {
    const path = `${PARENT}/tuningJobs`;
    const key = await send(emulator, path, { host: US, headers: { 'x-goog-api-key': DEFAULTS.key } });
    expect([key.status, key.at('error.details.0.reason')]).toEqual([401, 'CREDENTIALS_MISSING']);
    expect((await ask(path.replace('lapidary-test', 'other'))).status).toBe(403);
    expect((await ask(path, undefined, 'europe-west4-aiplatform.googleapis.com')).status).toBe(404);
    const everywhere = await ask(path.replace('us-central1', 'global'), {}, 'aiplatform.googleapis.com');
    expect([everywhere.status, everywhere.at('error.status')]).toEqual([400, 'FAILED_PRECONDITION']);
  });
});

it('lists jobs by label, newest first', async () => {
  emulator.state.concurrentJobs = 3;
  for (const run of ['a', 'b', 'a']) await create({ labels: { run } });
  const listed = async (query: string): Promise<unknown[]> =>
    listAt((await ask(`${PARENT}/tuningJobs${query}`)).body, 'tuningJobs').map((job) => lookUp(job, 'labels.run'));
  expect(await listed('')).toEqual(['a', 'b', 'a']);
  expect(await listed('?filter=labels.run=b')).toEqual(['b']);
  expect(await listed('?filter=labels.run=a%20AND%20labels.run:*&pageSize=1')).toEqual(['a']);
  expect((await ask(`${PARENT}/tuningJobs?filter=nonsense`)).status).toBe(400);
});

describe('a tuned model', () => {
  const REP = 'aiplatform.us.rep.googleapis.com';
  const prompt = { contents: [turn('user', 'say word7')] };

  it('answers in the location of its endpoint alone', async () => {
    const made = await create();
    emulator.clock.advance(30_000);
    const done = await look(made);
    const endpoint = String(done.at('tunedModel.endpoint'));
    const good = await ask(`/v1/${endpoint}:generateContent`, prompt, REP);
    expect(good.at('candidates.0.content.parts.0.text')).toBe('answer 7');
    expect((await ask(`/v1/${endpoint}:generateContent`, prompt)).status).toBe(404);
    expect((await ask(`/v1/${endpoint.replace('/us/', '/us-central1/')}:generateContent`, prompt)).status).toBe(404);
    const streamed = await ask(`/v1/${endpoint}:streamGenerateContent?alt=sse`, prompt, REP);
    expect(streamed.text).toContain('data: ');
    const model = `/v1/${String(done.at('tunedModel.model'))}`;
    expect((await ask(`${model}:generateContent`, prompt, REP)).at('error.message')).toContain('is malformed');
    expect((await send(emulator, model, { host: REP, method: 'DELETE' })).at('done')).toBe(true);
    expect((await ask(`/v1/${endpoint}:generateContent`, prompt, REP)).status).toBe(404);
  });

  it('can be tuned on, and by preference', async () => {
    const first = await create();
    emulator.clock.advance(30_000);
    const tunedModelName = (await look(first)).at('tunedModel.model');
    const completion = (text: string): object => turn('model', text);
    const pair = {
      contents: [turn('user', 'word7 again')],
      completions: [
        { score: 1, completion: completion('good') },
        { score: 0, completion: completion('bad') },
      ],
    };
    const worse = { ...pair, completions: pair.completions.slice(0, 1) };
    const trainingDatasetUri = store('pairs.jsonl', [pair, worse]);
    const spec = { trainingDatasetUri, hyperParameters: { epochCount: 1, beta: 0.1 } };
    const made = await ask(`${PARENT}/tuningJobs`, {
      preTunedModel: { tunedModelName, checkpointId: '1' },
      preferenceOptimizationSpec: spec,
    });
    emulator.clock.advance(30_000);
    const done = await look(made);
    expect(done.at('tuningDataStats.preferenceOptimizationDataStats')).toMatchObject({
      tuningDatasetExampleCount: '1',
      // Twice 11 letters (3 tokens), and 4 and 3 letters (1 token each).
      totalBillableTokenCount: '8',
      droppedExampleIndices: ['2'],
      droppedExampleReasons: ['There must be exactly 2 completions, got 1.'],
    });
    const said = await ask(
      `/v1/${String(done.at('tunedModel.endpoint'))}:generateContent`,
      { contents: [turn('user', 'word7 again')] },
      REP,
    );
    expect(said.at('candidates.0.content.parts.0.text')).toBe('good');
  });
});

it('asks published models', async () => {
  const path = `${PARENT}/publishers/google/models`;
  const contents = [turn('user', 'What is water')];
  expect((await ask(`${path}/gemini-3.5-flash:generateContent`, { contents })).status).toBe(200);
  expect((await ask(`${path}/gemini-3.5-flash:countTokens`, { contents })).body).toMatchObject({
    totalTokens: 4,
    totalBillableCharacters: 11,
  });
  expect(
    (await ask(`${path}/gemini-3.5-flash:generateContent`, { contents: [{ parts: [{ text: 'x' }] }] })).status,
  ).toBe(400);
  expect((await ask(`${path}/gemini-0:generateContent`, { contents })).at('error.message')).toContain('was not found');
});

it('shows live curves, from the experiment to the series', async () => {
  const validationDatasetUri = store('val.jsonl', [line(1)]);
  const made = await create({}, { validationDatasetUri });
  emulator.clock.advance(2000 + 11_000);
  const experiment = String((await look(made)).at('experiment'));
  const board = String((await ask(`/v1/${experiment}`)).at('metadata.backing_tensorboard_resource'));
  const runs = `${board}/experiments/${experiment.split('/').at(-1) ?? ''}/runs`;
  const run = String((await ask(`/v1/${runs}`)).at('tensorboardRuns.0.name'));
  const all = async (): Promise<readonly unknown[]> =>
    listAt((await ask(`/v1/${run}/timeSeries`)).body, 'tensorboardTimeSeries');
  const series = await all();
  expect(series.map((entry) => lookUp(entry, 'displayName'))).toContain('/eval_total_loss');
  const name = String(
    lookUp(
      series.find((entry) => lookUp(entry, 'displayName') === '/train_total_loss'),
      'name',
    ),
  );
  const read = async (): Promise<readonly unknown[]> =>
    listAt((await ask(`/v1/${name}:read`)).body, 'timeSeriesData.values');
  // 11 s of 20 are (0.55 - 0.1) / 0.85 of six steps, which is a little over three.
  expect((await read()).map((value) => lookUp(value, 'step'))).toEqual(['1', '2', '3']);
  emulator.clock.advance(60_000);
  expect(await read()).toHaveLength(6);
  const many = await ask(`/v1/${board}:batchRead?timeSeries=${encodeURIComponent(name)}`);
  expect(many.at('timeSeriesData.0.values')).toEqual(await read());
});
