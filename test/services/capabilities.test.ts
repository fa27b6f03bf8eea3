import { afterEach, beforeEach, expect, it } from 'vitest';
import { readCapabilities, type CapabilitySources } from '../../src/services/capabilities.ts';
import { GeminiApi } from '../../src/services/gemini-api/tuned-models.ts';
import {
  clientOf,
  sayJson,
  startRecordingServer,
  type RecordingServer,
  type Saying,
} from '../support/recording-server.ts';

const CONNECTION = { project: 'gems-1', region: 'us-central1', bucket: 'gems' };
const TOKEN_GONE = {
  error: { code: 401, message: 'Request had invalid authentication credentials.', status: 'UNAUTHENTICATED' },
};
const BUCKET = { exists: true, readable: true, writable: false, location: 'US', versioning: true };

let server: RecordingServer;
let sources: CapabilitySources;
let asked: string[];
beforeEach(async () => {
  server = await startRecordingServer();
  const { client } = clientOf(server);
  asked = [];
  sources = {
    gemini: new GeminiApi(client),
    platform: {
      async listJobs() {
        asked.push('jobs');
        const host = 'us-central1-aiplatform.googleapis.com';
        await client.send({ host, method: 'GET', path: '/v1/x', purpose: 'List tuning jobs' });
        return { jobs: [], nextPageToken: null };
      },
    },
    storage: {
      probe: (bucket) => {
        asked.push(bucket);
        return Promise.resolve(BUCKET);
      },
    },
  };
});
afterEach(async () => {
  await server[Symbol.asyncDispose]();
});

it('tells all that works and why the rest does not', async () => {
  const models = { models: [{ name: 'models/m', supportedGenerationMethods: ['generateContent'] }] };
  const tuned = { tunedModels: [{ name: 'tunedModels/x', state: 'ACTIVE' }], nextPageToken: 'p2' };
  const answer: Saying = (response, { host, path }) => {
    if (host !== 'generativelanguage.googleapis.com') sayJson(401, TOKEN_GONE)(response);
    else sayJson(200, path.startsWith('/v1beta/models') ? models : tuned)(response);
  };
  server.answers.push(answer, answer, answer);
  const found = await readCapabilities(sources, CONNECTION, { geminiKey: true, accessToken: true });
  expect(found.models).toMatchObject({ value: [{ name: 'models/m', generate: true, tune: false }], problem: null });
  expect(found.tunedModels).toMatchObject({ value: { jobs: [{ modelName: 'tunedModels/x' }], hasMore: true } });
  expect(found.platformJobs).toMatchObject({ value: null, problem: { kind: 'bad-credential', status: 401 } });
  expect(found.bucket).toEqual({ value: BUCKET, problem: null });
  // What crosses to the page is plain.
  expect(structuredClone(found)).toEqual(found);
});

const NOTHING = { models: null, tunedModels: null, platformJobs: null, bucket: null };

it('puts no question that can not be put', async () => {
  const keyOnly = await readCapabilities(sources, CONNECTION, { geminiKey: true, accessToken: false });
  expect(keyOnly).toMatchObject({ models: { value: [] }, platformJobs: null, bucket: null });
  const bare = { project: '', region: 'us-central1', bucket: '' };
  const tokenOnly = await readCapabilities(sources, bare, { geminiKey: false, accessToken: true });
  expect(tokenOnly).toEqual({ at: expect.any(Number) as number, ...NOTHING });
  const nothing = await readCapabilities(sources, CONNECTION, { geminiKey: false, accessToken: false });
  expect(nothing).toMatchObject(NOTHING);
  expect([asked, server.requests.length]).toEqual([[], 2]);
});
