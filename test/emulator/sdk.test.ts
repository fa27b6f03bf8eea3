import { GoogleGenAI, JobState } from '@google/genai';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startEmulator, type Emulator } from './emulator.ts';
import { send } from './harness.ts';
import { GEMINI_API, STORAGE } from './hosts.ts';
import { DEFAULTS } from './settings.ts';

// Google's own client as a witness: it understands what the emulator says.
let emulator: Emulator;
beforeEach(async () => {
  emulator = await startEmulator({ tunable: true });
  emulator.clock.speed = 0;
});
afterEach(() => emulator.close());

const model = 'gemini-3.5-flash';
const contents = [{ role: 'user', parts: [{ text: 'What is water' }] }];

describe('with an API key', () => {
  const client = (): GoogleGenAI =>
    new GoogleGenAI({
      apiKey: DEFAULTS.key,
      httpOptions: { baseUrl: emulator.originOf(GEMINI_API), apiVersion: 'v1beta' },
    });

  it('lists and gets models', async () => {
    const names = [];
    for await (const entry of await client().models.list({ config: { pageSize: 2 } })) names.push(entry.name);
    expect(names).toContain(`models/${model}`);
    expect(names.length).toBeGreaterThan(2);
    expect(await client().models.get({ model })).toMatchObject({ displayName: 'Gemini 3.5 Flash' });
  });

  it('asks, streams and counts', async () => {
    const whole = await client().models.generateContent({ model, contents });
    expect([whole.text, whole.usageMetadata?.promptTokenCount]).toEqual(['You said: What is water.', 4]);
    let said = '';
    const stream = await client().models.generateContentStream({ model, contents });
    for await (const chunk of stream) said += chunk.text ?? '';
    expect(said).toBe(whole.text);
    expect((await client().models.countTokens({ model, contents })).totalTokens).toBe(4);
  });

  it('caches', async () => {
    const long = [{ role: 'user', parts: [{ text: 'x'.repeat(5000) }] }];
    const made = await client().caches.create({ model, config: { contents: long, ttl: '60s' } });
    expect(made.usageMetadata?.totalTokenCount).toBe(1250);
    const answer = await client().models.generateContent({
      model,
      contents,
      config: { cachedContent: made.name ?? '' },
    });
    expect(answer.usageMetadata?.cachedContentTokenCount).toBe(1250);
    await client().caches.delete({ name: made.name ?? '' });
    await expect(client().caches.get({ name: made.name ?? '' })).rejects.toThrow('CachedContent not found');
  });

  it('lists, gets, asks and deletes tuned models', async () => {
    const examples = Array.from({ length: 20 }, (_, i) => ({ textInput: `${i}`, output: `${i + 1}` }));
    const body = {
      displayName: 'next number',
      baseModel: 'models/gemini-1.5-flash-001-tuning',
      tuningTask: { trainingData: { examples: { examples } } },
    };
    await send(emulator, '/v1beta/tunedModels?tunedModelId=next', { body });
    expect((await client().tunings.get({ name: 'tunedModels/next' })).state).toBe(JobState.JOB_STATE_RUNNING);
    emulator.clock.advance(60_000);
    expect(await client().tunings.get({ name: 'tunedModels/next' })).toMatchObject({
      state: JobState.JOB_STATE_SUCCEEDED,
      tunedModel: { model: 'tunedModels/next' },
    });
    const listed = await client().models.list({ config: { queryBase: false } });
    expect(listed.page).toMatchObject([{ name: 'tunedModels/next', displayName: 'next number' }]);
    const answer = await client().models.generateContent({ model: 'tunedModels/next', contents: '7' });
    expect(answer.text).toBe('8');
    await client().models.delete({ model: 'tunedModels/next' });
    await expect(client().models.get({ model: 'tunedModels/next' })).rejects.toThrow('does not exist');
  });

  it('fails as the service fails', async () => {
    emulator.faults.next({}, { kind: 'rate-limit', retryAfterMs: 1000 });
    await expect(client().models.get({ model })).rejects.toMatchObject({ name: 'ApiError', status: 429 });
    const other = new GoogleGenAI({ apiKey: 'wrong', httpOptions: { baseUrl: emulator.originOf(GEMINI_API) } });
    await expect(other.models.get({ model })).rejects.toThrow('API key not valid');
  });
});

describe('on Agent Platform', () => {
  const client = (): GoogleGenAI =>
    new GoogleGenAI({
      vertexai: true,
      apiKey: 'unused',
      httpOptions: {
        baseUrl: emulator.originOf('us-central1-aiplatform.googleapis.com'),
        apiVersion: 'v1beta1/projects/lapidary-test/locations/us-central1',
        // The client knows no bearer token here; an empty key keeps it from sending its own.
        headers: { Authorization: `Bearer ${DEFAULTS.token}`, 'x-goog-api-key': '' },
      },
    });

  it('tunes, gets, lists and cancels', async () => {
    const line = JSON.stringify({ contents: [...contents, { role: 'model', parts: [{ text: 'Wet.' }] }] });
    await send(emulator, '/upload/storage/v1/b/lapidary-bucket/o?uploadType=media&name=a.jsonl', {
      host: STORAGE,
      body: line,
    });
    const trainingDataset = { gcsUri: 'gs://lapidary-bucket/a.jsonl' };
    const made = await client().tunings.tune({
      baseModel: model,
      trainingDataset,
      config: { epochCount: 2, tunedModelDisplayName: 'n' },
    });
    expect(made.state).toBe(JobState.JOB_STATE_PENDING);
    const id = made.name?.split('/').at(-1) ?? '';
    const name = `tuningJobs/${id}`;
    const listed = await client().tunings.list();
    expect(listed.page.map((job) => job.name)).toEqual([made.name]);
    emulator.clock.advance(60_000);
    expect(await client().tunings.get({ name })).toMatchObject({
      state: JobState.JOB_STATE_SUCCEEDED,
      tunedModel: { checkpoints: [{ epoch: '1' }, { epoch: '2' }] },
      tuningDataStats: { supervisedTuningDataStats: { tuningDatasetExampleCount: '1' } },
    });
    const second = await client().tunings.tune({ baseModel: model, trainingDataset, config: { epochCount: 1 } });
    const other = `tuningJobs/${second.name?.split('/').at(-1) ?? ''}`;
    await client().tunings.cancel({ name: other });
    expect((await client().tunings.get({ name: other })).state).toBe('JOB_STATE_CANCELLING');
  });

  it('asks published models', async () => {
    const answer = await client().models.generateContent({ model, contents });
    expect(answer.text).toBe('You said: What is water.');
  });
});
