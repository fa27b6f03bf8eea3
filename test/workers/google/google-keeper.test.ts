import '../../support/fake-browser.ts';
import { Dexie } from 'dexie';
import { beforeEach, describe, expect, it } from 'vitest';
import { NO_CONNECTION } from '../../../src/core/tuning/google-connection.ts';
import { database } from '../../../src/store/database.ts';
import { readVault } from '../../../src/store/google/vault.ts';
import { Keeper } from '../../../workers/google/google-keeper.ts';
import { SteppedClock } from '../../support/stepped-clock.ts';
import { emptyDatabase } from '../../support/stored.ts';

const MINUTE = 60_000;
const KEY = 'a-key-of-no-service';
const TOKEN = 'a-token-of-no-service';
const NOTHING = { geminiKey: null, accessToken: null };
let clock: SteppedClock;
let told: number;

beforeEach(async () => {
  await emptyDatabase();
  clock = new SteppedClock();
  told = 0;
});

function makeKeeper(): Keeper {
  return new Keeper(() => told++, clock);
}

async function sealedKeeper(): Promise<Keeper> {
  const keeper = makeKeeper();
  keeper.hold({ geminiKey: KEY, accessToken: TOKEN });
  await keeper.seal('open sesame');
  return keeper;
}

describe('a keeper', () => {
  it('tells what it holds, never what that is', () => {
    const keeper = makeKeeper();
    keeper.hold({ geminiKey: KEY, accessToken: TOKEN });
    expect(keeper.state).toEqual({
      ...{ geminiKey: true, accessToken: true, vault: 'none' },
      // Five minutes less than the hour that Google says.
      tokenEnds: clock.now() + 55 * MINUTE,
    });
    const text = JSON.stringify([keeper.state, keeper]);
    expect([text.includes(KEY), text.includes(TOKEN)]).toEqual([false, false]);
    keeper.hold({ accessToken: null });
    expect(keeper.state).toMatchObject({ geminiKey: true, accessToken: false, tokenEnds: null });
    expect(told).toBe(2);
  });

  it('forgets all when it is locked without a vault', () => {
    const keeper = makeKeeper();
    keeper.hold({ geminiKey: KEY });
    keeper.lock();
    expect(keeper.use()).toEqual(NOTHING);
    expect(keeper.state.vault).toBe('none');
  });
});

describe('a vault', () => {
  it('gives after a reload what was sealed, to whoever knows the passphrase', async () => {
    await sealedKeeper();
    const keeper = makeKeeper();
    await keeper.begin();
    expect(keeper.state).toMatchObject({ geminiKey: false, vault: 'locked' });
    expect(await keeper.unlock('open barley')).toBe(false);
    expect(keeper.use()).toEqual(NOTHING);
    await clock.pass(20 * MINUTE);
    expect(await keeper.unlock('open sesame')).toBe(true);
    expect(keeper.use()).toEqual({ geminiKey: KEY, accessToken: TOKEN });
    expect(keeper.state.vault).toBe('open');
  });

  it('does not make a token young again', async () => {
    const keeper = await sealedKeeper();
    const made = (await readVault())?.made ?? Number.NaN;
    keeper.lock();
    await clock.pass(50 * MINUTE);
    await keeper.unlock('open sesame');
    expect(keeper.state.tokenEnds).toBe(made + 55 * MINUTE);
  });

  it('does not take the place of what was given since', async () => {
    await sealedKeeper();
    const keeper = makeKeeper();
    keeper.hold({ accessToken: 'a-newer-token' });
    const { tokenEnds } = keeper.state;
    await keeper.unlock('open sesame');
    expect(keeper.use()).toEqual({ geminiKey: KEY, accessToken: 'a-newer-token' });
    expect(keeper.state.tokenEnds).toBe(tokenEnds);
  });

  it('is gone where all is forgotten while it is stored, and locked where it is locked then', async () => {
    for (const [forget, left] of [
      [(keeper: Keeper) => keeper.wipe(), 'none'],
      [
        (keeper: Keeper) => {
          keeper.lock();
          return Promise.resolve();
        },
        'locked',
      ],
    ] as const) {
      const keeper = makeKeeper();
      keeper.hold({ geminiKey: KEY });
      let forgotten: Promise<void> | undefined;
      const onStore = (): void => {
        // As from elsewhere: not a part of the transaction that stores.
        forgotten ??= Dexie.ignoreTransaction(() => forget(keeper));
      };
      database.vault.hook('creating', onStore);
      const isKept = await keeper.seal('open sesame');
      database.vault.hook('creating').unsubscribe(onStore);
      await forgotten;
      expect([keeper.state.vault, isKept]).toEqual([left, left === 'locked']);
      expect(keeper.use()).toEqual(NOTHING);
      expect((await readVault()) !== undefined).toBe(isKept);
      await keeper.wipe();
    }
  });

  it('is locked after a time without use, and use puts that off', async () => {
    const keeper = await sealedKeeper();
    keeper.connection = { ...NO_CONNECTION, lockAfterMinutes: 10 };
    for (let index = 0; index < 5; index++) {
      expect(keeper.use().geminiKey).toBe(KEY);
      await clock.pass(9 * MINUTE);
    }
    expect(keeper.state.vault).toBe('open');
    await clock.pass(MINUTE);
    expect(keeper.state).toEqual({ geminiKey: false, accessToken: false, tokenEnds: null, vault: 'locked' });
    expect(keeper.use()).toEqual(NOTHING);
    expect(await keeper.unlock('open sesame')).toBe(true);
  });

  it('is not kept open by requests that nobody asked for', async () => {
    const keeper = await sealedKeeper();
    keeper.connection = { ...NO_CONNECTION, lockAfterMinutes: 10 };
    keeper.use();
    for (let index = 0; index < 9; index++) {
      await clock.pass(MINUTE);
      expect(keeper.lend().geminiKey).toBe(KEY);
    }
    await clock.pass(MINUTE);
    expect([keeper.lend(), keeper.state.vault]).toEqual([NOTHING, 'locked']);
  });

  it('stays open while it is needed, unless that is not wanted or can not be found out', async () => {
    let isNeeded = true;
    const keeper = await sealedKeeper();
    keeper.connection = { ...NO_CONNECTION, lockAfterMinutes: 10 };
    keeper.isNeeded = () => Promise.resolve(isNeeded);
    keeper.use();
    await clock.pass(95 * MINUTE);
    expect(keeper.lend().geminiKey).toBe(KEY);
    isNeeded = false;
    await clock.pass(10 * MINUTE);
    expect(keeper.state.vault).toBe('locked');

    for (const change of [
      { isNeeded: () => Promise.resolve(true), open: false },
      { isNeeded: () => Promise.reject(new Error('no database')), open: true },
    ]) {
      await keeper.unlock('open sesame');
      keeper.connection = { ...keeper.connection, openWhileJobsRun: change.open };
      keeper.isNeeded = change.isNeeded;
      await clock.pass(10 * MINUTE);
      expect(keeper.state.vault).toBe('locked');
    }
  });

  it('is used, or locked, while it is found out whether it is needed', async () => {
    for (const act of ['use', 'lock'] as const) {
      const keeper = await sealedKeeper();
      keeper.isNeeded = () => {
        keeper[act]();
        return Promise.resolve(act === 'lock');
      };
      await clock.pass(30 * MINUTE);
      expect(keeper.state.vault).toBe(act === 'use' ? 'open' : 'locked');
    }
  });

  it('is locked where the machine slept though it is needed, whatever wakes up first', async () => {
    for (const first of ['timer', 'request'] as const) {
      const keeper = await sealedKeeper();
      keeper.isNeeded = () => Promise.resolve(true);
      clock.shift(45 * MINUTE);
      if (first === 'timer') await clock.pass(30 * MINUTE);
      expect(keeper.lend()).toEqual(NOTHING);
    }
  });

  it('is locked where the machine slept through that time', async () => {
    const keeper = await sealedKeeper();
    clock.shift(31 * MINUTE);
    expect(keeper.use()).toEqual(NOTHING);
    expect(keeper.state.vault).toBe('locked');
  });

  it('is gone once it is wiped, from this tab and from the database', async () => {
    const keeper = await sealedKeeper();
    await keeper.wipe();
    expect(keeper.use()).toEqual(NOTHING);
    expect(await readVault()).toBe(undefined);
    expect(await keeper.unlock('open sesame')).toBe(false);
    expect(keeper.state.vault).toBe('none');
  });

  it('opens for nobody who wiped or locked it meanwhile', async () => {
    for (const act of ['wipe', 'lock'] as const) {
      const keeper = await sealedKeeper();
      keeper.lock();
      const opened = keeper.unlock('open sesame');
      await keeper[act]();
      expect(await opened).toBe(false);
      expect(keeper.use()).toEqual(NOTHING);
    }
  });

  it('is not made of what was forgotten meanwhile', async () => {
    const keeper = makeKeeper();
    keeper.hold({ geminiKey: KEY });
    const sealed = keeper.seal('open sesame');
    await keeper.wipe();
    expect(await sealed).toBe(false);
    expect(await readVault()).toBe(undefined);
  });
});
