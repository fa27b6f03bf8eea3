import '../../support/fake-browser.ts';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Result } from '../../../src/core/failure.ts';
import type { ServiceId } from '../../../src/core/tuning/model-ref.ts';
import { AgentPlatform } from '../../../src/services/agent-platform/tuning-jobs.ts';
import { GeminiApi } from '../../../src/services/gemini-api/tuned-models.ts';
import { ServiceError } from '../../../src/services/service-error.ts';
import type { Google } from '../../../src/state/settings/google.svelte.ts';
import type { Notices } from '../../../src/state/frame/notices.svelte.ts';
import { RemoteJobs } from '../../../src/state/job/remote-jobs.svelte.ts';
import { listJobs } from '../../../src/store/google/jobs.ts';
import { createClient } from '../../emulator/agent-platform/client.ts';
import { type Emulator, startEmulator } from '../../emulator/emulator.ts';
import { clientOf } from '../../support/recording-server.ts';
import { emptyDatabase } from '../../support/stored.ts';

const SECRETS = { geminiKey: 'emulated-key', accessToken: 'emulated-token' };
let emulator: Emulator;
let refusals: ServiceError[];

beforeEach(async () => {
  await emptyDatabase();
  emulator = await startEmulator();
  refusals = [];
});
afterEach(() => emulator.close());

/** What the page's own connection does, without its worker. */
function remote(): RemoteJobs {
  const { client } = clientOf(emulator, { secrets: SECRETS });
  const platform = new AgentPlatform(client, { project: 'lapidary-test', region: 'us-central1' });
  const gemini = new GeminiApi(client);
  const api = {
    jobs: async (service: ServiceId, token: string | null, filter: string) => {
      const value =
        service === 'gemini-api' ? await gemini.listTunedModels(token, filter) : await platform.listJobs(token, filter);
      return { ok: true, value };
    },
    poll: () => Promise.resolve({ ok: true, value: undefined }),
  };
  const run = async (invoke: (to: typeof api) => Promise<Result<unknown>>): Promise<unknown> => {
    try {
      const result = await invoke(api);
      return result.ok ? result.value : undefined;
    } catch (error) {
      if (error instanceof ServiceError) refusals.push(error);
      return undefined;
    }
  };
  const notices = { run: async (act: () => Promise<Result<unknown>>) => ((await act()) as { value?: unknown }).value };
  const google = { run, did: async (invoke: Parameters<typeof run>[0]) => (await invoke(api)).ok };
  // The casts: a list asks for nothing else of them.
  return new RemoteJobs(google as unknown as Google, notices as unknown as Notices);
}

async function makeJobs(names: readonly string[]): Promise<void> {
  const client = createClient(emulator);
  for (const name of names) {
    const made = await client.create({
      tunedModelDisplayName: name,
      labels: { team: name.includes('blue') ? 'b' : 'r' },
    });
    expect(made.status).toBe(200);
    // One job runs at a time.
    emulator.clock.advance(10 * 3_600_000);
  }
}

function namesOf({ found }: RemoteJobs): string[] {
  return found.map(({ displayName }) => displayName);
}

it('plain words find jobs of the Agent Platform, which itself would refuse them', async () => {
  await makeJobs(['blue stones', 'red stones', 'alerts']);
  const jobs = remote();
  jobs.service = 'agent-platform';
  jobs.filter = 'Stones';
  await jobs.list();
  expect(refusals).toEqual([]);
  expect(namesOf(jobs)).toEqual(['red stones', 'blue stones']);
  expect(jobs.lookedAt).toBe(3);
  jobs.filter = 'labels.team=b';
  await jobs.list();
  expect(namesOf(jobs)).toEqual(['blue stones']);
  expect(jobs.lookedAt).toBeNull();
  jobs.filter = 'owner="me"';
  await jobs.list();
  expect(refusals.map(({ problem }) => problem.kind)).toEqual(['invalid']);
});

it('a job that was begun between two pages is no reason to show another twice', async () => {
  await makeJobs(Array.from({ length: 120 }, (_, index) => `job ${index}`));
  const jobs = remote();
  jobs.service = 'agent-platform';
  await jobs.list();
  expect(jobs.hasMore).toBe(true);
  await makeJobs(['late']);
  await jobs.more();
  const names = jobs.found.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(names).toHaveLength(120);
});

it('what is chosen after a list was given does not change it', async () => {
  await makeJobs(Array.from({ length: 120 }, (_, index) => `stone ${index}`));
  const jobs = remote();
  jobs.service = 'agent-platform';
  await jobs.list();
  jobs.service = 'gemini-api';
  jobs.filter = 'owner:me';
  await jobs.more();
  expect(jobs.found).toHaveLength(120);
  const [first] = jobs.found;
  if (!first) throw new Error('no job is listed');
  await jobs.follow(first);
  expect((await listJobs()).map(({ service, region }) => [service, region])).toEqual([
    ['agent-platform', 'us-central1'],
  ]);
});
