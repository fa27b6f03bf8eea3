import type { Page } from 'playwright';
import { expect } from 'vitest';
import { giveKey, goToAddress, jobState } from './google-site.ts';
import { importFiles } from './journey.ts';
import { chooseService, openTune } from './tune-page.ts';

/** Shelves, which no base model would know; a few-shot pack made of them does. One of them has a text that a page must not run. */
function shelfRows(count: number): readonly { readonly input: string; readonly output: string }[] {
  return Array.from({ length: count }, (_, n) => ({
    input: n === 1 ? '<img src=x onerror="window.hacked=1"> shelf of stone 1 \u202egnp' : `shelf of stone ${n}`,
    output: `Shelf ${n * 7}.`,
  }));
}

/** Imports rows and makes a few-shot pack of them; ends on Test, with the pack beside its base model. */
export async function openTestWithPack(page: Page, rows: number): Promise<void> {
  await giveKey(page);
  await goToAddress(page, '#/');
  const text = shelfRows(rows).map((row) => `${JSON.stringify(row)}\n`);
  await importFiles(page, { name: 'shelf.jsonl', text: text.join('') });
  await openTune(page);
  await chooseService(page, 'Few-shot pack');
  await page.getByRole('button', { name: 'Make the pack' }).click();
  await expect.poll(() => jobState(page).innerText(), { timeout: 20_000 }).toBe('Succeeded');
  await page.getByRole('link', { name: 'Try', exact: true }).click();
  await page.getByRole('button', { name: 'Evaluate', exact: true }).waitFor();
}

/** Starts an evaluation over so many rows of the whole dataset; gives its address. */
export async function evaluate(page: Page, size: number): Promise<string> {
  await page.getByRole('combobox', { name: 'Rows to ask' }).selectOption('');
  await page.getByRole('spinbutton', { name: 'Sample size' }).fill(String(size));
  await page.getByRole('button', { name: 'Evaluate', exact: true }).click();
  await page.getByRole('table', { name: 'Results' }).waitFor();
  return new URL(page.url()).hash;
}

/** Waits until nothing is left to ask. */
export async function waitForAnswers(page: Page): Promise<void> {
  await page.getByRole('heading', { name: 'Evaluation', level: 2, exact: true }).waitFor();
  await page.getByRole('group', { name: 'Progress' }).waitFor({ state: 'detached', timeout: 90_000 });
  await page.getByRole('list', { name: 'Metrics' }).waitFor();
}
