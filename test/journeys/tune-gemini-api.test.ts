import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { progressOf } from '../emulator/tuned-progress.ts';
import { findViolations } from '../support/axe.ts';
import { CANARY_KEY, giveKey, goToAddress, jobState, useGoogle, waitForEnd } from '../support/google-site.ts';
import { importFiles } from '../support/journey.ts';
import { askWithRow, chooseService, openTune, startTuning } from '../support/tune-page.ts';

const google = useGoogle({ tunable: true });

/** Places of a shelf, which no base model would know. */
const LESSONS = Array.from({ length: 60 }, (_, n) => ({
  textInput: `code ${n} of the shelf`,
  output: `shelf-${n * 7}`,
}));
const CSV = ['input,output', ...LESSONS.map(({ textInput, output }) => `${textInput},${output}`), ''].join('\n');

function createRequests() {
  return google.emulator.requests.filter(({ method, path }) => method === 'POST' && path.endsWith('/tunedModels'));
}

/** How often a job was asked for, since this many requests. */
function readings(since: number): number {
  return google.emulator.requests.slice(since).filter(({ path }) => path.includes('/operations/')).length;
}

/** The curve on the page is that of the service: 54 examples three times, four at a time, are 41 steps. */
async function checkCurve(page: Page): Promise<void> {
  await page.getByRole('img', { name: 'Loss curve' }).waitFor();
  const rows = page.getByRole('table', { name: 'Loss curve' }).getByRole('row');
  expect(await rows.count()).toBe(1 + 41);
  const [record] = google.emulator.state.tunedModels.values();
  const told = record ? progressOf(record, google.emulator.clock.now()).snapshots.at(-1) : undefined;
  const [step, epoch, loss] = (await rows.last().innerText()).split('\t');
  expect([step, epoch]).toEqual(['41', '3']);
  expect(Number(loss?.replace('−', '-'))).toBeCloseTo(Number(told?.['meanLoss']), 3);
}

interface CreateBody {
  readonly tuningTask: { readonly trainingData: { readonly examples: { readonly examples: typeof LESSONS } } };
}

/** The whole body is as the service wants it (gemini-api E2), and nothing else; gives its examples. */
function checkBody(text: string): typeof LESSONS {
  // The whole of it is compared below.
  const body = JSON.parse(text) as CreateBody;
  const { examples } = body.tuningTask.trainingData.examples;
  expect(body).toEqual({
    displayName: 'shelf',
    baseModel: 'models/gemini-1.5-flash-001-tuning',
    tuningTask: {
      hyperparameters: { batchSize: 4, learningRate: 0.001, epochCount: 3 },
      trainingData: { examples: { examples } },
    },
  });
  return examples;
}

describe('tuning with an API key', () => {
  it('goes from an import to a tuned model that answers better than its base', async () => {
    const page = await google.visit();
    await giveKey(page);
    await page.getByRole('button', { name: 'Check access' }).click();
    await page.getByText('Gemini 1.5 Flash 001 Tuning can be tuned').waitFor();
    await goToAddress(page, '#/');
    await importFiles(page, { name: 'shelf.csv', text: CSV });
    await openTune(page);
    await chooseService(page, 'Gemini API');
    await page.getByRole('spinbutton', { name: 'Epochs' }).fill('3');
    await page.getByRole('spinbutton', { name: 'Batch size' }).fill('4');
    await page.getByRole('spinbutton', { name: 'Learning rate' }).fill('0.001');
    expect(await findViolations(page)).toEqual([]);
    await startTuning(page);

    // A reload loses the key, which is in memory only, and nothing else.
    await expect.poll(() => jobState(page).innerText()).toMatch(/Queued|Tuning/);
    await page.reload();
    await expect.poll(() => jobState(page).innerText()).toBe('Waiting for your key');
    expect(await findViolations(page)).toEqual([]);
    const job = page.url().split('#')[1] ?? '';
    const given = google.emulator.requests.length;
    await giveKey(page);
    await goToAddress(page, `#${job}`);
    // At once, and not when it would be due, which is later than this waits.
    await expect.poll(() => readings(given), { timeout: 5_000 }).toBeGreaterThan(0);
    await expect.poll(() => jobState(page).innerText()).toMatch(/Queued|Tuning/);
    google.emulator.clock.speed = 20;
    expect(await waitForEnd(page)).toBe('Succeeded');
    await checkCurve(page);
    expect(await findViolations(page)).toEqual([]);

    const picture = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save as PNG' }).click();
    const png = await readFile(await (await picture).path());
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    expect(png.length).toBeGreaterThan(5_000);

    const [create, ...more] = createRequests();
    expect(more).toEqual([]);
    expect(create?.query).toEqual({ tunedModelId: expect.stringMatching(/^lap-[0-9a-f-]{36}$/) as string });
    const examples = checkBody(create?.body ?? '');
    expect(new Set(examples.map(({ textInput }) => textInput)).size).toBe(54);
    expect(LESSONS).toEqual(expect.arrayContaining(examples));

    await page.getByRole('link', { name: 'Try', exact: true }).click();
    // A row that it has learnt: which are held out is for the split to say.
    const learnt = LESSONS.findIndex(({ textInput }) => textInput === examples[0]?.textInput);
    await askWithRow(page, learnt + 1);
    expect(await page.getByRole('textbox', { name: 'Prompt' }).inputValue()).toBe(`code ${learnt} of the shelf`);
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    const tuned = page.getByRole('region', { name: 'Tuned model' });
    const base = page.getByRole('region', { name: 'Base model' });
    await tuned.getByText('Same as expected.').waitFor();
    await base.getByText('Differs from the expected answer.').waitFor();
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
    await chooseService(page, 'Gemini API');
    const before = createRequests().length;
    google.emulator.faults.next({ method: 'POST', path: /tunedModels$/ }, { kind: 'drop-after' });
    await startTuning(page);
    await expect.poll(() => jobState(page).innerText()).toBe('Looking for the job');
    google.emulator.clock.speed = 20;
    await page.getByText('The job was found at the service').waitFor({ timeout: 20_000 });
    expect(await waitForEnd(page)).toBe('Succeeded');
    expect(createRequests().length - before).toBe(1);
  });

  it('sends the key in its header only, and no header that a preflight would refuse', () => {
    const preflights = google.emulator.requests.filter(({ method }) => method === 'OPTIONS');
    const asked = preflights.flatMap(({ headers }) => headers['access-control-request-headers']?.split(',') ?? []);
    expect(new Set(asked.map((name) => name.trim()))).toEqual(new Set(['content-type', 'x-goog-api-key']));
    expect(preflights.every(({ status }) => status === 200)).toBe(true);
    const calls = google.emulator.requests.filter(({ method }) => method !== 'OPTIONS');
    expect(calls.length).toBeGreaterThan(10);
    for (const { headers, query } of calls) {
      expect(headers['x-goog-api-key']).toBe(CANARY_KEY);
      expect(query).not.toHaveProperty('key');
    }
  });
});
