import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import type { SeenRequest } from '../emulator/emulator.ts';
import { STORAGE } from '../emulator/hosts.ts';
import { findViolations } from '../support/axe.ts';
import { giveToken, goToAddress, jobState, useGoogle, waitForEnd } from '../support/google-site.ts';
import { importFiles } from '../support/journey.ts';
import { askWithRow, chooseService, compare, openTune, startTuning } from '../support/tune-page.ts';

const google = useGoogle();

const LESSONS = Array.from({ length: 120 }, (_, n) => lesson(n, ''));
/** Some rows so long that the file is sent in pieces, and one so long that the service drops it. */
const TOO_LONG = 64;
const LONG_LESSONS = LESSONS.map((row, n) =>
  n === TOO_LONG ? lesson(n, filler(525_000)) : n < 80 ? row : lesson(n, filler(250_000)),
);
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
const FILE = /^gs:\/\/lapidary-bucket\/lapidary\/[0-9a-f-]{36}\/(training|validation)\.jsonl$/;

function lesson(n: number, input: string) {
  return { instruction: `Name the stone of drawer ${n}.`, input, output: `Drawer ${n} holds stone number ${n * 3}.` };
}

function filler(length: number): string {
  return 'lapis lazuli '.repeat(length / 13);
}

function lines(rows: readonly object[]): string {
  return rows.map((row) => `${JSON.stringify(row)}\n`).join('');
}

async function fillIn(page: Page, method: 'sft' | 'preference'): Promise<void> {
  await openTune(page);
  await chooseService(page, 'Agent Platform (Vertex AI)');
  expect(await page.getByRole('combobox', { name: 'Method' }).inputValue()).toBe(method);
  await page.getByRole('spinbutton', { name: 'Epochs' }).fill('2');
  await page.getByRole('combobox', { name: 'Adapter size' }).selectOption('4');
}

async function visitWith(name: string, rows: readonly object[]): Promise<Page> {
  const page = await google.visit();
  await giveToken(page);
  await goToAddress(page, '#/');
  await importFiles(page, { name, text: lines(rows) });
  return page;
}

/** What was sent to a path since then, preflights aside. */
function sent(since: number, path: RegExp): readonly SeenRequest[] {
  return google.emulator.requests.slice(since).filter((seen) => seen.method !== 'OPTIONS' && path.test(seen.path));
}

function bodyOf(request: SeenRequest | undefined): unknown {
  return JSON.parse(request?.body ?? 'null');
}

describe('tuning on the Agent Platform', () => {
  it('uploads in pieces, tunes, tells which rows the service dropped, and the tuned model answers', async () => {
    const since = google.emulator.requests.length;
    google.emulator.clock.speed = 30;
    const page = await visitWith('stones.jsonl', LONG_LESSONS);
    await fillIn(page, 'sft');
    expect(await findViolations(page)).toEqual([]);
    await startTuning(page);
    expect(await waitForEnd(page)).toBe('Succeeded');

    const uploads = sent(since, /^\/upload\//);
    expect(uploads.every(({ host }) => host === STORAGE)).toBe(true);
    const ranges = uploads.flatMap(({ method, headers }) => (method === 'PUT' ? [headers['content-range']] : []));
    expect(ranges[0]).toMatch(/^bytes 0-8388607\/\d+$/);
    expect(ranges[1]).toMatch(/^bytes 8388608-\d+\/\d+$/);
    const jobs = sent(since, /\/tuningJobs$/).filter(({ method }) => method === 'POST');
    expect(jobs).toHaveLength(1);
    expect(jobs[0]?.host).toBe('us-central1-aiplatform.googleapis.com');
    expect(bodyOf(jobs[0])).toEqual({
      baseModel: 'gemini-3.5-flash',
      supervisedTuningSpec: {
        trainingDatasetUri: expect.stringMatching(FILE) as string,
        validationDatasetUri: expect.stringMatching(FILE) as string,
        hyperParameters: { epochCount: '2', adapterSize: 'ADAPTER_SIZE_FOUR', learningRateMultiplier: 1 },
      },
      tunedModelDisplayName: 'stones',
      labels: { 'lapidary-attempt': expect.stringMatching(/^[0-9a-f-]{36}$/) as string },
    });

    // By its place in the file that was really uploaded. The split made version 2.
    const training = [...google.emulator.state.objects.values()].find(({ name }) => name.endsWith('/training.jsonl'));
    const line = (training?.bytes.toString() ?? '').split('\n').findIndex((text) => text.includes(`er ${TOO_LONG}.`));
    expect(line).toBeGreaterThan(0);
    await page.getByRole('heading', { name: '1 example left out or cut by the service' }).waitFor();
    const dropped = page.getByText(new RegExp(`^Line ${line + 1}, row ${TOO_LONG + 1} of version 2: The example has`));
    expect(await dropped.innerText()).toMatch(/at most 131072 are allowed/);
    await page.getByRole('img', { name: 'Loss curve' }).waitFor();
    expect(await findViolations(page)).toEqual([]);

    await page.getByRole('link', { name: 'Try', exact: true }).click();
    // A short row that it has learnt: which are held out is for the split to say.
    const learnt = Number(/drawer (\d{1,2})\./.exec(training?.bytes.toString() ?? '')?.[1]);
    await askWithRow(page, learnt + 1);
    const { base, tuned } = await compare(page);
    expect(tuned).toBe(`Drawer ${learnt} holds stone number ${learnt * 3}.`);
    expect(base).not.toContain('holds stone');
    const asked = sent(since, /\/endpoints\/\d+:(stream)?generateContent$/i);
    expect(asked.map(({ host }) => host)).toEqual(['aiplatform.us.rep.googleapis.com']);
    expect(asked[0]?.path).toContain('/locations/us/endpoints/');
  });

  it('uploads in one request where the session is out of reach, and goes on from a tuned model', async () => {
    google.emulator.settings = { ...google.emulator.settings, locationReadable: false };
    google.emulator.clock.speed = 30;
    const since = google.emulator.requests.length;
    const page = await visitWith('drawers.jsonl', LESSONS);
    await fillIn(page, 'sft');
    await startTuning(page);
    expect(await waitForEnd(page)).toBe('Succeeded');
    const uploads = sent(since, /^\/upload\//);
    expect(uploads.filter(({ query }) => query['uploadType'] === 'media')).toHaveLength(2);
    expect(uploads.filter(({ method }) => method === 'PUT')).toEqual([]);
    const [first] = google.emulator.state.tuningJobs.values();
    expect(first).toBeDefined();

    await openTune(page);
    await chooseService(page, 'Agent Platform (Vertex AI)');
    await page.getByRole('combobox', { name: 'Go on from' }).selectOption({ label: 'drawers' });
    await startTuning(page);
    expect(await waitForEnd(page)).toBe('Succeeded');
    const [, again, ...more] = sent(since, /\/tuningJobs$/).filter(({ method }) => method === 'POST');
    expect(more).toEqual([]);
    const body = bodyOf(again);
    expect(body).toMatchObject({
      preTunedModel: { tunedModelName: expect.stringMatching(/\/locations\/us\/models\/\d+@1$/) as string },
    });
    expect(body).not.toHaveProperty('baseModel');
  });

  it('tunes by preference from rows with a better and a worse answer', async () => {
    const since = google.emulator.requests.length;
    google.emulator.clock.speed = 30;
    const page = await visitWith('pairs.jsonl', PAIRS);
    await fillIn(page, 'preference');
    await startTuning(page);
    expect(await waitForEnd(page)).toBe('Succeeded');
    const [job] = sent(since, /\/tuningJobs$/).filter(({ method }) => method === 'POST');
    expect(bodyOf(job)).toMatchObject({
      preferenceOptimizationSpec: {
        trainingDatasetUri: expect.stringMatching(FILE) as string,
        hyperParameters: { epochCount: '2', adapterSize: 'ADAPTER_SIZE_FOUR', beta: 0.1 },
      },
    });
    const { trainingDatasetUri = '' } = uriOf(bodyOf(job));
    const uploaded = google.emulator.state.objects.get(trainingDatasetUri.replace('gs://lapidary-bucket/', ''));
    const [example = ''] = uploaded?.bytes.toString().split('\n') ?? [];
    expect(JSON.parse(example)).toEqual({
      contents: [{ role: 'user', parts: [{ text: 'Which drawer for stone 0?' }] }],
      completions: [
        { score: 1, completion: { role: 'model', parts: [{ text: 'Drawer 1, by its number.' }] } },
        { score: 0, completion: { role: 'model', parts: [{ text: 'Any drawer.' }] } },
      ],
    });
    await page.getByText('36 examples.').waitFor();
    await page.getByRole('link', { name: 'Try', exact: true }).click();
    await page.getByRole('textbox', { name: 'Prompt' }).fill('Which drawer for stone 0?');
    expect((await compare(page)).tuned).toBe('Drawer 1, by its number.');
  });

  it('can be cancelled', async () => {
    google.emulator.state.plan = { outcome: 'stall', queueMs: 0, durationMs: 600_000 };
    const page = await visitWith('stones.jsonl', LESSONS);
    await fillIn(page, 'sft');
    await startTuning(page);
    await expect.poll(() => jobState(page).innerText(), { timeout: 20_000 }).toMatch(/Queued|Tuning/);
    await page.getByRole('button', { name: 'Cancel job' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel the job' }).click();
    expect(await waitForEnd(page)).toBe('Cancelled');
    const [job] = [...google.emulator.state.tuningJobs.values()].slice(-1);
    expect(job?.cancelledAt).toBeDefined();
  });
});

function uriOf(body: unknown): { readonly trainingDatasetUri?: string } {
  // Its shape was checked above.
  return (body as { preferenceOptimizationSpec: { trainingDatasetUri?: string } }).preferenceOptimizationSpec;
}
