import type { Page } from 'playwright';
import { expect } from 'vitest';
import { jobState } from './google-site.ts';

/** As the combobox "Service" has them. */
export type ServiceTitle = 'Gemini API' | 'Agent Platform (Vertex AI)' | 'Few-shot pack' | 'Export only';

/** Goes to Tune of the dataset that is open. */
export async function openTune(page: Page): Promise<void> {
  await page.getByRole('navigation', { name: 'Dataset' }).getByRole('link', { name: 'Tune' }).click();
  await page.getByRole('combobox', { name: 'Service' }).waitFor();
}

/** Chooses a service, and waits until the rows are checked against its rules. */
export async function chooseService(page: Page, title: ServiceTitle): Promise<void> {
  await page.getByRole('combobox', { name: 'Service' }).selectOption({ label: title });
  await page.getByText(/rows? for training/).waitFor();
  // Tune asks for nothing by itself.
  const ask = page.getByRole('button', { name: 'Ask Google about this key' });
  if (!(await ask.isVisible())) return;
  await ask.click();
  await ask.waitFor({ state: 'detached' });
}

/** Starts what the form describes, and waits for its page. */
export async function startTuning(page: Page): Promise<void> {
  const start = page.getByRole('button', { name: 'Start tuning' });
  await expect.poll(() => start.isEnabled(), { timeout: 20_000 }).toBe(true);
  await start.click();
  await jobState(page).waitFor();
}

/** Asks what is typed, and gives what each of the two models answers. */
export async function compare(page: Page): Promise<{ base: string; tuned: string }> {
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await page.getByRole('button', { name: 'Run', exact: true }).waitFor();
  const answerOf = (name: string): Promise<string> =>
    page.getByRole('region', { name, exact: true }).getByTestId('answer').innerText();
  return { base: await answerOf('Base model'), tuned: await answerOf('Tuned model') };
}

/** Asks both models with a row of the dataset, by its number from 1. */
export async function askWithRow(page: Page, row: number): Promise<void> {
  await page.getByRole('spinbutton', { name: /^Row/ }).fill(String(row));
  await page.getByRole('button', { name: 'Ask with this row' }).click();
  await expect.poll(() => page.getByRole('textbox', { name: 'Prompt' }).inputValue()).not.toBe('');
}
