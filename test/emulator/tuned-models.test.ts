import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startEmulator, type Emulator } from './emulator.ts';
import { listAt, send, type Answer } from './harness.ts';
import { seedTunedModels } from './seed.ts';

let emulator: Emulator;
beforeEach(async () => {
  emulator = await startEmulator({ tunable: true });
  emulator.clock.speed = 0;
});
afterEach(() => emulator.close());

const BASE = 'models/gemini-1.5-flash-001-tuning';
const examples = (count: number): object[] =>
  Array.from({ length: count }, (_, i) => ({ textInput: `word${i} of ${i}`, output: `answer ${i}` }));

function create(query = '', change: object = {}, hyperparameters: object = {}, count = 20): Promise<Answer> {
  const trainingData = { examples: { examples: examples(count) } };
  const body = {
    displayName: 'number generator',
    baseModel: BASE,
    tuningTask: { hyperparameters, trainingData },
    ...change,
  };
  return send(emulator, `/v1beta/tunedModels${query}`, { body });
}

const get = (name: unknown, version = 'v1beta'): Promise<Answer> => send(emulator, `/${version}/${String(name)}`);
const ask = (model: string, text: string, more: object = {}): Promise<Answer> =>
  send(emulator, `/v1beta/${model}:generateContent`, { body: { contents: [{ parts: [{ text }] }], ...more } });

describe('creating', () => {
  it('answers with an operation that has neither done nor percent', async () => {
    const { body, at } = await create('', {}, { batch_size: 2, learningRate: 0.001, epochCount: 5 });
    const tunedModel = String(at('metadata.tunedModel'));
    expect(tunedModel).toMatch(/^tunedModels\/number-generator-[a-z0-9]{11,12}$/);
    expect(body).toEqual({
      name: expect.stringMatching(new RegExp(`^${tunedModel}/operations/[a-z0-9]+$`)) as unknown,
      metadata: {
        '@type': 'type.googleapis.com/google.ai.generativelanguage.v1beta.CreateTunedModelMetadata',
        totalSteps: 50,
        tunedModel,
      },
    });
  });

  it('counts steps as recorded', async () => {
    // n, epochs, batch size, steps: 20 * 5 / 4 = 25; 21 * 3 / 4 rounds up to 16; 33 * 3 / 2 to 50.
    for (const [count, epochCount, batchSize, steps] of [
      [20, 5, 4, 25],
      [21, 3, 4, 16],
      [33, 3, 2, 50],
    ] as const) {
      const { at } = await create('', {}, { epochCount, batchSize }, count);
      expect(at('metadata.totalSteps')).toBe(steps);
    }
  });

  it('refuses what the service refuses', async () => {
    expect((await create('?tunedModelId=mine')).status).toBe(200);
    const twice = await create('?tunedModelId=mine');
    expect([twice.status, twice.at('error.status')]).toEqual([409, 'ALREADY_EXISTS']);
    const refused = [
      await create('?tunedModelId=Mine'),
      await create('', {}, {}, 19),
      await create('', { displayName: 'x'.repeat(41) }),
      await create('', {}, { learningRate: 0.1, learningRateMultiplier: 1 }),
      await create('', {}, { epochs: 1 }),
      await create('', { temperature: 1.5 }),
      await create('', { tunedModelSource: { tunedModel: 'tunedModels/mine' } }),
      await create('?id=x'),
    ];
    expect(refused.map(({ status, at }) => [status, at('error.status')])).toEqual(
      refused.map(() => [400, 'INVALID_ARGUMENT']),
    );
    expect((await create('', { baseModel: 'models/gemini-3.5-flash' })).status).toBe(404);
    const long = [...examples(19), { textInput: 'x', output: 'y'.repeat(5001) }];
    const { at } = await create('', { tuningTask: { trainingData: { examples: { examples: long } } } });
    expect(at('error.details.0.fieldViolations.0.field')).toBe(
      'tuned_model.tuning_task.training_data.examples.examples[19].output',
    );
    expect(emulator.state.tunedModels.size).toBe(1);
  });

  it('refuses more than 4 MB', async () => {
    const { at } = await create('', { description: 'x'.repeat(4 * 2 ** 20) });
    expect(at('error.message')).toBe('Request payload size exceeds the limit: 4194304 bytes.');
  });

  it('takes effect though the answer is lost', async () => {
    emulator.faults.next({ method: 'POST' }, { kind: 'drop' });
    await expect(create('?tunedModelId=mine')).rejects.toThrow();
    emulator.faults.next({ method: 'POST' }, { kind: 'drop-after' });
    await expect(create('?tunedModelId=mine')).rejects.toThrow();
    expect((await create('?tunedModelId=mine')).status).toBe(409);
  });
});

describe('tuning', () => {
  it('makes progress by the clock, under both versions, until the model is active', async () => {
    const name = (await create('?tunedModelId=mine', {}, { batchSize: 4, epochCount: 5 })).at('name');
    emulator.clock.advance(2000 + 4000);
    const running = await get(name, 'v1');
    expect(running.at('metadata')).toMatchObject({ completedSteps: 5, completedPercent: 20 });
    expect(running.at('metadata.snapshots.3')).not.toHaveProperty('epoch');
    expect(running.at('metadata.snapshots.4')).toMatchObject({ step: 5, epoch: 1 });
    expect(running.at('done')).toBeUndefined();
    expect((await get('tunedModels/mine')).at('state')).toBe('CREATING');
    expect((await ask('tunedModels/mine', 'x')).status).toBe(400);
    emulator.clock.advance(16_000);
    const done = await get(name);
    expect(done.body).toMatchObject({ done: true, metadata: { completedPercent: 100 }, response: { state: 'ACTIVE' } });
    const losses = listAt(done.body, 'metadata.snapshots').map((entry) => (entry as { meanLoss: number }).meanLoss);
    expect(losses.at(-1)).toBeLessThan((losses[0] ?? 0) / 2);
    expect(JSON.stringify((await get('tunedModels/mine')).body)).not.toContain('trainingData');
  });

  it('fails, stalls, and is cancelled', async () => {
    emulator.state.plan.outcome = 'fail';
    const failing = (await create()).at('name');
    emulator.state.plan.outcome = 'stall';
    const stalled = (await create('?tunedModelId=stalled')).at('name');
    emulator.clock.advance(3_600_000);
    expect((await get(failing, 'v1')).body).toMatchObject({ done: true, error: { code: 13 } });
    expect((await get(stalled, 'v1')).at('done')).toBeUndefined();
    expect((await send(emulator, `/v1/${String(stalled)}:cancel`, { body: {} })).body).toEqual({});
    expect((await get(stalled, 'v1')).body).toMatchObject({ done: true, error: { code: 1 } });
    expect((await get('tunedModels/stalled')).at('state')).toBe('FAILED');
  });
});

describe('a tuned model', () => {
  beforeEach(async () => {
    await create('?tunedModelId=mine');
    emulator.clock.advance(60_000);
  });

  it('answers what it learnt, or what comes nearest', async () => {
    const said = async (text: string): Promise<unknown> =>
      (await ask('tunedModels/mine', text)).at('candidates.0.content.parts.0.text');
    expect(await said('word7 of 7')).toBe('answer 7');
    expect(await said('tell me of WORD12!')).toBe('answer 12');
  });

  it('takes no system instruction, no JSON and no stream', async () => {
    const system = await ask('tunedModels/mine', 'x', { systemInstruction: { parts: [{ text: 'y' }] } });
    expect(system.at('error.message')).toBe('Developer instruction is not enabled for tunedModels/mine');
    const asJson = await ask('tunedModels/mine', 'x', { generationConfig: { responseMimeType: 'application/json' } });
    expect(asJson.at('error.message')).toBe('Json mode is not enabled for tunedModels/mine');
    const stream = '/v1beta/tunedModels/mine:streamGenerateContent?alt=sse';
    expect((await send(emulator, stream, { body: {} })).status).toBe(404);
  });

  it('dies with its base model, though it is still listed', async () => {
    emulator.settings.tunable = false;
    expect((await ask('tunedModels/mine', 'x')).status).toBe(404);
    expect((await get('tunedModels')).at('tunedModels.0.name')).toBe('tunedModels/mine');
  });

  it('is patched by mask, and deleted', async () => {
    const patch = (query: string, body: object): Promise<Answer> =>
      send(emulator, `/v1beta/tunedModels/mine${query}`, { method: 'PATCH', body });
    expect((await patch('', { displayName: 'a' })).status).toBe(400);
    expect((await patch('?updateMask=state', { state: 'FAILED' })).status).toBe(400);
    const { body } = await patch('?updateMask=displayName,description', {
      displayName: 'a',
      description: 'b',
      temperature: 0,
    });
    expect(body).toMatchObject({ displayName: 'a', description: 'b', temperature: 1 });
    expect((await send(emulator, '/v1beta/tunedModels/mine', { method: 'DELETE' })).body).toEqual({});
    const gone = await get('tunedModels/mine');
    expect(gone.body).toEqual({
      error: { code: 404, message: 'Tuned model tunedModels/mine does not exist.', status: 'NOT_FOUND' },
    });
    expect((await get('tunedModels')).body).toEqual({});
  });

  it('has permissions', async () => {
    const path = '/v1beta/tunedModels/mine/permissions';
    expect(
      (await send(emulator, path, { body: { granteeType: 'EVERYONE', emailAddress: 'a@b.c', role: 'READER' } })).status,
    ).toBe(400);
    const made = await send(emulator, path, { body: { granteeType: 'EVERYONE', role: 'READER' } });
    expect(made.body).toEqual({ name: made.at('name'), granteeType: 'EVERYONE', role: 'READER' });
    expect((await get('tunedModels?filter=readers:everyone')).at('tunedModels.length')).toBe(1);
    const name = String(made.at('name'));
    const patched = await send(emulator, `/v1beta/${name}?updateMask=role`, {
      method: 'PATCH',
      body: { role: 'WRITER' },
    });
    expect(patched.at('role')).toBe('WRITER');
    expect((await send(emulator, `/v1beta/${name}`, { method: 'DELETE' })).body).toEqual({});
    await send(emulator, '/v1beta/tunedModels/mine:transferOwnership', { body: { emailAddress: 'new@example.com' } });
    const roles = listAt((await send(emulator, path)).body, 'permissions').map(
      (entry) => (entry as { role: string }).role,
    );
    expect(roles).toEqual(['WRITER', 'OWNER']);
    expect((await get('tunedModels?filter=owner:me')).body).toEqual({});
  });
});

it('lists in pages of ten, after a lag where asked for', async () => {
  for (let i = 0; i < 12; i++) await create(`?tunedModelId=m${i}`, { displayName: i === 3 ? 'special' : 'usual' });
  const first = await get('tunedModels');
  const second = await get(`tunedModels?pageToken=${String(first.at('nextPageToken'))}`);
  expect([first.at('tunedModels.length'), second.at('tunedModels.length'), second.at('nextPageToken')]).toEqual([
    10,
    2,
    undefined,
  ]);
  expect((await get('tunedModels?filter=special')).at('tunedModels.0.name')).toBe('tunedModels/m3');
  expect((await get('tunedModels?pageToken=nonsense')).status).toBe(400);
  emulator.settings.listLagMs = 5000;
  expect((await get('tunedModels')).body).toEqual({});
  emulator.clock.advance(5000);
  expect((await get('tunedModels?pageSize=5000')).at('tunedModels.length')).toBe(12);
});

it('can be seeded with many models, which are ready', async () => {
  seedTunedModels(emulator, 60);
  const models = listAt((await get('tunedModels?pageSize=100&filter=owner:me')).body, 'tunedModels');
  expect(models).toHaveLength(60);
  expect(models[59]).toMatchObject({ name: 'tunedModels/seeded-59', displayName: 'Seeded 59', state: 'ACTIVE' });
  expect((await ask('tunedModels/seeded-7', 'question 3')).at('candidates.0.content.parts.0.text')).toBe('answer 3');
});
