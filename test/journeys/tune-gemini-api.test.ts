import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { findViolations } from '../support/axe.ts';
import { CANARY_KEY, giveKey, goToAddress, jobState, useGoogle, waitForEnd } from '../support/google-site.ts';
import { importFiles } from '../support/journey.ts';

const google = useGoogle({ tunable: true });

/** Sixty sums as words that no base model would answer so. */
const CSV = ['input,output', ...Array.from({ length: 60 }, (_, n) => `code ${n} of the shelf,shelf-${n * 7}`), ''].join(
  '\n',
);

async function openTune(page: Page): Promise<void> {
  await page.getByRole('navigation', { name: 'Dataset' }).getByRole('link', { name: 'Tune' }).click();
  await page.getByText(/rows for training/).waitFor();
}

/** The body of the one create request. */
function createRequests() {
  return google.emulator.requests.filter(({ method, path }) => method === 'POST' && path.endsWith('/tunedModels'));
}

describe('tuning with an API key', () => {
  it('goes from an import to a tuned model that answers better than its base', async () => {
    const page = await google.visit();
    await giveKey(page);
    await page.getByRole('button', { name: 'Check what these can do' }).click();
    await page.getByText('Gemini 1.5 Flash 001 Tuning can be tuned').waitFor();
    await goToAddress(page, '#/');
    await importFiles(page, { name: 'shelf.csv', text: CSV });
    await openTune(page);
    await page.getByRole('combobox', { name: 'Service' }).selectOption({ label: 'Gemini API' });
    await page.getByRole('spinbutton', { name: 'Epochs' }).fill('3');
    await page.getByRole('spinbutton', { name: 'Batch size' }).fill('4');
    await page.getByRole('spinbutton', { name: 'Learning rate' }).fill('0.001');
    expect(await findViolations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Start tuning' }).click();
    await jobState(page).waitFor();

    // A reload loses the key, which is in memory only, and nothing else.
    await expect.poll(() => jobState(page).innerText()).toMatch(/Queued|Tuning/);
    await page.reload();
    await expect.poll(() => jobState(page).innerText()).toBe('Waiting for your key');
    google.emulator.clock.speed = 20;
    const job = page.url().split('#')[1] ?? '';
    await giveKey(page);
    await goToAddress(page, `#${job}`);
    expect(await waitForEnd(page)).toBe('Succeeded');
    await page.getByRole('img', { name: 'Loss curve' }).waitFor();
    await page.getByRole('table', { name: 'Loss curve' }).waitFor();
    expect(await findViolations(page)).toEqual([]);

    const picture = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save as PNG' }).click();
    const png = await readFile(await (await picture).path());
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    expect(png.length).toBeGreaterThan(5_000);

    const [create, ...more] = createRequests();
    expect(more).toEqual([]);
    expect(create?.query).toEqual({ tunedModelId: expect.stringMatching(/^lap-[0-9a-f-]{36}$/) as string });
    const body = JSON.parse(create?.body ?? '{}') as {
      readonly tuningTask: { readonly trainingData: { readonly examples: { readonly examples: readonly unknown[] } } };
    };
    expect(body).toMatchObject({
      displayName: 'shelf',
      baseModel: 'models/gemini-1.5-flash-001-tuning',
      tuningTask: { hyperparameters: { batchSize: 4, learningRate: 0.001, epochCount: 3 } },
    });
    expect(body.tuningTask.trainingData.examples.examples).toHaveLength(54);
    expect(body.tuningTask.trainingData.examples.examples[0]).toMatchObject({
      textInput: expect.stringContaining('code') as string,
    });

    await page.getByRole('link', { name: 'Try', exact: true }).click();
    await page.getByRole('button', { name: 'Ask with this row' }).click();
    await expect.poll(() => page.getByRole('textbox', { name: 'Prompt' }).inputValue()).toBe('code 0 of the shelf');
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    const tuned = page.getByRole('region', { name: 'Tuned model' });
    const base = page.getByRole('region', { name: 'Base model' });
    await tuned.getByText('Equal to the row’s output').waitFor();
    await base.getByText('Differs from the row’s output').waitFor();
    expect(await findViolations(page)).toEqual([]);
    await tuned.getByRole('button', { name: 'Add as a row' }).click();
    await expect.poll(() => page.getByTestId('row-count').innerText()).toBe('61 rows');
  });

  it('finds a job whose start had no answer, and does not start another', async () => {
    const page = await google.visit();
    await giveKey(page);
    await goToAddress(page, '#/');
    await importFiles(page, { name: 'shelf.csv', text: CSV });
    await openTune(page);
    await expect.poll(() => page.getByRole('button', { name: 'Start tuning' }).isEnabled()).toBe(true);
    const before = createRequests().length;
    google.emulator.faults.next({ method: 'POST', path: /tunedModels$/ }, { kind: 'drop-after' });
    await page.getByRole('button', { name: 'Start tuning' }).click();
    await expect.poll(() => jobState(page).innerText()).toBe('Looking for the job');
    google.emulator.clock.speed = 20;
    await page.getByText('The job was found at the service').waitFor({ timeout: 20_000 });
    expect(await waitForEnd(page)).toBe('Succeeded');
    expect(createRequests().length - before).toBe(1);
  });

  it('sends the key in a header only, and no header that a preflight would refuse', () => {
    const sent = google.emulator.requests;
    expect(sent.length).toBeGreaterThan(10);
    for (const { path, query, body, headers } of sent) {
      expect(`${path} ${JSON.stringify(query)} ${body}`).not.toContain(CANARY_KEY);
      const asked = headers['access-control-request-headers'] ?? '';
      for (const name of asked
        .split(',')
        .map((each) => each.trim())
        .filter((each) => each !== ''))
        expect(['content-type', 'x-goog-api-key', 'x-goog-api-client', 'authorization']).toContain(name);
    }
    expect(sent.some(({ headers }) => headers['x-goog-api-key'] === CANARY_KEY)).toBe(true);
  });
});
