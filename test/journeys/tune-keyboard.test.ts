import type { Page } from 'playwright';
import { expect, it } from 'vitest';
import { CANARY_TOKEN, jobState, useGoogle, waitForEnd } from '../support/google-site.ts';
import { importFiles } from '../support/journey.ts';
import { openTune } from '../support/tune-page.ts';

const google = useGoogle();

const CSV = ['input,output', ...Array.from({ length: 40 }, (_, n) => `stone ${n},drawer ${n * 3}`), ''].join('\n');

/** Presses Tab until the focus is on what has this name, as people do who have no mouse. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let presses = 0; presses < 80; presses++) {
    const focused = await page.evaluate(() => {
      const element = document.activeElement;
      const isField = [HTMLInputElement, HTMLSelectElement, HTMLTextAreaElement].some(
        (kind) => element instanceof kind,
      );
      const label = isField ? document.querySelector(`label[for="${element?.id ?? ''}"]`) : null;
      return (element?.getAttribute('aria-label') ?? label?.textContent ?? element?.textContent ?? '').trim();
    });
    if (focused === name) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`"${name}" is not reached by 80 presses of Tab`);
}

function creates(): number {
  return google.emulator.requests.filter(({ method, path }) => method === 'POST' && path.endsWith('/tuningJobs'))
    .length;
}

it('a model is tuned and asked without a mouse, and only Start spends money', async () => {
  const page = await google.visit();
  await tabTo(page, 'Settings');
  await page.keyboard.press('Enter');
  await tabTo(page, 'Access token');
  await page.keyboard.type(CANARY_TOKEN);
  await page.keyboard.press('Enter');
  await page.getByText('A token is held').waitFor();
  await tabTo(page, 'Project ID');
  await page.keyboard.type('lapidary-test');
  await tabTo(page, 'Bucket');
  await page.keyboard.type('lapidary-bucket');
  await tabTo(page, 'Datasets');
  await page.keyboard.press('Enter');
  await importFiles(page, { name: 'stones.csv', text: CSV });
  await openTune(page);

  const start = page.getByRole('button', { name: 'Start tuning' });
  await expect.poll(() => start.isEnabled(), { timeout: 20_000 }).toBe(true);
  await tabTo(page, 'Epochs');
  await page.keyboard.type('2');
  for (const field of ['Epochs', 'Spending limit (US$)']) {
    await tabTo(page, field);
    await page.keyboard.press('Enter');
  }
  await page.waitForTimeout(500);
  expect(await jobState(page).count()).toBe(0);
  expect(creates()).toBe(0);

  await tabTo(page, 'Start tuning');
  await page.keyboard.press('Enter');
  await jobState(page).waitFor();
  google.emulator.clock.speed = 30;
  expect(await waitForEnd(page)).toBe('Succeeded');
  expect(creates()).toBe(1);

  await tabTo(page, 'Try');
  await page.keyboard.press('Enter');
  await tabTo(page, 'Prompt');
  await page.keyboard.type('stone 7');
  await page.keyboard.press('Control+Enter');
  await expect
    .poll(() => page.getByRole('region', { name: 'Tuned model' }).getByTestId('answer').innerText())
    .toBe('drawer 21');
});
