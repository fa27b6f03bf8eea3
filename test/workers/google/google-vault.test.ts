import { GoogleTab, hasEnded, readStored } from '../../support/google-tab.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DEFAULTS } from '../../emulator/settings.ts';
import { type Emulator, startEmulator } from '../../emulator/emulator.ts';
import { hurryTimers } from '../../support/hurry.ts';
import { SteppedClock } from '../../support/stepped-clock.ts';
import { emptyDatabase } from '../../support/stored.ts';

const MINUTE = 60_000;

hurryTimers(50);
let emulator: Emulator;
let clock: SteppedClock;
let tab: GoogleTab;

beforeEach(async () => {
  await emptyDatabase();
  emulator = await startEmulator({ tunable: true });
  emulator.clock.speed = 0;
  clock = new SteppedClock((ms) => {
    emulator.clock.advance(ms);
  });
  tab = new GoogleTab(emulator, clock);
  await tab.keeper.seal('open sesame');
});
afterEach(() => emulator.close());

const polls = () => tab.log.filter(({ purpose }) => purpose === 'Read a tuning job').length;
const vault = () => tab.keeper.state.vault;

describe('a vault on a machine that is left alone', () => {
  it('stays open until the job has ended, and is locked then', async () => {
    tab.connect({ lockAfterMinutes: 10 });
    const id = await tab.begin(95 * MINUTE);
    await clock.until(hasEnded(id));
    expect([(await readStored(id)).state, vault()]).toEqual(['succeeded', 'open']);
    await clock.pass(20 * MINUTE);
    expect(vault()).toBe('locked');
  });

  it('is locked while the job runs where that is wanted; the job waits, and goes on with the passphrase', async () => {
    tab.connect({ lockAfterMinutes: 10, openWhileJobsRun: false });
    const id = await tab.begin(95 * MINUTE);
    await clock.pass(11 * MINUTE);
    expect([vault(), tab.keeper.state.geminiKey]).toEqual(['locked', false]);
    const before = polls();
    expect(before).toBeGreaterThan(5);
    await clock.pass(120 * MINUTE);
    expect([polls(), (await readStored(id)).state]).toEqual([before, 'running']);
    expect(await tab.keeper.unlock('open sesame')).toBe(true);
    await tab.poller.release('credential');
    await clock.pass(0);
    expect(await readStored(id)).toMatchObject({ state: 'succeeded', problem: null });
    expect(tab.keeper.use().geminiKey).toBe(DEFAULTS.key);
  });

  it('is not kept open by a job that is no longer asked for, nor by one of another credential', async () => {
    tab.connect({ lockAfterMinutes: 10 });
    await tab.begin(600 * MINUTE);
    emulator.settings = { tunable: true, key: 'another-key' };
    await clock.pass(25 * MINUTE);
    expect(vault()).toBe('locked');
  });
});
