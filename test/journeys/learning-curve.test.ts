import type { Page } from 'playwright';
import { expect, it } from 'vitest';
import { findViolations } from '../support/axe.ts';
import { evaluate, waitForAnswers } from '../support/evaluation-page.ts';
import { giveToken, goToAddress, useGoogle, waitForEnd } from '../support/google-site.ts';
import { importFiles } from '../support/journey.ts';
import { chooseService, openTune, startTuning } from '../support/tune-page.ts';

const google = useGoogle();

const ROWS = Array.from({ length: 100 }, (_, n) => ({
  instruction: `Name the stone of drawer ${n}.`,
  output: `Drawer ${n} holds stone number ${n * 3}.`,
}));

/** Tunes with this share of the rows held out, so that the job learns from the others. */
async function tune(page: Page, heldOut: string): Promise<void> {
  await openTune(page);
  await chooseService(page, 'Agent Platform (Vertex AI)');
  await page.getByRole('spinbutton', { name: 'Epochs' }).fill('2');
  await page.getByRole('spinbutton', { name: 'Validation %' }).fill(heldOut);
  await startTuning(page);
  expect(await waitForEnd(page)).toBe('Succeeded');
}

it('an evaluation of what several jobs kept says which checkpoint to keep, and whether more rows help', async () => {
  google.emulator.clock.speed = 30;
  const page = await google.visit();
  await giveToken(page);
  await goToAddress(page, '#/');
  await importFiles(page, {
    name: 'stones.jsonl',
    text: ROWS.map((row) => `${JSON.stringify(row)}\n`).join(''),
  });
  await tune(page, '30');
  await tune(page, '10');
  await page.getByRole('link', { name: 'Try', exact: true }).click();
  for (const [name, choice] of [
    ['Third model', /checkpoint 1 after epoch 1$/],
    ['Fourth model', /^stones[^,]*Agent Platform/],
  ] as const) {
    await page.getByRole('button', { name: 'Add a model' }).click();
    const models = page.getByRole('region', { name, exact: true }).getByRole('combobox', { name: 'Model' });
    const titles = await models.locator('option').allInnerTexts();
    const found = titles.filter((title) => choice.test(title.trim()));
    // Newest first: of the models the second is that of the first job.
    await models.selectOption({ label: found[name === 'Fourth model' ? 1 : 0] ?? '' });
  }
  await evaluate(page, 40);
  await waitForAnswers(page);
  const rows = page.getByRole('table', { name: 'Learning curve' });
  await expect
    .poll(() => rows.getByRole('rowheader').allInnerTexts(), { timeout: 20_000 })
    .toEqual(['Untuned', 'With 70 rows', 'With 90 rows']);
  const checkpoints = page.getByRole('table', { name: 'Checkpoints' });
  expect(await checkpoints.getByRole('rowheader').allInnerTexts()).toEqual(['After epoch 1', 'At the end']);
  await page.getByText(/^(Keep the last one|Keep the checkpoint after epoch 1): /).waitFor();
  expect(await findViolations(page)).toEqual([]);
}, 240_000);
