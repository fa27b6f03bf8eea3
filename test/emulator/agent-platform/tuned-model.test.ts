import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startEmulator, type Emulator } from '../emulator.ts';
import { listAt, lookUp, send } from '../harness.ts';
import { createClient, line, PARENT, turn, type Client } from './client.ts';

let emulator: Emulator;
let client: Client;
beforeEach(async () => {
  emulator = await startEmulator();
  emulator.clock.speed = 0;
  client = createClient(emulator);
});
afterEach(() => emulator.close());

describe('a tuned model', () => {
  const REP = 'aiplatform.us.rep.googleapis.com';
  const prompt = { contents: [turn('user', 'say word7')] };

  it('answers in the location of its endpoint alone', async () => {
    const made = await client.create();
    emulator.clock.advance(30_000);
    const done = await client.look(made);
    const endpoint = String(done.at('tunedModel.endpoint'));
    const good = await client.ask(`/v1/${endpoint}:generateContent`, prompt, REP);
    expect(good.at('candidates.0.content.parts.0.text')).toBe('answer 7');
    expect((await client.ask(`/v1/${endpoint}:generateContent`, prompt)).status).toBe(404);
    expect((await client.ask(`/v1/${endpoint.replace('/us/', '/us-central1/')}:generateContent`, prompt)).status).toBe(
      404,
    );
    const streamed = await client.ask(`/v1/${endpoint}:streamGenerateContent?alt=sse`, prompt, REP);
    expect(streamed.text).toContain('data: ');
    const model = `/v1/${String(done.at('tunedModel.model'))}`;
    expect((await client.ask(`${model}:generateContent`, prompt, REP)).at('error.message')).toContain('is malformed');
    expect((await send(emulator, model, { host: REP, method: 'DELETE' })).at('done')).toBe(true);
    expect((await client.ask(`/v1/${endpoint}:generateContent`, prompt, REP)).status).toBe(404);
  });

  it('is listed and renamed under its name', async () => {
    const made = await client.create();
    emulator.clock.advance(30_000);
    const name = String((await client.look(made)).at('tunedModel.model')).replace('@1', '');
    const list = '/v1/projects/lapidary-test/locations/us/models';
    const patch = (path: string, body: object): ReturnType<typeof send> =>
      send(emulator, `/v1/${path}`, { host: REP, method: 'PATCH', body });
    expect((await client.ask(list, undefined, REP)).body).toMatchObject({ models: [{ name, displayName: 'n' }] });
    expect((await client.ask(list.replace('/us/', '/us-central1/'))).body).toEqual({});
    expect((await patch(`${name}?updateMask=displayName`, { displayName: 'm' })).at('displayName')).toBe('m');
    expect((await client.ask(`/v1/${name}`, undefined, REP)).at('displayName')).toBe('m');
    expect((await patch(name, { displayName: 'x' })).status).toBe(400);
    expect((await patch(`${name}?updateMask=artifactUri`, {})).status).toBe(400);
  });

  it('can be tuned on, and by preference', async () => {
    const first = await client.create();
    emulator.clock.advance(30_000);
    const tunedModelName = (await client.look(first)).at('tunedModel.model');
    const completion = (text: string): object => turn('model', text);
    const pair = {
      contents: [turn('user', 'word7 again')],
      completions: [
        { score: 1, completion: completion('good') },
        { score: 0, completion: completion('bad') },
      ],
    };
    const worse = { ...pair, completions: pair.completions.slice(0, 1) };
    const trainingDatasetUri = client.store('pairs.jsonl', [pair, worse]);
    const spec = { trainingDatasetUri, hyperParameters: { epochCount: 1, beta: 0.1 } };
    const made = await client.ask(`${PARENT}/tuningJobs`, {
      preTunedModel: { tunedModelName, checkpointId: '1' },
      preferenceOptimizationSpec: spec,
    });
    expect(made.at('preTunedModel')).toEqual({ tunedModelName, checkpointId: '1', baseModel: 'gemini-3.1-flash-lite' });
    emulator.clock.advance(30_000);
    const done = await client.look(made);
    expect(done.at('tuningDataStats.preferenceOptimizationDataStats')).toMatchObject({
      tuningDatasetExampleCount: '1',
      // Twice 11 letters (3 tokens), and 4 and 3 letters (1 token each).
      totalBillableTokenCount: '8',
      droppedExampleIndices: ['2'],
      droppedExampleReasons: ['There must be exactly 2 completions, got 1.'],
    });
    const said = await client.ask(
      `/v1/${String(done.at('tunedModel.endpoint'))}:generateContent`,
      { contents: [turn('user', 'word7 again')] },
      REP,
    );
    expect(said.at('candidates.0.content.parts.0.text')).toBe('good');
    const none = { preTunedModel: { tunedModelName, checkpointId: '3' }, preferenceOptimizationSpec: spec };
    expect((await client.ask(`${PARENT}/tuningJobs`, none)).at('error.message')).toContain('checkpoint "3"');
  });
});

it('asks published models', async () => {
  const path = `${PARENT}/publishers/google/models`;
  const contents = [turn('user', 'What is water')];
  expect((await client.ask(`${path}/gemini-3.5-flash:generateContent`, { contents })).status).toBe(200);
  expect((await client.ask(`${path}/gemini-3.5-flash:countTokens`, { contents })).body).toMatchObject({
    totalTokens: 4,
    totalBillableCharacters: 11,
  });
  expect(
    (await client.ask(`${path}/gemini-3.5-flash:generateContent`, { contents: [{ parts: [{ text: 'x' }] }] })).status,
  ).toBe(400);
  expect((await client.ask(`${path}/gemini-0:generateContent`, { contents })).at('error.message')).toContain(
    'was not found',
  );
});

it('shows live curves, from the experiment to the series', async () => {
  const validationDatasetUri = client.store('val.jsonl', [line(1)]);
  const made = await client.create({}, { validationDatasetUri });
  emulator.clock.advance(2000 + 11_000);
  const experiment = String((await client.look(made)).at('experiment'));
  const board = String((await client.ask(`/v1/${experiment}`)).at('metadata.backing_tensorboard_resource'));
  const runs = `${board}/experiments/${experiment.split('/').at(-1) ?? ''}/runs`;
  const run = String((await client.ask(`/v1/${runs}`)).at('tensorboardRuns.0.name'));
  const all = async (): Promise<readonly unknown[]> =>
    listAt((await client.ask(`/v1/${run}/timeSeries`)).body, 'tensorboardTimeSeries');
  const series = await all();
  expect(series.map((entry) => lookUp(entry, 'displayName'))).toContain('/eval_total_loss');
  const name = String(
    lookUp(
      series.find((entry) => lookUp(entry, 'displayName') === '/train_total_loss'),
      'name',
    ),
  );
  const read = async (): Promise<readonly unknown[]> =>
    listAt((await client.ask(`/v1/${name}:read`)).body, 'timeSeriesData.values');
  // 11 s of 20 are (0.55 - 0.1) / 0.85 of six steps, which is a little over three.
  expect((await read()).map((value) => lookUp(value, 'step'))).toEqual(['1', '2', '3']);
  emulator.clock.advance(60_000);
  expect(await read()).toHaveLength(6);
  const many = await client.ask(`/v1/${board}:batchRead?timeSeries=${encodeURIComponent(name)}`);
  expect(many.at('timeSeriesData.0.values')).toEqual(await read());
});
