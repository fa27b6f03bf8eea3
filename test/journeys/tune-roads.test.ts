import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { findViolations } from '../support/axe.ts';
import { giveKey, goToAddress, jobState, useGoogle } from '../support/google-site.ts';
import { importFiles } from '../support/journey.ts';

const google = useGoogle({ preflights: 'get-post' });

const STONES = [
  'input,output',
  ...Array.from({ length: 50 }, (_, n) => `stone ${n} please,drawer ${n + 100}`),
  '',
].join('\n');

async function openTune(page: Page): Promise<void> {
  await page.getByRole('navigation', { name: 'Dataset' }).getByRole('link', { name: 'Tune' }).click();
  await page.getByRole('combobox', { name: 'Service' }).waitFor();
}

async function choose(page: Page, service: string): Promise<void> {
  await page.getByRole('combobox', { name: 'Service' }).selectOption({ label: service });
  await page.getByText(/rows for training/).waitFor();
}

describe('a key that can tune nothing', () => {
  it('is told so with the roads that are open, and ends with a pack that beats the base', async () => {
    const page = await google.visit();
    await giveKey(page);
    await page.getByRole('button', { name: 'Check what these can do' }).click();
    await page.getByText('this key can tune no model').waitFor();
    await goToAddress(page, '#/');
    await importFiles(page, { name: 'stones.csv', text: STONES });
    await openTune(page);
    await choose(page, 'Gemini API');
    const roads = page.getByRole('group', { name: 'What you can do' });
    await roads.getByText('This key can tune no model.').waitFor();
    expect(await page.getByRole('button', { name: 'Start tuning' }).isDisabled()).toBe(true);
    expect(await findViolations(page)).toEqual([]);

    await roads.getByRole('button', { name: 'Make a few-shot pack' }).click();
    await page.getByText(/rows for training/).waitFor();
    await page.getByRole('combobox', { name: 'Base model' }).selectOption('models/gemini-3.5-flash');
    await page.getByRole('spinbutton', { name: 'Examples at most' }).fill('45');
    await page.getByRole('button', { name: 'Make the pack' }).click();
    await expect.poll(() => jobState(page).innerText()).toBe('Succeeded');
    await page.getByRole('link', { name: 'Try', exact: true }).click();
    await page.getByRole('textbox', { name: 'Prompt' }).fill('stone 7 please');
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    const tuned = page.getByRole('region', { name: 'Tuned model' }).getByTestId('answer');
    await expect.poll(() => tuned.innerText()).toMatch(/^drawer \d+$/);
    const base = page.getByRole('region', { name: 'Base model' }).getByTestId('answer');
    expect(await base.innerText()).not.toMatch(/^drawer \d+$/);
  });

  it('still gets the files and the same job as programs', async () => {
    const page = await google.visit();
    await importFiles(page, { name: 'stones.csv', text: STONES });
    await openTune(page);
    await choose(page, 'Export only');
    await page.getByText('The same job as curl, Python or JavaScript').click();
    await page.getByText('curl', { exact: true }).click();
    await page.getByText('gcloud storage cp').first().waitFor();
    const files: string[] = [];
    page.on('download', (file) => files.push(file.suggestedFilename()));
    await page.getByRole('button', { name: 'Save the files' }).click();
    await expect.poll(() => files.sort()).toEqual(['request.json', 'training.jsonl', 'validation.jsonl']);
    expect(google.emulator.requests.some(({ path }) => path.includes('tuningJobs'))).toBe(false);
  });
});

describe('rows over a limit', () => {
  it('stop a job before anything is sent, each named, and can be left out', async () => {
    const page = await google.visit();
    await giveKey(page);
    await goToAddress(page, '#/');
    const long = `${'very '.repeat(9_000)}long`;
    await importFiles(page, { name: 'long.csv', text: `${STONES}${long},far\nshort,${'x'.repeat(5_001)}\n` });
    await openTune(page);
    await choose(page, 'Gemini API');
    const findings = page.getByRole('list', { name: 'Findings' });
    await findings
      .getByText(/45,00\d|40,000/)
      .first()
      .waitFor();
    await findings
      .getByText(/5,001|5,000/)
      .first()
      .waitFor();
    for (const summary of await findings.getByText('Which rows').all()) await summary.click();
    await findings.getByText('51', { exact: true }).waitFor();
    await findings.getByText('52', { exact: true }).waitFor();
    await page.getByText('Some rows break a hard rule').waitFor();
    await page.getByRole('switch', { name: 'Leave 2 rows out of this job' }).click();
    await expect.poll(() => page.getByText('Some rows break a hard rule').count()).toBe(0);
    expect(
      google.emulator.requests.some(({ method, path }) => method === 'POST' && path.endsWith('/tunedModels')),
    ).toBe(false);
  });
});

describe('the switch “No network”', () => {
  it('lets nothing out', async () => {
    const page = await google.visit();
    await giveKey(page);
    await page.getByRole('switch', { name: 'No network' }).click();
    const before = google.emulator.requests.length;
    await page.getByRole('button', { name: 'Check what these can do' }).click();
    await page
      .getByText(/could not be listed/)
      .first()
      .waitFor();
    expect(google.emulator.requests.length).toBe(before);
  });
});
