import { GoogleTab, hasEnded, readStored, textsOf, waitUntil } from '../../support/google-tab.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { changeJob, getJob, removeJob } from '../../../src/store/google/jobs.ts';
import { cancelJob } from '../../../workers/google/google-cancel.ts';
import { type Emulator, startEmulator } from '../../emulator/emulator.ts';
import { hurryTimers } from '../../support/hurry.ts';
import { SteppedClock } from '../../support/stepped-clock.ts';
import { emptyDatabase } from '../../support/stored.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

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

describe('a job that changes while it is asked for', () => {
  async function during(id: string, tab: GoogleTab, act: () => Promise<unknown>): Promise<void> {
    const seen = emulator.requests.length;
    emulator.faults.next({ method: 'GET' }, { kind: 'slow', ms: 60 });
    await tab.poller.ask(id);
    const turn = clock.step();
    await waitUntil(() => emulator.requests.length > seen);
    await act();
    await turn;
  }

  it('stays forgotten', async () => {
    const tab = new GoogleTab(emulator, clock);
    const id = await tab.begin(HOUR);
    await during(id, tab, () => removeJob(id));
    expect(await getJob(id)).toBe(undefined);
  });

  it('stays ended, and keeps what another tab has written', async () => {
    const tab = new GoogleTab(emulator, clock);
    const [ended, patient] = [await tab.begin(HOUR), await tab.begin(HOUR)];
    await during(ended, tab, () => changeJob(ended, (job) => ({ ...job, state: 'cancelled', endedAt: clock.now() })));
    expect(await readStored(ended)).toMatchObject({ state: 'cancelled' });
    await during(patient, tab, () => changeJob(patient, (job) => ({ ...job, patience: 7, displayName: 'numbers' })));
    expect(await readStored(patient)).toMatchObject({ state: 'running', patience: 7 });
  });

  it('is cancelled', async () => {
    const tab = new GoogleTab(emulator, clock);
    const id = await tab.begin(HOUR);
    await during(id, tab, () => cancelJob(id, tab.services, 'Cancel requested.', clock));
    await clock.until(hasEnded(id));
    const job = await readStored(id);
    expect(job.state).toBe('cancelled');
    expect(textsOf(job)).toEqual(['Start requested.', 'Tuning', 'Cancel requested.', 'The job was cancelled.']);
  });

  it('ends as it ended at the service where that was sooner than Cancel', async () => {
    const tab = new GoogleTab(emulator, clock);
    const id = await tab.begin(MINUTE);
    emulator.clock.advance(HOUR);
    // Not every service takes this for done.
    emulator.faults.next({ method: 'POST' }, { kind: 'forbidden' }, 2);
    await cancelJob(id, tab.services, 'Cancel requested.', clock);
    expect(await readStored(id)).toMatchObject({ state: 'succeeded' });
    expect(textsOf(await readStored(id))).not.toContain('Cancel requested.');
    const asked = emulator.requests.length;
    await cancelJob(id, tab.services, 'Cancel requested.', clock);
    expect(emulator.requests.length).toBe(asked);
  });
});

describe('patience', () => {
  const validation = [3, 2, 2.5, 2.4].map((loss, step) => ({ step, loss }));

  it('that has come to its end cancels the job, once', async () => {
    const tab = new GoogleTab(emulator, clock);
    const id = await tab.begin(HOUR);
    // The service takes a while to cancel, and the answer to it is lost.
    emulator.faults.next({ method: 'POST' }, { kind: 'drop' });
    await changeJob(id, (job) => ({ ...job, patience: 2, curve: { training: [], validation } }));
    await clock.until(hasEnded(id));
    const job = await readStored(id);
    expect(job).toMatchObject({ state: 'cancelled', patience: null, curve: { validation } });
    const words = 'Cancelled: the validation loss had not improved for 2 readings.';
    expect(textsOf(job).filter((text) => text === words)).toHaveLength(1);
  });

  it('is not needed by a job that was cancelled by hand', async () => {
    const tab = new GoogleTab(emulator, clock);
    const id = await tab.begin(HOUR);
    await cancelJob(id, tab.services, 'Cancel requested.', clock);
    expect((await readStored(id)).patience).toBe(null);
  });
});
