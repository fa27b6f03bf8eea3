import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { findViolations } from '../support/axe.ts';
import { giveKey, goToAddress, jobState, useGoogle } from '../support/google-site.ts';
import { importFiles } from '../support/journey.ts';
import { chooseService, openTune, startTuning } from '../support/tune-page.ts';

const google = useGoogle({ tunable: true });

const PASSPHRASE = 'a lapis stone in a drawer';
const CSV = `input,output\n${Array.from({ length: 60 }, (_, n) => `code ${n},place ${n * 2}\n`).join('')}`;

const offSwitch = (page: Page) => page.getByRole('switch', { name: 'No network' });
const held = (page: Page) => page.getByText('A key is held');
const asked = () => google.emulator.requests.length;

async function openSettings(page: Page): Promise<Page> {
  await goToAddress(page, '#/settings');
  await page.getByRole('heading', { name: 'Remember on this device' }).waitFor();
  return page;
}

async function unlock(page: Page): Promise<void> {
  await page.getByLabel('Passphrase').fill(PASSPHRASE);
  await page.getByRole('button', { name: 'Unlock' }).click();
  await held(page).waitFor();
}

/** A tab with a key in a vault, and another one that has opened it. */
async function openTwo(): Promise<readonly [Page, Page]> {
  const one = await google.visit();
  await giveKey(one);
  await one.getByLabel('Passphrase').fill(PASSPHRASE);
  await one.getByRole('button', { name: 'Remember' }).click();
  await one.getByRole('button', { name: 'Lock now' }).waitFor();
  const two = await openSettings(await google.anotherTab(one.context()));
  await unlock(two);
  return [one, two];
}

describe('"No network"', () => {
  it('holds in all tabs as soon as it is switched in one, for jobs under way too', async () => {
    const one = await google.visit();
    await giveKey(one);
    await goToAddress(one, '#/');
    await importFiles(one, { name: 'shelf.csv', text: CSV });
    await openTune(one);
    await chooseService(one, 'Gemini API');
    google.emulator.state.plan = { outcome: 'stall', queueMs: 0, durationMs: 600_000 };
    await startTuning(one);
    await expect.poll(() => jobState(one).innerText()).toBe('Tuning');

    const two = await openSettings(await google.anotherTab(one.context()));
    await offSwitch(two).check();
    await expect.poll(() => jobState(one).innerText()).toBe('Waiting for the network switch');
    const before = asked();
    await one.getByRole('button', { name: 'Ask now' }).click();
    await one.waitForTimeout(7_000);
    expect(asked()).toBe(before);

    // What is changed elsewhere in the first tab must not switch it on again.
    await openSettings(one);
    await one.getByLabel('Project ID').fill('another-project');
    await expect.poll(() => two.getByLabel('Project ID').inputValue()).toBe('another-project');
    expect([await offSwitch(one).isChecked(), await offSwitch(two).isChecked()]).toEqual([true, true]);
    expect(asked()).toBe(before);
    await offSwitch(two).uncheck();
    await expect.poll(() => offSwitch(one).isChecked()).toBe(false);
    await expect.poll(asked).toBeGreaterThan(before);
  });
});

describe('a vault', () => {
  it('stays open while a job runs, unless one of the tabs says otherwise', async () => {
    const [one, two] = await openTwo();
    const stays = (page: Page) => page.getByRole('switch', { name: 'Stay open while a job runs' });
    expect([await stays(one).isChecked(), await stays(two).isChecked()]).toEqual([true, true]);
    await stays(one).uncheck();
    await expect.poll(() => stays(two).isChecked()).toBe(false);
    expect(await findViolations(one)).toEqual([]);
    await two.reload();
    await unlock(two);
    expect(await stays(two).isChecked()).toBe(false);
  });

  it('that is locked in one tab is locked in the other', async () => {
    const [one, two] = await openTwo();
    await one.getByRole('button', { name: 'Lock now' }).click();
    await two.getByRole('button', { name: 'Unlock' }).waitFor();
    await held(two).waitFor({ state: 'detached' });
    expect(await two.getByRole('button', { name: 'Check access' }).isEnabled()).toBe(false);
    await unlock(two);
    // To open it is for the one tab only.
    expect(await one.getByRole('button', { name: 'Unlock' }).isVisible()).toBe(true);
  });

  it('that is wiped in one tab is gone from the other, with what that holds', async () => {
    const [one, two] = await openTwo();
    await two.getByRole('button', { name: 'Forget everything' }).click();
    await one.getByText('Without this your credentials are gone').waitFor();
    expect(await held(one).count()).toBe(0);
    await one.reload();
    await one.getByText('Without this your credentials are gone').waitFor();
    expect(await one.getByRole('button', { name: 'Unlock' }).count()).toBe(0);
  });
});
