import { GoogleTab, hasEnded, readStored, waitUntil } from '../../support/google-tab.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { changeJob } from '../../../src/store/google/jobs.ts';
import { type Emulator, startEmulator } from '../../emulator/emulator.ts';
import { hurryTimers } from '../../support/hurry.ts';
import { SteppedClock } from '../../support/stepped-clock.ts';
import { emptyDatabase } from '../../support/stored.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const pollsOf = (tab: GoogleTab) => tab.log.filter(({ purpose }) => purpose === 'Read a tuning job');

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

describe('a credential that is refused', () => {
  it('pauses all jobs of its service, and they go on at once with a new one', async () => {
    const tab = new GoogleTab(emulator, clock);
    const ids = [await tab.begin(HOUR), await tab.begin(HOUR)];
    await clock.pass(6 * MINUTE);
    emulator.settings = { tunable: true, key: 'the-next-key' };
    await clock.until(async () => (await Promise.all(ids.map(readStored))).every(({ poll }) => poll.waiting !== null));
    for (const id of ids) {
      expect(await readStored(id)).toMatchObject({
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
    for (const id of ids) expect(await readStored(id)).toMatchObject({ state: 'succeeded', problem: null });
  });

  it('is not missed where the new one comes while a poll is under way', async () => {
    const tab = new GoogleTab(emulator, clock);
    const id = await tab.begin(HOUR);
    emulator.settings = { tunable: true, key: 'the-next-key' };
    emulator.faults.next({ method: 'GET' }, { kind: 'slow', ms: 100 });
    await tab.poller.ask(id);
    const turn = clock.step();
    await waitUntil(() => emulator.requests.some(({ method }) => method === 'GET'));
    tab.keeper.hold({ geminiKey: 'the-next-key' });
    await tab.poller.release('credential');
    await turn;
    await clock.pass(0);
    expect(await readStored(id)).toMatchObject({ state: 'running', problem: null, poll: { waiting: null } });
  });

  it('leaves the jobs to another tab that holds a good one', async () => {
    const tab = new GoogleTab(emulator, clock);
    const id = await tab.begin(HOUR);
    emulator.settings = { tunable: true, key: 'the-next-key' };
    const other = new GoogleTab(emulator, clock, { geminiKey: 'the-next-key' });
    other.poller.wakeUp();
    await clock.until(hasEnded(id));
    const job = await readStored(id);
    expect(job.state).toBe('succeeded');
    // The first tab has tried once and then let the other one do it.
    expect(pollsOf(tab).length).toBeLessThanOrEqual(1);
    expect(job.events.filter(({ tone }) => tone === 'bad').length).toBeLessThanOrEqual(1);
  });
});

describe('several tabs', () => {
  it('ask no more often than one', async () => {
    const tab = new GoogleTab(emulator, clock);
    const id = await tab.begin(HOUR);
    const tabs = [tab, new GoogleTab(emulator, clock), new GoogleTab(emulator, clock)];
    tabs.forEach(({ poller }) => {
      poller.wakeUp();
    });
    await clock.until(hasEnded(id));
    const times = emulator.requests.filter(({ method }) => method === 'GET').map(({ time }) => time);
    const gaps = times.slice(1).map((time, index) => time - (times[index] ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(5_000);
    expect((await readStored(id)).events).toHaveLength(3);
  });

  it('find a job that another one has stored', async () => {
    const tab = new GoogleTab(emulator, clock);
    tab.poller.wakeUp();
    await clock.pass(HOUR);
    const other = new GoogleTab(emulator, new SteppedClock());
    const id = await other.begin(MINUTE);
    await clock.pass(5 * MINUTE);
    expect((await readStored(id)).state).toBe('succeeded');
  });
});

describe('the switch "No network"', () => {
  it('stops the polls, and they go on at once when it is off', async () => {
    const tab = new GoogleTab(emulator, clock);
    const id = await tab.begin(HOUR);
    tab.connect({ off: true });
    const asked = emulator.requests.length;
    await clock.pass(10 * MINUTE);
    expect(emulator.requests.length).toBe(asked);
    tab.connect({ off: false });
    await tab.poller.release('network');
    await clock.pass(0);
    expect((await readStored(id)).reading?.step).toBeGreaterThan(0);
  });

  it('holds for one tab; another one goes on with what the first could not ask', async () => {
    const tab = new GoogleTab(emulator, clock);
    const id = await tab.begin(HOUR);
    await changeJob(id, (job) => ({
      ...job,
      poll: { ...job.poll, dueAt: Number.MAX_SAFE_INTEGER, waiting: 'network' },
    }));
    await clock.pass(MINUTE);
    expect((await readStored(id)).poll.waiting).toBe(null);
  });
});
