import {
  GoogleTab,
  hasEnded,
  platformJob,
  readStored,
  SERVICES,
  textsOf,
  waitUntil,
} from '../../support/google-tab.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isEnded } from '../../../src/core/tuning/follow-job.ts';
import type { TuningJob } from '../../../src/core/tuning/job.ts';
import { attachJob } from '../../../src/core/tuning/attach-job.ts';
import { addJob, changeJob } from '../../../src/store/google/jobs.ts';
import { type Emulator, startEmulator } from '../../emulator/emulator.ts';
import type { Fault } from '../../emulator/faults.ts';
import { DEFAULTS } from '../../emulator/settings.ts';
import { hurryTimers } from '../../support/hurry.ts';
import { SteppedClock } from '../../support/stepped-clock.ts';
import { emptyDatabase } from '../../support/stored.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const RETRY_MS = 23_000;
const FAULTS: readonly (Fault | Fault['kind'])[] = [
  { kind: 'rate-limit', retryAfterMs: RETRY_MS },
  { kind: 'slow', ms: 20 },
  ...(['internal', 'unavailable', 'html', 'drop', 'drop-after', 'truncated'] as const),
];

const SAID = ['Start requested.', 'Tuning', 'The tuned model is ready.'];

hurryTimers(50);
let emulator: Emulator;
let clock: SteppedClock;

beforeEach(async () => {
  await emptyDatabase();
  emulator = await startEmulator({ tunable: true });
  emulator.clock.speed = 0;
  emulator.state.concurrentJobs = 100;
  clock = new SteppedClock((ms) => {
    emulator.clock.advance(ms);
  });
});
afterEach(() => emulator.close());

describe.each(Object.entries(SERVICES))('200 polls of %s while three in ten requests fail', (_, service) => {
  it.each([1, 2])(
    'lose nothing, double nothing, and keep the pauses that the service asks for (seed %i)',
    async (seed) => {
      const tab = new GoogleTab(emulator, clock);
      const makeJob = () => service.makeJob({ createdAt: clock.now() });
      const ids = [await tab.begin(3 * HOUR, makeJob()), await tab.begin(3 * HOUR, makeJob())];
      const before = emulator.requests.length;
      emulator.faults.random(seed, 0.3, FAULTS);
      const longest = new Map(ids.map((id) => [id, 0]));
      let seen: readonly TuningJob[] = [];
      await clock.until(async () => {
        seen = await Promise.all(ids.map(readStored));
        for (const { id, curve } of seen) {
          expect(curve.training.length).toBeGreaterThanOrEqual(longest.get(id) ?? 0);
          longest.set(id, curve.training.length);
        }
        return seen.every(({ state }) => isEnded(state));
      });

      expect(tab.log.filter(({ purpose }) => purpose === 'Read a tuning job').length).toBeGreaterThanOrEqual(200);
      const requests = emulator.requests.slice(before);
      expect(requests.filter(({ status }) => status !== 200).length / requests.length).toBeGreaterThan(0.15);
      expect(emulator.state.tunedModels.size + emulator.state.tuningJobs.size).toBe(2);
      for (const job of seen) {
        expect(job).toMatchObject({ state: 'succeeded', problem: null });
        expect(job.curve.training.map(({ step }) => step)).toEqual(
          Array.from({ length: service.steps }, (_step, index) => index + 1),
        );
        const said = textsOf(job).slice(textsOf(job).indexOf('Start requested.'));
        expect(said.filter((text) => text !== 'Queued')).toEqual(SAID);
      }
      expectPauses(requests);
    },
    60_000,
  );
});

/** After a 429 nobody asks before the service wants it; and never more than once a second over a minute. */
function expectPauses(requests: readonly { readonly time: number; readonly status: number }[]): void {
  requests.forEach(({ time, status }, index) => {
    const next = requests[index + 1];
    if (status === 429 && next) expect(next.time - time).toBeGreaterThanOrEqual(RETRY_MS);
    const within = requests.filter((other) => other.time >= time && other.time < time + MINUTE);
    expect(within.length).toBeLessThanOrEqual(60);
  });
}

describe('the loss curve of the Agent Platform', () => {
  it('is read of a job that had ended when it was found in a list', async () => {
    const tab = new GoogleTab(emulator, clock);
    const first = platformJob({ createdAt: clock.now() });
    await tab.begin(HOUR, first);
    await clock.until(hasEnded(first.id));
    const done = await readStored(first.id);
    tab.connect({ project: DEFAULTS.project, region: 'us-central1' });
    const [listed] = (await tab.services.at('agent-platform').list(null, '')).jobs;
    if (!listed) throw new Error('no job is listed');
    const found = attachJob(crypto.randomUUID(), 'agent-platform', listed, { now: clock.now(), random: 0 });
    await addJob(found);
    await tab.poller.ask(found.id);
    await clock.until(hasEnded(found.id));
    const { state, curve, events } = await readStored(found.id);
    expect([state, curve]).toEqual(['succeeded', done.curve]);
    expect(curve.training.length).toBeGreaterThan(0);
    expect(events).toHaveLength(2);
  });

  const CURVE = /timeSeries/;

  it('is read to its end, though that fails while the job itself can be read', async () => {
    const tab = new GoogleTab(emulator, clock);
    const id = await tab.begin(HOUR, platformJob({ createdAt: clock.now() }));
    await clock.pass(30 * MINUTE);
    emulator.clock.advance(HOUR);
    emulator.faults.next({ path: CURVE }, { kind: 'unavailable' }, 6);
    await clock.until(hasEnded(id));
    expect((await readStored(id)).curve.training.map(({ step }) => step)).toEqual(
      Array.from({ length: 15 }, (_, i) => i + 1),
    );
  });

  it('keeps no job from ending that has none', async () => {
    const tab = new GoogleTab(emulator, clock);
    const id = await tab.begin(HOUR, platformJob({ createdAt: clock.now() }));
    emulator.faults.next({ path: CURVE }, { kind: 'drop' }, 100_000);
    await clock.pass(90 * MINUTE);
    expect(await readStored(id)).toMatchObject({ state: 'succeeded', curve: { training: [] } });
  });

  it('is not asked for before the service wants it', async () => {
    const tab = new GoogleTab(emulator, clock);
    const id = await tab.begin(HOUR, platformJob({ createdAt: clock.now() }));
    await clock.pass(10 * MINUTE);
    emulator.faults.next({ path: CURVE }, { kind: 'rate-limit', retryAfterMs: 300_000 });
    await tab.poller.ask(id);
    await clock.pass(0);
    const asked = emulator.requests.length;
    await clock.pass(5 * MINUTE);
    expect(emulator.requests.length).toBe(asked);
    await clock.pass(2_000);
    expect((await readStored(id)).problem).toBe(null);
  });
});

describe('a page that is looked at again', () => {
  it('knows at once how its jobs are, and asks no more often than every five seconds', async () => {
    const tab = new GoogleTab(emulator, clock);
    const id = await tab.begin(HOUR);
    await clock.pass(20 * MINUTE);
    // A frozen tab: time passes at the service, and no timer acts.
    clock.shift(MINUTE);
    emulator.clock.advance(10 * MINUTE);
    const asked = emulator.requests.length;
    await tab.poller.lookAgain();
    await clock.pass(0);
    expect(emulator.requests.length).toBe(asked + 1);
    expect((await readStored(id)).curve.training.length).toBeGreaterThan(10);
    await tab.poller.lookAgain();
    await clock.pass(4 * SECOND);
    expect(emulator.requests.length).toBe(asked + 1);
  });

  it('and one whose "Ask now" is pressed, keep the pause that the service wants', async () => {
    const tab = new GoogleTab(emulator, clock);
    const ids = [await tab.begin(HOUR), await tab.begin(HOUR)];
    await clock.pass(20 * MINUTE);
    emulator.faults.next({ method: 'GET' }, { kind: 'rate-limit', retryAfterMs: RETRY_MS });
    await tab.poller.ask(ids[0] ?? '');
    await clock.pass(0);
    const asked = emulator.requests.length;
    for (const id of ids) await tab.poller.ask(id);
    await tab.poller.lookAgain();
    await clock.pass(RETRY_MS);
    expect(emulator.requests.length).toBe(asked);
    await clock.pass(2 * SECOND);
    expect(emulator.requests.length).toBe(asked + 2);
  });
});

describe.each(Object.entries(SERVICES))('a short pause that %s wants', (_, service) => {
  it('is stored before anything else is asked, so that a reload keeps it', async () => {
    const tab = new GoogleTab(emulator, clock);
    const id = await tab.begin(HOUR, service.makeJob({ createdAt: clock.now() }));
    await clock.pass(20 * MINUTE);
    const asked = emulator.requests.length;
    emulator.faults.next({ method: 'GET' }, { kind: 'rate-limit', retryAfterMs: 3 * SECOND });
    await tab.poller.ask(id);
    await clock.pass(0);
    expect(emulator.requests.length).toBe(asked + 1);
    const reloaded = new GoogleTab(emulator, clock);
    await reloaded.poller.release('credential');
    await reloaded.poller.ask(id);
    await clock.pass(3 * SECOND);
    expect(emulator.requests.length).toBe(asked + 1);
    await clock.pass(2 * SECOND);
    expect(emulator.requests.length).toBeGreaterThan(asked + 1);
  });
});

describe('a pause that a service wants', () => {
  it('holds for its other jobs, also where a network or a credential comes while it is told', async () => {
    const tab = new GoogleTab(emulator, clock);
    const ids = [await tab.begin(HOUR), await tab.begin(HOUR)];
    await clock.pass(20 * MINUTE);
    emulator.faults.next({ method: 'GET' }, { kind: 'rate-limit', retryAfterMs: RETRY_MS });
    for (const id of ids) await changeJob(id, (job) => ({ ...job, poll: { ...job.poll, dueAt: clock.now() } }));
    const asked = emulator.requests.length;
    tab.poller.wakeUp();
    const turn = clock.step();
    await waitUntil(() => emulator.requests.length > asked);
    await tab.poller.release('network');
    await turn;
    await clock.pass(RETRY_MS);
    expect(emulator.requests.length).toBe(asked + 1);
  });
});

describe('a clock', () => {
  const DAY = 24 * HOUR;

  it.each([DAY, -DAY])('that is set %i ms on delays no job, nor changes the order of what happened', async (shift) => {
    const tab = new GoogleTab(emulator, clock);
    const id = await tab.begin(HOUR);
    await clock.pass(10 * MINUTE);
    clock.shift(shift);
    const before = (await readStored(id)).curve.training.length;
    await clock.pass(5 * MINUTE);
    expect((await readStored(id)).curve.training.length).toBeGreaterThan(before);
    await clock.until(hasEnded(id));
    expect(textsOf(await readStored(id)).filter((text) => text !== 'Queued')).toEqual(SAID);
  });
});

describe('a daily quota', () => {
  it('lets a job wait for midnight at Google, and then go on', async () => {
    const tab = new GoogleTab(emulator, clock);
    const id = await tab.begin(48 * HOUR);
    emulator.faults.next({ method: 'GET' }, { kind: 'daily-quota' });
    const asked = emulator.requests.length;
    await clock.until(async () => (await readStored(id)).poll.waiting === 'daily-quota');
    const { dueAt } = (await readStored(id)).poll;
    await clock.pass(dueAt - clock.now() - 1);
    expect(emulator.requests.length).toBe(asked + 1);
    // On a busy machine the stepped clock may outrun an answer: then the job is asked for once more.
    await clock.until(async () => (await readStored(id)).problem === null);
    expect(await readStored(id)).toMatchObject({ state: 'running', poll: { waiting: null } });
    expect(clock.now() - dueAt).toBeLessThan(10 * MINUTE);
  });
});

describe('ten minutes without a network', () => {
  it('lose nothing, and the job goes on at once when there is one', async () => {
    const tab = new GoogleTab(emulator, clock);
    const id = await tab.begin(HOUR);
    await clock.pass(20 * MINUTE);
    const { curve, events } = await readStored(id);
    emulator.faults.random(1, 1, ['drop']);
    await clock.pass(10 * MINUTE);
    expect(await readStored(id)).toMatchObject({ state: 'running', problem: { kind: 'no-answer' }, curve, events });
    emulator.faults.clear();
    // As the worker does on `online`.
    await tab.poller.release('network');
    await clock.pass(0);
    expect(await readStored(id)).toMatchObject({ problem: null, poll: { failures: 0 } });
    expect((await readStored(id)).curve.training.length).toBeGreaterThan(curve.training.length);
    await clock.until(hasEnded(id));
    expect((await readStored(id)).curve.training).toHaveLength(25);
  });

  it('also when it comes back while a poll is failing', async () => {
    const tab = new GoogleTab(emulator, clock);
    const id = await tab.begin(HOUR);
    emulator.faults.next({ method: 'GET' }, { kind: 'drop' }, 3);
    await changeJob(id, (job) => ({ ...job, poll: { ...job.poll, dueAt: clock.now() } }));
    const turn = clock.step();
    await waitUntil(() => emulator.requests.some(({ method }) => method === 'GET'));
    await tab.poller.release('network');
    await turn;
    await clock.pass(0);
    expect(await readStored(id)).toMatchObject({ state: 'running', problem: null });
  });
});

describe('a job that was deleted at its service', () => {
  it('ends here too, with what was read of it', async () => {
    const tab = new GoogleTab(emulator, clock);
    const id = await tab.begin(HOUR);
    await clock.pass(30 * MINUTE);
    emulator.state.tunedModels.clear();
    await clock.until(hasEnded(id));
    const job = await readStored(id);
    expect(job).toMatchObject({ state: 'failed', problem: { kind: 'not-found' } });
    expect(job.curve.training.length).toBeGreaterThan(5);
    const asked = emulator.requests.length;
    await clock.pass(HOUR);
    expect(emulator.requests.length).toBe(asked);
  });
});

describe('a fault of our own', () => {
  it('with one job neither stops the others nor is met again at once', async () => {
    const tab = new GoogleTab(emulator, clock);
    const [broken, other] = [await tab.begin(MINUTE), await tab.begin(MINUTE)];
    // A record that no program has left so makes a TypeError where the next reading is taken.
    await changeJob(broken, (job) => ({ ...job, curve: null as never }));
    let faults = 0;
    const end = clock.now() + 10 * MINUTE;
    while (clock.now() < end) await clock.step().catch(() => faults++);
    expect((await readStored(other)).state).toBe('succeeded');
    expect(faults).toBeGreaterThan(0);
    expect(faults).toBeLessThanOrEqual(21);
  });
});
