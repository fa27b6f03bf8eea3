import { filesOf, GoogleTab, lessonsJob, platformJob, readStored, textsOf } from '../../support/google-tab.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TuningJob } from '../../../src/core/tuning/job.ts';
import { addJob, changeJob } from '../../../src/store/google/jobs.ts';
import { type Emulator, startEmulator } from '../../emulator/emulator.ts';
import { DEFAULTS } from '../../emulator/settings.ts';
import { freeLocks } from '../../support/fake-browser.ts';
import { hurryTimers } from '../../support/hurry.ts';
import { SteppedClock } from '../../support/stepped-clock.ts';
import { emptyDatabase } from '../../support/stored.ts';

const CREATE = /\/(tunedModels|tuningJobs)$/;
const BUCKET = `gs://${DEFAULTS.bucket}/`;

hurryTimers(50);
let emulator: Emulator;
let clock: SteppedClock;
let tab: GoogleTab;

beforeEach(async () => {
  await emptyDatabase();
  emulator = await startEmulator({ tunable: true });
  emulator.clock.speed = 0;
  emulator.state.plan = { outcome: 'succeed', queueMs: 2_000, durationMs: 60 * 60_000 };
  clock = new SteppedClock((ms) => {
    emulator.clock.advance(ms);
  });
  tab = new GoogleTab(emulator, clock);
});
afterEach(() => emulator.close());

const creates = () => emulator.requests.filter(({ method, path }) => method === 'POST' && CREATE.test(path));
const jobsAtService = () => emulator.state.tunedModels.size + emulator.state.tuningJobs.size;
const objects = () => [...emulator.state.objects.keys()].map((name) => BUCKET + name);

/** A job about whose start nothing is known: its request never arrived. */
async function loseCreate(job: TuningJob): Promise<TuningJob> {
  emulator.faults.next({ method: 'POST', path: CREATE }, { kind: 'drop' });
  await tab.start(job);
  tab.poller.wakeUp();
  await clock.until(async () => (await readStored(job.id)).state === 'asking');
  return readStored(job.id);
}

/** A job whose tab is closed while it uploads, once `isTime`. */
async function closeTab(job: TuningJob): Promise<TuningJob> {
  const closing = new GoogleTab(emulator, new SteppedClock());
  closing.services.create = () => new Promise<never>(() => undefined);
  const upload = closing.services.upload.bind(closing.services);
  const died = new Promise<void>((resolve) => {
    closing.services.upload = async (...request) => {
      await upload(...request);
      resolve();
      // Neither that it is there nor anything after it is noted.
      return new Promise<never>(() => undefined);
    };
  });
  void closing.start(job);
  await died;
  freeLocks();
  tab.poller.wakeUp();
  await clock.until(async () => (await readStored(job.id)).state === 'failed');
  return readStored(job.id);
}

describe('a job in doubt that is sent again', () => {
  it('at the Agent Platform goes with the files that are there', async () => {
    const job = await loseCreate(platformJob({ createdAt: clock.now() }));
    const before = objects();
    expect(await tab.startAgain(job)).toMatchObject({ ok: true, value: { state: 'queued', sends: 2 } });
    expect(objects()).toEqual(before);
    expect(creates()).toHaveLength(2);
    expect(creates()[1]?.body).toBe(creates()[0]?.body);
    expect(jobsAtService()).toBe(1);
  });

  it.each([
    ['gone', (name: string) => emulator.state.objects.delete(name)],
    [
      'not whole',
      (name: string) => {
        const object = emulator.state.objects.get(name);
        if (object) emulator.state.objects.set(name, { ...object, bytes: object.bytes.subarray(1) });
      },
    ],
  ])('has its file uploaded under a new name where it is %s, and asks for that one', async (_, spoil) => {
    const job = await loseCreate(platformJob({ createdAt: clock.now() }));
    const [old] = job.uploads;
    spoil((old?.uri ?? '').replace(BUCKET, ''));
    const spoilt = emulator.state.objects.get((old?.uri ?? '').replace(BUCKET, ''))?.bytes.length;
    expect(await tab.startAgain(job)).toMatchObject({ ok: true, value: { state: 'queued' } });
    const { uploads, request } = await readStored(job.id);
    expect(uploads[0]?.uri).toMatch(/\/training-[0-9a-f]{8}\.jsonl$/);
    expect(JSON.parse(request)).toMatchObject({ supervisedTuningSpec: { trainingDatasetUri: uploads[0]?.uri } });
    expect(objects()).toContain(uploads[0]?.uri);
    // What lay there is never overwritten.
    expect(emulator.state.objects.get((old?.uri ?? '').replace(BUCKET, ''))?.bytes.length).toBe(spoilt);
  });

  it('and refused then stays a question: the first one may still count', async () => {
    const job = await loseCreate(lessonsJob({ createdAt: clock.now() }));
    emulator.faults.next({ method: 'POST', path: CREATE }, { kind: 'forbidden' });
    expect(await tab.startAgain(job)).toMatchObject({ ok: false, failure: { kind: 'service' } });
    const asking = await readStored(job.id);
    expect(asking).toMatchObject({ state: 'asking', endedAt: null, sends: 2 });
    expect(textsOf(asking).at(-1)).toMatch(/the earlier start may still count/);
    expect(textsOf(asking).at(-1)).not.toMatch(/nothing was paid/);
  });

  it('by two tabs at once is sent once', async () => {
    const job = await loseCreate(lessonsJob({ createdAt: clock.now() }));
    await Promise.all([tab.startAgain(job), new GoogleTab(emulator, clock).startAgain(job)]);
    expect(creates()).toHaveLength(2);
    expect(jobsAtService()).toBe(1);
  });
});

describe('a job whose tab was closed before it was started', () => {
  it('is started again as the same attempt, with what had been uploaded', async () => {
    const job = await closeTab(platformJob({ createdAt: clock.now() }));
    expect([creates(), objects()]).toEqual([[], [job.uploads[0]?.uri]]);
    expect(await tab.startAgain(job)).toMatchObject({
      ok: true,
      value: { id: job.id, state: 'queued', endedAt: null },
    });
    expect(objects()).toEqual([job.uploads[0]?.uri]);
    expect(creates()).toHaveLength(1);
    tab.poller.wakeUp();
    await clock.until(async () => (await readStored(job.id)).state === 'running');
  });

  it('is not looked for first, because it was never sent', async () => {
    const job = lessonsJob({ createdAt: clock.now(), state: 'failed', endedAt: clock.now() });
    await addJob(job);
    expect(await tab.startAgain(job)).toMatchObject({ ok: true, value: { state: 'running', sends: 1 } });
    expect(emulator.requests.map(({ method }) => method)).toEqual(['POST']);
  });

  it('fails again where the upload is refused, and can be started once more', async () => {
    const job = await closeTab(platformJob({ createdAt: clock.now() }));
    emulator.state.objects.clear();
    emulator.faults.next({ path: /^\/upload\// }, { kind: 'forbidden' });
    expect(await tab.startAgain(job)).toMatchObject({ ok: false });
    expect(await readStored(job.id)).toMatchObject({ state: 'failed', problem: { kind: 'insufficient-scope' } });
    expect(await tab.startAgain(job)).toMatchObject({ ok: true, value: { state: 'queued', problem: null } });
    expect(creates()).toHaveLength(1);
  });
});

describe('a job that its user gave up', () => {
  it('is looked for before it is started again, and then not sent', async () => {
    const job = await loseCreate(lessonsJob({ createdAt: clock.now() }));
    await changeJob(job.id, (now) => ({ ...now, state: 'failed', endedAt: clock.now(), doubt: null }));
    await tab.services.create(job, filesOf(job));
    expect(await tab.startAgain(job)).toMatchObject({ ok: true, value: { state: 'running', endedAt: null } });
    expect([creates().length, jobsAtService()]).toEqual([2, 1]);
  });
});

describe('a job that its service has told of', () => {
  it('is not started again, whatever became of it', async () => {
    const id = await tab.begin(60_000);
    await clock.until(async () => (await readStored(id)).state === 'succeeded');
    const job = await readStored(id);
    expect(await tab.startAgain(job)).toMatchObject({ ok: true, value: { state: 'succeeded' } });
    expect(creates()).toHaveLength(1);
  });
});
