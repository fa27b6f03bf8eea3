import '../../support/fake-browser.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readVault } from '../../../src/store/google/vault.ts';
import { Keeper } from '../../../workers/google/google-keeper.ts';
import { OtherTabs, type TabCommand } from '../../../workers/google/google-tabs.ts';
import { SteppedClock } from '../../support/stepped-clock.ts';
import { emptyDatabase } from '../../support/stored.ts';

const NOTHING = { geminiKey: null, accessToken: null };
const SECRETS = { geminiKey: 'a-key-of-no-service', accessToken: 'a-token-of-no-service' };
let open: OtherTabs[] = [];

beforeEach(emptyDatabase);
afterEach(() => {
  for (const tabs of open) tabs.close();
  open = [];
});

/** A tab, and what it has heard. */
function openTab(): { readonly tabs: OtherTabs; readonly heard: TabCommand[] } {
  const heard: TabCommand[] = [];
  const tabs = new OtherTabs((command) => heard.push(command));
  open.push(tabs);
  return { tabs, heard };
}

function keeperWith(secrets = SECRETS): Keeper {
  const keeper = new Keeper(() => undefined, new SteppedClock());
  keeper.hold(secrets);
  return keeper;
}

describe('other tabs', () => {
  it('hear each command once, and the tab that gives it does not', async () => {
    const [one, two, three] = [openTab(), openTab(), openTab()];
    one.tabs.tell('lock');
    one.tabs.tell('connection');
    await expect
      .poll(() => [two.heard, three.heard])
      .toEqual([
        ['lock', 'connection'],
        ['lock', 'connection'],
      ]);
    expect(one.heard).toEqual([]);
  });

  it('take nothing else that somebody may say', async () => {
    const { tabs, heard } = openTab();
    const channel = new BroadcastChannel('lapidary:google');
    for (const said of ['unlock', { kind: 'lock' }, ['lock'], null, SECRETS]) channel.postMessage(said);
    channel.postMessage('wipe');
    await expect.poll(() => heard).toEqual(['wipe']);
    channel.close();
    tabs.close();
  });
});

describe('a tab that is locked with another one', () => {
  it('forgets what it held, and knows of a vault that was made since it was opened', async () => {
    const keeper = keeperWith();
    await keeper.begin();
    await keeperWith().seal('open sesame');
    await keeper.lockToo();
    expect(keeper.use()).toEqual(NOTHING);
    expect(keeper.state.vault).toBe('locked');
    expect(await keeper.unlock('open sesame')).toBe(true);
    await keeper.lockToo();
    expect([keeper.use(), keeper.state.vault]).toEqual([NOTHING, 'locked']);
  });

  it('and has no vault has none afterwards', async () => {
    const keeper = keeperWith();
    await keeper.lockToo();
    expect([keeper.use(), keeper.state.vault]).toEqual([NOTHING, 'none']);
  });

  it('does not remove a vault that was made after all was wiped', async () => {
    const keeper = keeperWith();
    await keeper.seal('open sesame');
    await keeperWith().seal('open barley');
    keeper.forget();
    expect([keeper.use(), keeper.state.vault]).toEqual([NOTHING, 'none']);
    expect(await readVault()).toBeDefined();
  });
});
