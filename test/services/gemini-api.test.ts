import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/core/json.ts';
import { GeminiApi } from '../../src/services/gemini-api/tuned-models.ts';
import {
  clientOf,
  drop,
  sayJson,
  sayText,
  startRecordingServer,
  type RecordingServer,
  type Saying,
} from '../support/recording-server.ts';
import { problemOf } from '../support/service-problem.ts';

const HYPERPARAMETERS = { batchSize: 2, learningRate: 0.001, epochCount: 5 };
/** The body of the guide's own request. */
const BODY: JsonObject = {
  displayName: 'number generator model',
  baseModel: 'models/gemini-1.5-flash-001-tuning',
  tuningTask: {
    hyperparameters: HYPERPARAMETERS,
    trainingData: { examples: { examples: [{ textInput: '1', output: '2' }] } },
  },
};
const TYPE = 'type.googleapis.com/google.ai.generativelanguage.v1beta.CreateTunedModelMetadata';
const MODEL = 'tunedModels/lap-0b6c';
const OPERATION = `${MODEL}/operations/bvl8dymw0fhw`;
const CREATED = { name: OPERATION, metadata: { '@type': TYPE, totalSteps: 38, tunedModel: MODEL } };
const TUNED = {
  ...{ name: MODEL, baseModel: 'models/gemini-1.5-flash-001-tuning', displayName: 'numbers', state: 'CREATING' },
  ...{ createTime: '2026-11-20T10:00:00.999303Z', updateTime: '2026-11-20T10:00:01Z' },
  tuningTask: {
    startTime: '2026-11-20T10:00:02.297862545Z',
    hyperparameters: { epochCount: 3, batchSize: 4, learningRate: 0.001 },
  },
  ...{ temperature: 0.7, topP: 0.95, topK: 40 },
};
const SNAPSHOTS = [
  { step: 1, meanLoss: 7.2774773, computeTime: '2026-11-20T10:00:12.453056368Z' },
  { step: 19, epoch: 5, meanLoss: 1.402067, computeTime: '2026-11-20T10:01:00Z' },
  { step: 4, epoch: 1, meanLoss: -1.1145603e-6 },
];
const ABSENT = { error: { code: 404, message: `Tuned model ${MODEL} does not exist.`, status: 'NOT_FOUND' } };

let server: RecordingServer;
let api: GeminiApi;
beforeEach(async () => {
  server = await startRecordingServer();
  api = new GeminiApi(clientOf(server).client);
});
afterEach(async () => {
  await server[Symbol.asyncDispose]();
});

function say(...answers: (JsonObject | Saying)[]) {
  server.answers.push(...answers.map((answer) => (typeof answer === 'function' ? answer : sayJson(200, answer))));
}

function sent() {
  return server.requests.map(({ method, path, body }) => {
    return body === '' ? `${method} ${path}` : `${method} ${path} ${body}`;
  });
}

describe('starting to tune', () => {
  it('sends the body as it is and gives the job', async () => {
    say(CREATED);
    expect(await api.createTunedModel('0b6c', BODY)).toEqual({
      ...{ name: OPERATION, modelName: MODEL, tunedModel: null, attempt: '0b6c' },
      ...{ displayName: BODY['displayName'], baseModel: BODY['baseModel'], epochs: 5 },
      ...{ state: 'running', stateName: 'RUNNING', percent: 0, step: 0, totalSteps: 38 },
      ...{ createTime: null, startTime: null, endTime: null, consoleUrl: null, data: null, error: null },
      ...{ curve: { training: [], validation: [] }, checkpoints: [] },
    });
    expect(sent()).toEqual([`POST /v1beta/tunedModels?tunedModelId=lap-0b6c ${JSON.stringify(BODY)}`]);
  });

  it('puts the examples of a file into the body', async () => {
    say(CREATED);
    const task = { hyperparameters: HYPERPARAMETERS };
    const lines = '{"text_input":"1","output":"2"}\n{"textInput":"ä","output":"\\n"}\n';
    await api.createTunedModel('0b6c', { ...BODY, tuningTask: task }, new Blob([lines]));
    const examples = [
      { textInput: '1', output: '2' },
      { textInput: 'ä', output: '\n' },
    ];
    const whole = { ...BODY, tuningTask: { ...task, trainingData: { examples: { examples } } } };
    expect(server.requests[0]!.body).toBe(JSON.stringify(whole));
    const broken = new Blob(['{"text_input":"1"}']);
    await expect(api.createTunedModel('0b6c', BODY, broken)).rejects.toThrow(/Line 1 .* has no texts/);
    expect(server.requests).toHaveLength(1);
  });

  it.each([
    ['no answer', drop],
    ['half an answer', sayText(200, '{"name":"tuned', 'application/json')],
    ['an answer without a name', sayJson(200, {})],
    ['500', sayJson(500, {})],
  ])('is never sent twice; %s leaves its outcome unknown', async (_, fault) => {
    say(fault);
    expect(await problemOf(api.createTunedModel('0b6c', BODY))).toMatchObject({
      outcome: 'unknown',
    });
    expect(server.requests).toHaveLength(1);
  });
});

it('takes no answer without a name for a job', async () => {
  say({}, {});
  expect((await problemOf(api.readOperation(OPERATION))).kind).toBe('broken-answer');
  expect((await problemOf(api.getTunedModel(MODEL))).kind).toBe('broken-answer');
});

describe('finding a lost attempt', () => {
  it('asks for the model by its id, then for its operation', async () => {
    say(TUNED, { operations: [{ name: OPERATION }] });
    expect(await api.findAttempt('0b6c')).toMatchObject({
      name: OPERATION,
      attempt: '0b6c',
      state: 'running',
      epochs: 3,
    });
    expect(sent()).toEqual([`GET /v1beta/${MODEL}`, `GET /v1/${MODEL}/operations`]);
  });

  it('takes the model itself where operations are not listed', async () => {
    say(TUNED, sayJson(404, ABSENT), sayJson(404, ABSENT));
    expect(await api.findAttempt('0b6c')).toMatchObject({ name: MODEL, modelName: MODEL });
  });

  it('looks through all pages of the list where the model is hidden by its id', async () => {
    const other = { ...TUNED, state: 'ACTIVE' };
    say(
      sayJson(404, ABSENT),
      { tunedModels: [{ ...TUNED, name: 'tunedModels/x' }], nextPageToken: 'p2' },
      { tunedModels: [other] },
    );
    expect(await api.findAttempt('0b6c')).toMatchObject({ modelName: other.name, state: 'succeeded', percent: 100 });
    expect(server.requests.at(-1)!.path).toBe('/v1beta/tunedModels?pageSize=50&pageToken=p2');
  });

  it('finds the last of 65 models, ten to a page', async () => {
    const names = Array.from({ length: 65 }, (_, index) => `tunedModels/lap-n${index}`);
    const answer: Saying = (response, { path }) => {
      const start = Number(new URL(path, 'https://x').searchParams.get('pageToken') ?? '0');
      const end = start + 10;
      const tunedModels = names.slice(start, end).map((name) => ({ ...TUNED, name, state: 'ACTIVE' }));
      sayJson(200, { tunedModels, ...(end < names.length && { nextPageToken: String(end) }) })(response);
    };
    say(sayJson(403, { error: { code: 403, message: 'No permission', status: 'PERMISSION_DENIED' } }));
    say(...names.map(() => answer));
    expect(await api.findAttempt('n64')).toMatchObject({ modelName: 'tunedModels/lap-n64', attempt: 'n64' });
    expect(server.requests).toHaveLength(8);
  });

  it('finds nothing where nothing is, and says so where it can not look', async () => {
    say(sayJson(404, ABSENT), {});
    expect(await api.findAttempt('0b6c')).toBeNull();
    say(sayJson(404, ABSENT), sayJson(401, { error: { code: 401, message: 'No', status: 'UNAUTHENTICATED' } }));
    expect((await problemOf(api.findAttempt('0b6c'))).kind).toBe('bad-credential');
  });
});

describe('reading a job', () => {
  const RUNNING = {
    name: OPERATION,
    metadata: {
      ...CREATED.metadata,
      totalSteps: 188,
      completedSteps: 40,
      completedPercent: 21.276596,
      snapshots: SNAPSHOTS,
    },
  };

  it('tells progress and curve, in order, with zeros where Google leaves them out', async () => {
    say(RUNNING, TUNED);
    const reading = await api.readOperation(OPERATION);
    expect(reading).toMatchObject({ percent: 21.276596, step: 40, totalSteps: 188, epochs: 3, displayName: 'numbers' });
    expect(reading.curve.training).toEqual([
      { step: 1, loss: 7.2774773, epoch: 0, time: '2026-11-20T10:00:12.453056368Z' },
      { step: 4, loss: -1.1145603e-6, epoch: 1 },
      { step: 19, loss: 1.402067, epoch: 5, time: '2026-11-20T10:01:00Z' },
    ]);
    expect(sent()).toEqual([`GET /v1/${OPERATION}`, `GET /v1beta/${MODEL}`]);
  });

  it('needs one request where it was read before', async () => {
    say(CREATED, {
      ...RUNNING,
      done: true,
      response: { ...TUNED, state: 'ACTIVE', tuningTask: { completeTime: 'T' } },
    });
    const last = await api.createTunedModel('0b6c', BODY);
    expect(await api.readOperation(OPERATION, last)).toMatchObject({
      ...{
        state: 'succeeded',
        stateName: 'ACTIVE',
        percent: 100,
        endTime: 'T',
        displayName: 'numbers',
        attempt: '0b6c',
      },
      tunedModel: { service: 'gemini-api', name: MODEL },
      curve: { training: [{ step: 1 }, { step: 4 }, { step: 19 }] },
    });
    expect(server.requests).toHaveLength(2);
  });

  it.each([
    [13, 'failed'],
    [1, 'cancelled'],
  ])('tells how it ended with code %i', async (code, state) => {
    say({ ...RUNNING, done: true, error: { code, message: 'why', details: [] } }, { ...TUNED, state: 'FAILED' });
    const reading = await api.readOperation(OPERATION);
    expect(reading).toMatchObject({ state, error: { code, message: 'why' }, tunedModel: null });
  });

  it('asks the other version, then the model, where the operation is gone', async () => {
    say(sayJson(404, ABSENT), RUNNING, TUNED);
    expect((await api.readOperation(OPERATION)).step).toBe(40);
    say(sayJson(404, ABSENT), sayJson(404, ABSENT), {
      ...TUNED,
      state: 'ACTIVE',
      tuningTask: { snapshots: SNAPSHOTS },
    });
    expect(await api.readOperation(OPERATION)).toMatchObject({ name: OPERATION, state: 'succeeded', step: 19 });
    expect(sent().slice(3)).toEqual([`GET /v1/${OPERATION}`, `GET /v1beta/${OPERATION}`, `GET /v1beta/${MODEL}`]);
  });

  it('asks the model where only that is known', async () => {
    say({ ...TUNED, state: 'FAILED' });
    expect(await api.readOperation(MODEL)).toMatchObject({ name: MODEL, state: 'failed', percent: null });
  });
});

describe('models', () => {
  it('are listed over all pages, with what may be done with them', async () => {
    const model = (name: string, ...supportedGenerationMethods: string[]) => ({
      name,
      inputTokenLimit: 16384,
      supportedGenerationMethods,
    });
    say(
      { models: [model('models/a', 'generateContent', 'countTokens', 'createTunedModel')], nextPageToken: 'a&b' },
      { models: [{ ...model('models/b', 'embedContent', 'createCachedContent'), displayName: 'B' }] },
    );
    const limits = { inputTokenLimit: 16384, outputTokenLimit: null };
    expect(await api.models()).toEqual([
      { name: 'models/a', displayName: 'models/a', ...limits, generate: true, count: true, cache: false, tune: true },
      { name: 'models/b', displayName: 'B', ...limits, generate: false, count: false, cache: true, tune: false },
    ]);
    expect(sent()).toEqual(['GET /v1beta/models?pageSize=50', 'GET /v1beta/models?pageSize=50&pageToken=a%26b']);
  });

  it('that were tuned are listed by page and filter, renamed, deleted', async () => {
    say({ tunedModels: [TUNED], nextPageToken: 'p2' }, {}, { ...TUNED, description: 'new' }, TUNED, {}, TUNED);
    const page = await api.listTunedModels('p1', 'owner:me gems');
    expect([page.jobs.length, page.nextPageToken]).toEqual([1, 'p2']);
    expect(await api.listTunedModels()).toEqual({ jobs: [], nextPageToken: null });
    await api.renameTunedModel(MODEL, 'n', 'new');
    await api.renameTunedModel(MODEL, 'm');
    await api.deleteTunedModel(MODEL);
    expect((await api.getTunedModel(MODEL)).displayName).toBe('numbers');
    expect(sent()).toEqual([
      'GET /v1beta/tunedModels?pageSize=50&pageToken=p1&filter=owner%3Ame+gems',
      'GET /v1beta/tunedModels?pageSize=50',
      `PATCH /v1beta/${MODEL}?updateMask=displayName,description {"displayName":"n","description":"new"}`,
      `PATCH /v1beta/${MODEL}?updateMask=displayName {"displayName":"m"}`,
      `DELETE /v1beta/${MODEL}`,
      `GET /v1beta/${MODEL}`,
    ]);
  });

  it('are cancelled by their operation, which is looked for where it must be', async () => {
    say({}, { operations: [{ name: OPERATION }] }, {});
    await api.cancel(OPERATION);
    await api.cancel(MODEL);
    expect(sent()).toEqual([
      `POST /v1/${OPERATION}:cancel {}`,
      `GET /v1/${MODEL}/operations`,
      `POST /v1/${OPERATION}:cancel {}`,
    ]);
  });

  it.each([
    'tunedModels/../models',
    'tunedModels/x/../../y',
    'https://example.com',
    'tunedModels/x?key=1',
    'projects/p',
    '',
  ])('are never asked for by the name "%s"', async (name) => {
    await expect(api.deleteTunedModel(name)).rejects.toThrow(RangeError);
    await expect(api.getTunedModel(name)).rejects.toThrow(RangeError);
    expect(server.requests).toEqual([]);
  });
});

it('shares a model and gives it away', async () => {
  const reader = {
    name: `${MODEL}/permissions/p1`,
    granteeType: 'USER',
    emailAddress: 'ana@example.com',
    role: 'READER',
  };
  const everyone = { name: `${MODEL}/permissions/p2`, granteeType: 'EVERYONE', role: 'READER' };
  say(
    { permissions: [reader], nextPageToken: 'p2' },
    { permissions: [everyone] },
    reader,
    { ...reader, role: 'WRITER' },
    {},
    {},
  );
  expect(await api.permissions.list(MODEL)).toEqual([reader, { ...everyone, emailAddress: null }]);
  const grant = { granteeType: 'USER', emailAddress: 'ana@example.com', role: 'READER' };
  expect(await api.permissions.create(MODEL, grant)).toEqual(reader);
  expect((await api.permissions.update(reader.name, 'WRITER')).role).toBe('WRITER');
  await api.permissions.delete(reader.name);
  await api.permissions.transferOwnership(MODEL, 'bo@example.com');
  expect(sent()).toEqual([
    `GET /v1beta/${MODEL}/permissions?pageSize=100`,
    `GET /v1beta/${MODEL}/permissions?pageSize=100&pageToken=p2`,
    `POST /v1beta/${MODEL}/permissions {"granteeType":"USER","emailAddress":"ana@example.com","role":"READER"}`,
    `PATCH /v1beta/${reader.name}?updateMask=role {"role":"WRITER"}`,
    `DELETE /v1beta/${reader.name}`,
    `POST /v1beta/${MODEL}:transferOwnership {"emailAddress":"bo@example.com"}`,
  ]);
});
