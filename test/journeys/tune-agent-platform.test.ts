import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { findViolations } from '../support/axe.ts';
import { giveToken, goToAddress, jobState, useGoogle, waitForEnd } from '../support/google-site.ts';
import { importFiles } from '../support/journey.ts';

const google = useGoogle();

const LESSONS = Array.from({ length: 120 }, (_, n) => ({
  instruction: `Name the stone of drawer ${n}.`,
  input: '',
  output: `Drawer ${n} holds stone number ${n * 3}.`,
}));
const PAIRS = Array.from({ length: 40 }, (_, n) => ({
  prompt: `Which drawer for stone ${n}?`,
  chosen: [
    { role: 'user', content: `Which drawer for stone ${n}?` },
    { role: 'assistant', content: `Drawer ${n + 1}, by its number.` },
  ],
  rejected: [
    { role: 'user', content: `Which drawer for stone ${n}?` },
    { role: 'assistant', content: 'Any drawer.' },
  ],
  score_chosen: 9,
  score_rejected: 2,
}));

function lines(rows: readonly object[]): string {
  return rows.map((row) => `${JSON.stringify(row)}\n`).join('');
}

async function startJob(page: Page, method: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Dataset' }).getByRole('link', { name: 'Tune' }).click();
  await page.getByRole('combobox', { name: 'Service' }).selectOption({ label: 'Agent Platform (Vertex AI)' });
  await expect.poll(() => page.getByRole('combobox', { name: 'Method' }).inputValue()).toBe(method);
  await page.getByText(/rows for training/).waitFor();
  await page.getByRole('spinbutton', { name: 'Epochs' }).fill('2');
  await page.getByRole('combobox', { name: 'Adapter size' }).selectOption('4');
  google.emulator.clock.speed = 30;
  await expect.poll(() => page.getByRole('button', { name: 'Start tuning' }).isEnabled()).toBe(true);
  await page.getByRole('button', { name: 'Start tuning' }).click();
  await jobState(page).waitFor();
}

function posts(path: RegExp) {
  return google.emulator.requests.filter((request) => request.method === 'POST' && path.test(request.path));
}

describe('tuning on the Agent Platform', () => {
  it.each([
    ['in pieces', true],
    ['in one request where the session is out of reach', false],
  ])('uploads %s, tunes by examples, and the tuned model answers', async (_, locationReadable) => {
    google.emulator.settings = { ...google.emulator.settings, locationReadable };
    const jobsBefore = posts(/\/tuningJobs$/).length;
    const page = await google.visit();
    await giveToken(page);
    await page.getByRole('button', { name: 'Check what these can do' }).click();
    await page.getByText('can be written').waitFor();
    await goToAddress(page, '#/');
    await importFiles(page, { name: 'stones.jsonl', text: lines(LESSONS) });
    await startJob(page, 'sft');
    expect(await waitForEnd(page)).toBe('Succeeded');
    await page.getByRole('img', { name: 'Loss curve' }).waitFor();
    await page.getByRole('heading', { name: 'What the service found in your data' }).waitFor();
    await page.getByText('108 examples.').waitFor();
    expect(await findViolations(page)).toEqual([]);

    const created = posts(/\/tuningJobs$/).slice(jobsBefore);
    expect(created).toHaveLength(1);
    expect(JSON.parse(created[0]?.body ?? '{}')).toMatchObject({
      baseModel: 'gemini-3.5-flash',
      supervisedTuningSpec: {
        trainingDatasetUri: expect.stringMatching(
          /^gs:\/\/lapidary-bucket\/lapidary\/[0-9a-f-]{36}\/training\.jsonl$/,
        ) as string,
        hyperParameters: { epochCount: '2', adapterSize: 'ADAPTER_SIZE_FOUR', learningRateMultiplier: 1 },
      },
    });
    await page.getByRole('link', { name: 'Try', exact: true }).click();
    await page.getByRole('button', { name: 'Ask with this row' }).click();
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    await page.getByRole('region', { name: 'Tuned model' }).getByText('Equal to the row’s output').waitFor();
    expect(google.emulator.requests.at(-1)?.headers['authorization']).toMatch(/^Bearer ya29\./);
  });

  it('tunes by preference from rows with a better and a worse answer', async () => {
    const page = await google.visit();
    await giveToken(page);
    await goToAddress(page, '#/');
    await importFiles(page, { name: 'pairs.jsonl', text: lines(PAIRS) });
    await startJob(page, 'preference');
    expect(await waitForEnd(page)).toBe('Succeeded');
    expect(JSON.parse(posts(/\/tuningJobs$/).at(-1)?.body ?? '{}')).toMatchObject({
      preferenceOptimizationSpec: { hyperParameters: { epochCount: '2', beta: 0.1 } },
    });
    await page.getByText('36 examples.').waitFor();
  });

  it('can be cancelled', async () => {
    google.emulator.clock.speed = 1;
    google.emulator.state.plan = { outcome: 'stall', queueMs: 0, durationMs: 600_000 };
    const page = await google.visit();
    await giveToken(page);
    await goToAddress(page, '#/');
    await importFiles(page, { name: 'stones.jsonl', text: lines(LESSONS) });
    await startJob(page, 'sft');
    await expect.poll(() => jobState(page).innerText()).toMatch(/Queued|Tuning/);
    await page.getByRole('button', { name: 'Cancel job' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel the job' }).click();
    expect(await waitForEnd(page)).toBe('Cancelled');
  });
});
