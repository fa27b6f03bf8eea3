import { GoogleTab, platformJob, readStored, textsOf } from '../../support/google-tab.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TuningJob } from '../../../src/core/tuning/job.ts';
import { cancelTwin } from '../../../workers/google/google-cancel.ts';
import { type Emulator, startEmulator } from '../../emulator/emulator.ts';
import { hurryTimers } from '../../support/hurry.ts';
import { SteppedClock } from '../../support/stepped-clock.ts';
import { emptyDatabase } from '../../support/stored.ts';

const MINUTE = 60_000;
const CREATE = /\/tuningJobs$/;

hurryTimers(50);
let emulator: Emulator;
let clock: SteppedClock;
let tab: GoogleTab;

beforeEach(async () => {
  await emptyDatabase();
  emulator = await startEmulator({ listLagMs: 20_000 });
  emulator.clock.speed = 0;
  emulator.state.concurrentJobs = 2;
  emulator.state.plan = { outcome: 'succeed', queueMs: 2_000, durationMs: 60 * MINUTE };
  clock = new SteppedClock((ms) => {
    emulator.clock.advance(ms);
  });
  tab = new GoogleTab(emulator, clock);
});
afterEach(() => emulator.close());

const atService = () => [...emulator.state.tuningJobs.values()];
const lists = () => emulator.requests.filter(({ method, path }) => method === 'GET' && CREATE.test(path)).length;

/** A start that the browser sends twice. Each job of it is one at the service. */
async function startTwice(): Promise<TuningJob> {
  const job = platformJob({ createdAt: clock.now() });
  emulator.faults.next({ method: 'POST', path: CREATE }, { kind: 'resent' });
  await tab.start(job);
  tab.poller.wakeUp();
  return job;
}

describe('a start that arrives twice', () => {
  it('and whose second answer comes is noticed, and the first one can be cancelled', async () => {
    const { id } = await startTwice();
    expect(atService()).toHaveLength(2);
    await clock.until(async () => (await readStored(id)).twins !== undefined);
    const [first, second] = atService();
    const job = await readStored(id);
    expect(job.reading?.name.endsWith(`/${second?.id}`)).toBe(true);
    expect(job.twins).toMatchObject([{ name: expect.stringMatching(`/${first?.id}$`) as string, state: 'running' }]);
    expect(job.events.filter(({ tone }) => tone === 'bad')).toHaveLength(1);
    await cancelTwin(id, job.twins?.[0]?.name ?? '', tab.services, clock);
    expect([first?.cancelledAt !== undefined, second?.cancelledAt]).toEqual([true, undefined]);
    await clock.until(async () => (await readStored(id)).twins?.[0]?.state === 'cancelled');
    expect((await readStored(id)).state).toBe('running');
  });

  it('and whose answers are both lost is adopted once, and the other one is named', async () => {
    tab.meddle = (answer) =>
      answer.status === 200 && CREATE.test(new URL(answer.url).pathname) && new URL(answer.url).search === ''
        ? new Response('{', { status: 500 })
        : answer;
    const { id } = await startTwice();
    await clock.until(async () => (await readStored(id)).state === 'running');
    const job = await readStored(id);
    expect(job.reading?.name.endsWith(`/${atService()[0]?.id}`)).toBe(true);
    expect(job.twins?.map(({ name }) => name)).toEqual([expect.stringMatching(`/${atService()[1]?.id}$`)]);
  });

  it('and whose second arrival is refused for the quota that the first one fills is one job, found', async () => {
    emulator.state.concurrentJobs = 1;
    const { id } = await startTwice();
    expect(await readStored(id)).toMatchObject({ state: 'unknown', problem: { status: 429 } });
    await clock.until(async () => (await readStored(id)).state === 'running');
    expect(atService()).toHaveLength(1);
    expect(textsOf(await readStored(id)).filter((text) => text.startsWith('Started twice'))).toEqual([]);
  });
});

describe('a start that arrives once', () => {
  it('is looked for until it is listed, and then no more', async () => {
    const job = platformJob({ createdAt: clock.now() });
    await tab.start(job);
    tab.poller.wakeUp();
    await clock.pass(10 * MINUTE);
    expect((await readStored(job.id)).twins).toEqual([]);
    expect(lists()).toBe(1);
  });

  it('is followed as ever where the list is refused', async () => {
    const job = platformJob({ createdAt: clock.now() });
    await tab.start(job);
    emulator.faults.next({ method: 'GET', path: CREATE }, { kind: 'forbidden' }, 1000);
    tab.poller.wakeUp();
    await clock.until(async () => (await readStored(job.id)).state === 'succeeded');
    expect(await readStored(job.id)).toMatchObject({ problem: null });
  });
});

describe('the other job', () => {
  it('that has ended is not a failure to cancel, and a job of somebody else is not touched', async () => {
    const { id } = await startTwice();
    await clock.until(async () => (await readStored(id)).twins !== undefined);
    const twin = (await readStored(id)).twins?.[0]?.name ?? '';
    await cancelTwin(id, twin, tab.services, clock);
    await clock.pass(5 * MINUTE);
    await cancelTwin(id, twin, tab.services, clock);
    expect((await readStored(id)).twins).toMatchObject([{ state: 'cancelled' }]);
    const cancels = () => emulator.requests.filter(({ path }) => path.endsWith(':cancel')).length;
    const before = cancels();
    await cancelTwin(id, 'projects/1/locations/us-central1/tuningJobs/77', tab.services, clock);
    expect(cancels()).toBe(before);
  });
});
