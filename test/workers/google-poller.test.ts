import { GoogleTab, lessonsJob } from '../support/google-tab.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isEnded } from '../../src/core/tuning/follow-job.ts';
import type { TuningJob } from '../../src/core/tuning/job.ts';
import { changeJob, getJob, removeJob } from '../../src/store/jobs.ts';
import { cancelJob } from '../../workers/google-cancel.ts';
import { type Emulator, startEmulator } from '../emulator/emulator.ts';
import type { Fault } from '../emulator/faults.ts';
import { hurryTimers } from '../support/hurry.ts';
import { SteppedClock } from '../support/stepped-clock.ts';
import { emptyDatabase } from '../support/stored.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const RETRY_MS = 23_000;
const FAULTS: readonly (Fault | Fault['kind'])[] = [
  { kind: 'rate-limit', retryAfterMs: RETRY_MS },
  { kind: 'slow', ms: 20 },
  ...(['internal', 'unavailable', 'html', 'drop', 'drop-after', 'truncated'] as const),
];

hurryTimers(50);
let emulator: Emulator;
let clock: SteppedClock;

beforeEach(async () => {
  await emptyDatabase();
  emulator = await startEmulator({ tunable: true });
  emulator.clock.speed = 0;
  clock = new SteppedClock((ms) => {
    emulator.clock.advance(ms);
  });
});
afterEach(() => emulator.close());

/** A job that is under way at the service, for so long. */
async function begin(tab: GoogleTab, durationMs: number, change: Partial<TuningJob> = {}): Promise<string> {
  emulator.state.plan = { outcome: 'succeed', queueMs: 2_000, durationMs };
  const job = lessonsJob({ createdAt: clock.now(), ...change });
  const started = await tab.start(job);
  if (!started.ok) throw new Error(started.failure.kind);
  tab.poller.wakeUp();
  return job.id;
}

async function read(id: string): Promise<TuningJob> {
  const job = await getJob(id);
  if (!job) throw new Error(`job ${id} is gone`);
  return job;
}

const hasEnded = (id: string) => async () => isEnded((await read(id)).state);
const textsOf = ({ events }: TuningJob) => events.map(({ text }) => text);
const pollsOf = (tab: GoogleTab) => tab.log.filter(({ purpose }) => purpose === 'Read a tuning job');

describe('200 polls while three in ten requests fail', () => {
  it.each([1, 2, 3])(
    'lose nothing, double nothing, and keep the pauses that the service asks for (seed %i)',
    async (seed) => {
      const tab = new GoogleTab(emulator, clock);
      const ids = [await begin(tab, 3 * HOUR), await begin(tab, 3 * HOUR)];
      const before = emulator.requests.length;
      emulator.faults.random(seed, 0.3, FAULTS);
      const longest = new Map(ids.map((id) => [id, 0]));
      let seen: readonly TuningJob[] = [];
      await clock.until(async () => {
        seen = await Promise.all(ids.map(read));
        for (const { id, curve } of seen) {
          expect(curve.training.length).toBeGreaterThanOrEqual(longest.get(id) ?? 0);
          longest.set(id, curve.training.length);
        }
        return seen.every(({ state }) => isEnded(state));
      });

      expect(pollsOf(tab).length).toBeGreaterThanOrEqual(200);
      const requests = emulator.requests.slice(before);
      expect(requests.filter(({ status }) => status !== 200).length / requests.length).toBeGreaterThan(0.15);
      expect(emulator.state.tunedModels.size).toBe(2);
      for (const job of seen) {
        expect(job).toMatchObject({ state: 'succeeded', problem: null });
        // Twenty lessons five times, four at a time.
        expect(job.curve.training.map(({ step }) => step)).toEqual(Array.from({ length: 25 }, (_, index) => index + 1));
        expect(textsOf(job)).toEqual(['Start requested.', 'Tuning', 'The tuned model is ready.']);
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

describe('a daily quota', () => {
  it('lets a job wait for midnight at Google, and then go on', async () => {
    const tab = new GoogleTab(emulator, clock);
    const id = await begin(tab, 48 * HOUR);
    emulator.faults.next({ method: 'GET' }, { kind: 'daily-quota' });
    const asked = emulator.requests.length;
    await clock.until(async () => (await read(id)).poll.waiting === 'daily-quota');
    const { dueAt } = (await read(id)).poll;
    await clock.pass(dueAt - clock.now() - 1);
    expect(emulator.requests.length).toBe(asked + 1);
    await clock.pass(SECOND);
    expect(await read(id)).toMatchObject({ state: 'running', problem: null, poll: { waiting: null } });
  });
});

describe('ten minutes without a network', () => {
  it('lose nothing, and the job goes on at once when there is one', async () => {
    const tab = new GoogleTab(emulator, clock);
    const id = await begin(tab, HOUR);
    await clock.pass(20 * MINUTE);
    const { curve, events } = await read(id);
    emulator.faults.random(1, 1, ['drop']);
    await clock.pass(10 * MINUTE);
    expect(await read(id)).toMatchObject({ state: 'running', problem: { kind: 'no-answer' }, curve, events });
    emulator.faults.clear();
    // As the worker does on `online`.
    await tab.poller.release('network');
    await clock.pass(0);
    expect(await read(id)).toMatchObject({ problem: null, poll: { failures: 0 } });
    expect((await read(id)).curve.training.length).toBeGreaterThan(curve.training.length);
    await clock.until(hasEnded(id));
    expect((await read(id)).curve.training).toHaveLength(25);
  });

  it('also when it comes back while a poll is failing', async () => {
    const tab = new GoogleTab(emulator, clock);
    const id = await begin(tab, HOUR);
    emulator.faults.next({ method: 'GET' }, { kind: 'drop' }, 3);
    await changeJob(id, (job) => ({ ...job, poll: { ...job.poll, dueAt: clock.now() } }));
    const turn = clock.step();
    await until(() => emulator.requests.some(({ method }) => method === 'GET'));
    await tab.poller.release('network');
    await turn;
    await clock.pass(0);
    expect(await read(id)).toMatchObject({ state: 'running', problem: null });
  });
});

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setImmediate(resolve));
}

describe('a credential that is refused', () => {
  it('pauses all jobs of its service, and they go on at once with a new one', async () => {
    const tab = new GoogleTab(emulator, clock);
    const ids = [await begin(tab, HOUR), await begin(tab, HOUR)];
    await clock.pass(6 * MINUTE);
    emulator.settings = { tunable: true, key: 'the-next-key' };
    await clock.until(async () => (await Promise.all(ids.map(read))).every(({ poll }) => poll.waiting !== null));
    for (const id of ids) {
      expect(await read(id)).toMatchObject({
        state: 'running',
        poll: { waiting: 'credential', dueAt: Number.MAX_SAFE_INTEGER },
      });
    }
    const asked = emulator.requests.length;
    await clock.pass(HOUR);
    expect(emulator.requests.length).toBe(asked);
    tab.keeper.hold({ geminiKey: 'the-next-key' });
    await tab.poller.release('credential');
    await clock.pass(0);
    for (const id of ids) expect(await read(id)).toMatchObject({ state: 'succeeded', problem: null });
  });

  it('is not missed where the new one comes while a poll is under way', async () => {
    const tab = new GoogleTab(emulator, clock);
    const id = await begin(tab, HOUR);
    emulator.settings = { tunable: true, key: 'the-next-key' };
    emulator.faults.next({ method: 'GET' }, { kind: 'slow', ms: 100 });
    await tab.poller.ask(id);
    const turn = clock.step();
    await until(() => emulator.requests.some(({ method }) => method === 'GET'));
    tab.keeper.hold({ geminiKey: 'the-next-key' });
    await tab.poller.release('credential');
    await turn;
    await clock.pass(0);
    expect(await read(id)).toMatchObject({ state: 'running', problem: null, poll: { waiting: null } });
  });

  it('leaves the jobs to another tab that holds a good one', async () => {
    const tab = new GoogleTab(emulator, clock);
    const id = await begin(tab, HOUR);
    emulator.settings = { tunable: true, key: 'the-next-key' };
    const other = new GoogleTab(emulator, clock, { geminiKey: 'the-next-key' });
    other.poller.wakeUp();
    await clock.until(hasEnded(id));
    const job = await read(id);
    expect(job.state).toBe('succeeded');
    // The first tab has tried once and then let the other one do it.
    expect(pollsOf(tab).length).toBeLessThanOrEqual(1);
    expect(job.events.filter(({ tone }) => tone === 'bad').length).toBeLessThanOrEqual(1);
  });
});

describe('several tabs', () => {
  it('ask no more often than one', async () => {
    const tab = new GoogleTab(emulator, clock);
    const id = await begin(tab, HOUR);
    const tabs = [tab, new GoogleTab(emulator, clock), new GoogleTab(emulator, clock)];
    tabs.forEach(({ poller }) => {
      poller.wakeUp();
    });
    await clock.until(hasEnded(id));
    const times = emulator.requests.filter(({ method }) => method === 'GET').map(({ time }) => time);
    const gaps = times.slice(1).map((time, index) => time - (times[index] ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(5 * SECOND);
    expect((await read(id)).events).toHaveLength(3);
  });

  it('find a job that another one has stored', async () => {
    const tab = new GoogleTab(emulator, clock);
    tab.poller.wakeUp();
    await clock.pass(HOUR);
    const other = new GoogleTab(emulator, new SteppedClock());
    const id = await begin(other, MINUTE);
    await clock.pass(2 * MINUTE);
    expect((await read(id)).state).toBe('succeeded');
  });
});

describe('the switch "No network"', () => {
  it('stops the polls, and they go on at once when it is off', async () => {
    const tab = new GoogleTab(emulator, clock);
    const id = await begin(tab, HOUR);
    tab.connect({ off: true });
    const asked = emulator.requests.length;
    await clock.pass(10 * MINUTE);
    expect(emulator.requests.length).toBe(asked);
    tab.connect({ off: false });
    await tab.poller.release('network');
    await clock.pass(0);
    expect((await read(id)).reading?.step).toBeGreaterThan(0);
  });

  it('holds for one tab; another one goes on with what the first could not ask', async () => {
    const tab = new GoogleTab(emulator, clock);
    const id = await begin(tab, HOUR);
    await changeJob(id, (job) => ({
      ...job,
      poll: { ...job.poll, dueAt: Number.MAX_SAFE_INTEGER, waiting: 'network' },
    }));
    await clock.pass(MINUTE);
    expect((await read(id)).poll.waiting).toBe(null);
  });
});

describe('a job that changes while it is asked for', () => {
  async function during(id: string, tab: GoogleTab, act: () => Promise<unknown>): Promise<void> {
    const seen = emulator.requests.length;
    emulator.faults.next({ method: 'GET' }, { kind: 'slow', ms: 60 });
    await tab.poller.ask(id);
    const turn = clock.step();
    await until(() => emulator.requests.length > seen);
    await act();
    await turn;
  }

  it('stays forgotten', async () => {
    const tab = new GoogleTab(emulator, clock);
    const id = await begin(tab, HOUR);
    await during(id, tab, () => removeJob(id));
    expect(await getJob(id)).toBe(undefined);
  });

  it('stays ended, and keeps what another tab has written', async () => {
    const tab = new GoogleTab(emulator, clock);
    const [ended, patient] = [await begin(tab, HOUR), await begin(tab, HOUR)];
    await during(ended, tab, () => changeJob(ended, (job) => ({ ...job, state: 'cancelled', endedAt: clock.now() })));
    expect(await read(ended)).toMatchObject({ state: 'cancelled' });
    await during(patient, tab, () => changeJob(patient, (job) => ({ ...job, patience: 7, displayName: 'numbers' })));
    expect(await read(patient)).toMatchObject({ state: 'running', patience: 7 });
  });

  it('is cancelled', async () => {
    const tab = new GoogleTab(emulator, clock);
    const id = await begin(tab, HOUR);
    await during(id, tab, () => cancelJob(id, tab.services, 'Cancel requested.', clock));
    await clock.until(hasEnded(id));
    const job = await read(id);
    expect(job.state).toBe('cancelled');
    expect(textsOf(job)).toEqual(['Start requested.', 'Tuning', 'Cancel requested.', 'The job was cancelled.']);
  });

  it('ends as it ended at the service where that was sooner than Cancel', async () => {
    const tab = new GoogleTab(emulator, clock);
    const id = await begin(tab, MINUTE);
    emulator.clock.advance(HOUR);
    // Not every service takes this for done.
    emulator.faults.next({ method: 'POST' }, { kind: 'forbidden' }, 2);
    await cancelJob(id, tab.services, 'Cancel requested.', clock);
    expect(await read(id)).toMatchObject({ state: 'succeeded' });
    expect(textsOf(await read(id))).not.toContain('Cancel requested.');
    const asked = emulator.requests.length;
    await cancelJob(id, tab.services, 'Cancel requested.', clock);
    expect(emulator.requests.length).toBe(asked);
  });
});

describe('a job that was deleted at its service', () => {
  it('ends here too, with what was read of it', async () => {
    const tab = new GoogleTab(emulator, clock);
    const id = await begin(tab, HOUR);
    await clock.pass(30 * MINUTE);
    emulator.state.tunedModels.clear();
    await clock.until(hasEnded(id));
    const job = await read(id);
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
    const [broken, other] = [await begin(tab, MINUTE), await begin(tab, MINUTE)];
    // A service that does not exist makes a TypeError where the next poll is planned.
    await changeJob(broken, (job) => ({ ...job, service: 'few-shot-pack' }));
    tab.services.can = () => true;
    let faults = 0;
    const end = clock.now() + 10 * MINUTE;
    while (clock.now() < end) await clock.step().catch(() => faults++);
    expect((await read(other)).state).toBe('succeeded');
    expect(faults).toBeGreaterThan(0);
    expect(faults).toBeLessThanOrEqual(21);
  });
});
