import { createHash } from 'node:crypto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startEmulator, type Emulator } from './emulator.ts';
import { send, type Answer } from './harness.ts';
import { STORAGE } from './hosts.ts';
import { DEFAULTS } from './settings.ts';

// Whole bodies, each as recorded or documented: gemini-api E1 to E12 and G1.
let emulator: Emulator;
beforeEach(async () => {
  emulator = await startEmulator({ tunable: true });
  emulator.clock.speed = 0;
});
afterEach(() => emulator.close());

const BASE = 'models/gemini-1.5-flash-001-tuning';
const OPERATION = 'type.googleapis.com/google.ai.generativelanguage.v1beta.CreateTunedModelMetadata';
const name = 'tunedModels/number-generator';
const micro = like(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/);
const nano = like(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{9}Z$/);
const number = expect.any(Number) as unknown;

function like(pattern: RegExp): unknown {
  return expect.stringMatching(pattern);
}

/** Twenty examples, twice over in batches of eight: five steps, with twenty examples done after the third. */
function create(): Promise<Answer> {
  const examples = Array.from({ length: 20 }, (_, i) => ({ text_input: String(i), output: String(i + 1) }));
  const tuning_task = {
    hyperparameters: { batch_size: 8, learning_rate: 0.001, epoch_count: 2 },
    training_data: { examples: { examples } },
  };
  const body = { display_name: 'number generator', base_model: BASE, tuning_task };
  return send(emulator, '/v1beta/tunedModels?tunedModelId=number-generator', { body });
}

const snapshots = (count: number): unknown[] =>
  [0, 0, 1, 1, 2].slice(0, count).map((epoch, index) => ({
    step: index + 1,
    ...(epoch > 0 && { epoch }),
    meanLoss: number,
    computeTime: nano,
  }));
const tunedModel = (state: string, task: object): object => ({
  name,
  baseModel: BASE,
  displayName: 'number generator',
  state,
  createTime: micro,
  updateTime: micro,
  tuningTask: { startTime: nano, hyperparameters: { epochCount: 2, batchSize: 8, learningRate: 0.001 }, ...task },
  temperature: 1,
  topP: 0.95,
  topK: 64,
});

it('E1: models', async () => {
  const { body } = await send(emulator, '/v1beta/models?pageSize=1');
  expect(body).toEqual({
    models: [
      {
        name: BASE,
        version: '001',
        displayName: 'Gemini 1.5 Flash 001 Tuning',
        inputTokenLimit: 16384,
        outputTokenLimit: 8192,
        supportedGenerationMethods: ['generateContent', 'countTokens', 'createTunedModel'],
        temperature: 1,
        topP: 0.95,
        topK: 64,
        maxTemperature: 2,
      },
    ],
    nextPageToken: expect.any(String) as unknown,
  });
});

it('E2 to E4: an operation, from its start to its end', async () => {
  const created = await create();
  const operation = { name: like(new RegExp(`^${name}/operations/[a-z0-9]{12}$`)) };
  const metadata = { '@type': OPERATION, totalSteps: 5, tunedModel: name };
  expect(created.body).toEqual({ ...operation, metadata });
  emulator.clock.advance(2000 + 14_000);
  for (const version of ['v1', 'v1beta']) {
    const { body } = await send(emulator, `/${version}/${String(created.at('name'))}`);
    const progress = { completedSteps: 3, completedPercent: 60, snapshots: snapshots(3) };
    expect(body).toEqual({ ...operation, metadata: { ...metadata, ...progress } });
  }
  emulator.clock.advance(6000);
  const type = { '@type': 'type.googleapis.com/google.ai.generativelanguage.v1beta.TunedModel' };
  expect((await send(emulator, `/v1/${String(created.at('name'))}`)).body).toEqual({
    ...operation,
    metadata: { ...metadata, completedSteps: 5, completedPercent: 100, snapshots: snapshots(5) },
    done: true,
    response: { ...type, ...tunedModel('ACTIVE', { completeTime: nano, snapshots: snapshots(5) }) },
  });
});

it('E5: an operation that failed, or was cancelled', async () => {
  emulator.state.plan.outcome = 'fail';
  const created = await create();
  const operation = `/v1/${String(created.at('name'))}`;
  emulator.clock.advance(60_000);
  const { body, at } = await send(emulator, operation);
  expect(body).toEqual({
    name: created.at('name'),
    metadata: expect.objectContaining({ totalSteps: 5, tunedModel: name }) as unknown,
    done: true,
    error: { code: 13, message: at('error.message'), details: [] },
  });
  expect((await send(emulator, `/v1beta/${name}`)).at('state')).toBe('FAILED');
  await send(emulator, `/v1beta/${name}`, { method: 'DELETE' });
  emulator.state.plan.outcome = 'stall';
  const stalled = `/v1/${String((await create()).at('name'))}`;
  await send(emulator, `${stalled}:cancel`, { body: {} });
  expect((await send(emulator, stalled)).at('error.code')).toBe(1);
});

it('E6 to E9: a tuned model, shown, listed, changed and deleted', async () => {
  expect((await send(emulator, '/v1beta/tunedModels')).body).toEqual({});
  await create();
  const creating = tunedModel('CREATING', {});
  expect((await send(emulator, `/v1beta/${name}`)).body).toEqual(creating);
  expect((await send(emulator, '/v1beta/tunedModels')).body).toEqual({ tunedModels: [creating] });
  const path = `/v1beta/${name}?updateMask=displayName,description`;
  const body = { displayName: 'other', description: 'text' };
  expect((await send(emulator, path, { method: 'PATCH', body })).body).toEqual({ ...creating, ...body });
  const unmasked = await send(emulator, `/v1beta/${name}`, { method: 'PATCH', body });
  expect([unmasked.status, unmasked.at('error.status')]).toEqual([400, 'INVALID_ARGUMENT']);
  expect((await send(emulator, `/v1beta/${name}`, { method: 'DELETE' })).body).toEqual({});
  expect((await send(emulator, `/v1beta/${name}`)).body).toEqual({
    error: { code: 404, message: `Tuned model ${name} does not exist.`, status: 'NOT_FOUND' },
  });
});

it('E10 and E12: an answer, and a count', async () => {
  await create();
  emulator.clock.advance(60_000);
  const contents = [{ parts: [{ text: '41' }] }];
  const rating = { category: like(/^HARM_CATEGORY_/), probability: 'NEGLIGIBLE' };
  expect((await send(emulator, `/v1beta/${name}:generateContent`, { body: { contents } })).body).toEqual({
    candidates: [
      {
        content: { parts: [{ text: '42' }], role: 'model' },
        finishReason: 'STOP',
        index: 0,
        safetyRatings: Array.from({ length: 4 }, () => rating),
      },
    ],
    usageMetadata: {
      promptTokenCount: 1,
      candidatesTokenCount: 1,
      totalTokenCount: 2,
      promptTokensDetails: [{ modality: 'TEXT', tokenCount: 1 }],
    },
    modelVersion: name,
  });
  const text = 'x'.repeat(124);
  const count = await send(emulator, `/v1beta/${BASE}:countTokens`, { body: { contents: [{ parts: [{ text }] }] } });
  expect(count.body).toEqual({ totalTokens: 31, promptTokensDetails: [{ modality: 'TEXT', tokenCount: 31 }] });
});

it('E11: a bad key, and a quota that is used up', async () => {
  const type = (kind: string): string => `type.googleapis.com/google.rpc.${kind}`;
  const message = 'API key not valid. Please pass a valid API key.';
  const badKey = await send(emulator, '/v1beta/models', { headers: { 'x-goog-api-key': 'other' } });
  const metadata = { service: 'generativelanguage.googleapis.com' };
  const info = { reason: 'API_KEY_INVALID', domain: 'googleapis.com', metadata };
  expect([badKey.status, badKey.body]).toEqual([
    400,
    {
      error: {
        code: 400,
        message,
        status: 'INVALID_ARGUMENT',
        details: [
          { '@type': type('ErrorInfo'), ...info },
          { '@type': type('LocalizedMessage'), locale: 'en-US', message },
        ],
      },
    },
  ]);
  emulator.faults.next({}, { kind: 'daily-quota' });
  const { status, at } = await send(emulator, '/v1beta/models');
  expect([status, at('error.code'), at('error.status')]).toEqual([429, 429, 'RESOURCE_EXHAUSTED']);
  expect(at('error.message')).toMatch(/^You exceeded your current quota, .*\nPlease retry in 23\.472316927s\.$/s);
  const url = 'https://ai.google.dev/gemini-api/docs/rate-limits';
  expect(at('error.details')).toEqual([
    { '@type': type('Help'), links: [{ description: 'Learn more about Gemini API quotas', url }] },
    {
      '@type': type('QuotaFailure'),
      violations: [
        {
          quotaMetric: 'generativelanguage.googleapis.com/generate_content_free_tier_requests',
          quotaId: 'GenerateRequestsPerDayPerProjectPerModel-FreeTier',
          quotaDimensions: { location: 'global', model: expect.any(String) as unknown },
          quotaValue: '20',
        },
      ],
    },
    { '@type': type('RetryInfo'), retryDelay: '23s' },
  ]);
});

it('G1: an object', async () => {
  const content = '{"contents":[]}\n';
  const { body } = await send(emulator, '/upload/storage/v1/b/lapidary-bucket/o?uploadType=media&name=a%2Fb.jsonl', {
    host: STORAGE,
    headers: { authorization: `Bearer ${DEFAULTS.token}`, 'content-type': 'application/jsonl' },
    body: content,
  });
  expect(body).toMatchObject({
    kind: 'storage#object',
    id: like(/^lapidary-bucket\/a\/b\.jsonl\/\d+$/),
    name: 'a/b.jsonl',
    bucket: 'lapidary-bucket',
    size: '16',
    contentType: 'application/jsonl',
    md5Hash: createHash('md5').update(content).digest('base64'),
    generation: like(/^\d+$/),
  });
});
