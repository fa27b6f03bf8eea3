import type { Page } from 'playwright';
import { expect, it } from 'vitest';
import type { SeenRequest } from '../emulator/emulator.ts';
import { GEMINI_API } from '../emulator/hosts.ts';
import {
  CANARY_KEY,
  CANARY_TOKEN,
  giveKey,
  giveToken,
  goToAddress,
  jobState,
  useGoogle,
  waitForEnd,
} from '../support/google-site.ts';
import { evaluate, waitForAnswers } from '../support/evaluation-page.ts';
import { importFiles } from '../support/journey.ts';
import { kindOf, readSentTable, serviceOf } from '../support/sent-table.ts';
import { askWithRow, compare, openTune, type ServiceTitle, startTuning } from '../support/tune-page.ts';

const google = useGoogle({ tunable: true });

const ROWS = Array.from({ length: 60 }, (_, n) => `code ${n} of the shelf,place ${n * 2}`);
const CSV = ['input,output', ...ROWS, ''].join('\n');
const SAID = readSentTable();

/** What was sent since then, preflights aside: they carry neither a credential nor a body. */
function sentSince(since: number): readonly SeenRequest[] {
  return google.emulator.requests.slice(since).filter(({ method }) => method !== 'OPTIONS');
}

function rowsIn(requests: readonly SeenRequest[]): number {
  const codes = requests.flatMap(({ body }) => body.match(/code \d+ of the shelf/g) ?? []);
  return new Set(codes).size;
}

/** Presses a button of the README's table, and checks that what is sent goes where the table says; gives what was sent. */
async function sentBy(button: string, press: () => Promise<unknown>): Promise<{ kinds: string[]; rows: number }> {
  const since = google.emulator.requests.length;
  await press();
  const sent = sentSince(since);
  const { services = [] } = SAID.get(button) ?? {};
  expect(services, `the README’s row of ${button}`).toEqual(
    expect.arrayContaining([...new Set(sent.map((request) => serviceOf(request)))]),
  );
  return { kinds: [...new Set(sent.map((request) => kindOf(request)))].sort(), rows: rowsIn(sent) };
}

/** As `chooseService`, but without pressing what asks Google. */
async function look(page: Page, service: ServiceTitle): Promise<void> {
  await page.getByRole('combobox', { name: 'Service' }).selectOption({ label: service });
  await page.getByText(/rows? for training/).waitFor();
}

/** Opens every page from which something could be sent. */
async function lookAround(page: Page): Promise<void> {
  await openTune(page);
  for (const service of ['Gemini API', 'Agent Platform (Vertex AI)', 'Few-shot pack', 'Export only'] as const) {
    await look(page, service);
  }
  await page.getByRole('navigation', { name: 'Dataset' }).getByRole('link', { name: 'Test' }).click();
  await page.getByRole('button', { name: 'Evaluate', exact: true }).waitFor();
  const dataset = new URL(page.url()).hash;
  await goToAddress(page, '#/models');
  await page.getByRole('button', { name: 'List', exact: true }).waitFor();
  await goToAddress(page, '#/settings');
  await page.getByRole('button', { name: 'Check access' }).waitFor();
  await goToAddress(page, dataset);
  await openTune(page);
  // Long enough for what would be sent unasked.
  await page.waitForTimeout(2_000);
}

/** Each request has the one credential that is for its host, in the one header for it. */
function checkCredentials(requests: readonly SeenRequest[]): void {
  for (const { method, host, path, headers } of requests) {
    const due = host === GEMINI_API ? { key: CANARY_KEY } : { token: `Bearer ${CANARY_TOKEN}` };
    const given = { key: headers['x-goog-api-key'], token: headers['authorization'] };
    // toEqual takes what is undefined for what is not there.
    expect(given, `${method} ${host}${path}`).toEqual(due);
  }
}

const CHECK = [
  'GET Agent Platform tuningJobs',
  'GET Cloud Storage b',
  'GET Cloud Storage iam',
  'GET Gemini API models',
  'GET Gemini API tunedModels',
];

it('a whole session sends what the README says for each button pressed, and nothing besides', async () => {
  const page = await google.visit();
  await importFiles(page, { name: 'shelf.csv', text: CSV });
  const dataset = new URL(page.url()).hash;
  await lookAround(page);
  await giveKey(page);
  await giveToken(page);
  await goToAddress(page, dataset);
  await lookAround(page);
  expect(google.emulator.requests.map((request) => kindOf(request))).toEqual([]);

  await look(page, 'Agent Platform (Vertex AI)');
  const counted = await sentBy('Count', async () => {
    await page.getByRole('button', { name: /^Count \d+ rows at/ }).click();
    await page.getByRole('button', { name: /^Count again/ }).waitFor();
  });
  expect(counted).toEqual({ kinds: ['POST Agent Platform models:countTokens'], rows: 20 });
  google.emulator.clock.speed = 20;
  const started = await sentBy('Start tuning', async () => {
    await startTuning(page);
    expect(await waitForEnd(page)).toBe('Succeeded');
  });
  // Start asks what Check would have asked, since nobody has.
  expect(started.kinds).toEqual(expect.arrayContaining([...CHECK, 'POST Agent Platform tuningJobs']));
  expect(started.kinds.filter((kind) => !kind.startsWith('GET'))).toEqual([
    'POST Agent Platform tuningJobs',
    'POST Cloud Storage o',
    'PUT Cloud Storage o',
  ]);
  expect(started.rows).toBe(60);

  await page.getByRole('link', { name: 'Try', exact: true }).click();
  const filled = google.emulator.requests.length;
  await askWithRow(page, 1);
  expect(sentSince(filled)).toEqual([]);
  const ran = await sentBy('Run', () => compare(page));
  expect(ran.kinds.every((kind) => kind.startsWith('POST Agent Platform '))).toBe(true);
  expect(ran.rows).toBe(1);

  await goToAddress(page, '#/models');
  await page.getByRole('combobox', { name: 'Service' }).selectOption({ label: 'Agent Platform (Vertex AI)' });
  const listed = await sentBy('List', async () => {
    await page.getByRole('button', { name: 'List', exact: true }).click();
    await page.getByText('1 found').waitFor();
  });
  expect(listed).toEqual({ kinds: ['GET Agent Platform tuningJobs'], rows: 0 });

  await goToAddress(page, '#/settings');
  const checked = await sentBy('Check access', async () => {
    await page.getByRole('button', { name: 'Check access' }).click();
    await page.getByRole('list', { name: 'Capabilities' }).waitFor();
    await page.getByRole('button', { name: 'Check access' }).waitFor();
  });
  expect(checked).toEqual({ kinds: CHECK, rows: 0 });

  await goToAddress(page, dataset);
  await openTune(page);
  await look(page, 'Gemini API');
  const tuned = await sentBy('Start tuning', async () => {
    await startTuning(page);
    expect(await waitForEnd(page)).toBe('Succeeded');
  });
  // The account was checked before, so that it is not checked again.
  expect(tuned.kinds).not.toContain('GET Gemini API models');
  expect(tuned.kinds.filter((kind) => !kind.startsWith('GET'))).toEqual(['POST Gemini API tunedModels']);
  const rights = await sentBy('Ask who may use it', async () => {
    await page.getByRole('button', { name: 'Ask who may use it' }).click();
    await page.getByRole('list', { name: 'Who may use it' }).waitFor();
  });
  expect(rights).toEqual({ kinds: ['GET Gemini API permissions'], rows: 0 });
  expect(await jobState(page).innerText()).toBe('Succeeded');

  await goToAddress(page, dataset);
  await openTune(page);
  const idle = google.emulator.requests.length;
  await page.waitForTimeout(2_000);
  expect(sentSince(idle)).toEqual([]);
  checkCredentials(sentSince(0));
});

it('with a key alone only the Gemini API is asked, and a pack is made without asking anybody', async () => {
  const before = google.emulator.requests.length;
  const page = await google.visit();
  await giveKey(page);
  await goToAddress(page, '#/');
  await importFiles(page, { name: 'shelf.csv', text: CSV });
  await openTune(page);
  await look(page, 'Gemini API');
  const asked = await sentBy('Ask Google about this key', async () => {
    const ask = page.getByRole('button', { name: /^(Ask Google about this key|Asking Google…)$/ });
    await ask.click();
    await ask.waitFor({ state: 'detached' });
  });
  expect(asked).toEqual({ kinds: ['GET Gemini API models', 'GET Gemini API tunedModels'], rows: 0 });

  const since = google.emulator.requests.length;
  await look(page, 'Few-shot pack');
  await page.getByRole('button', { name: 'Make the pack' }).click();
  await expect.poll(() => jobState(page).innerText()).toBe('Succeeded');
  await page.getByRole('link', { name: 'Try', exact: true }).click();
  await page.getByRole('button', { name: 'Evaluate', exact: true }).waitFor();
  expect(sentSince(since)).toEqual([]);
  const evaluated = await sentBy('Evaluate', async () => {
    await evaluate(page, 4);
    await waitForAnswers(page);
  });
  expect(evaluated.kinds.every((kind) => kind.startsWith('POST Gemini API '))).toBe(true);
  checkCredentials(sentSince(before));
});
