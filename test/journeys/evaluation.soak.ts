import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Emulator, startEmulator } from '../emulator/emulator.ts';
import {
  evaluate,
  lostOn,
  openTestWithPack,
  paidRequests,
  storedAnswers,
  waitForAnswers,
} from '../support/evaluation-page.ts';
import { CANARY_KEY, giveKey, goToAddress } from '../support/google-site.ts';
import { serveSite, type Site } from '../support/server.ts';
import { TuneBench } from '../support/tune-bench.ts';

const SEED = Number(process.env['SEED'] ?? 20261129);
const ROWS = 200;
const QUESTIONS = 2 * ROWS;
const SHARE = 0.2;
const FAULTS = [
  { kind: 'rate-limit', retryAfterMs: 2_000 },
  ...(['internal', 'unavailable', 'html', 'drop', 'drop-after', 'truncated'] as const),
] as const;
/** How many answers there are when something happens to the tab. */
const RELOADED_AT = 80;
const KILLED_AT = 220;
const MOST_MS = 15 * 60_000;

let site: Site;
let emulator: Emulator;
let bench: TuneBench;

beforeAll(async () => {
  site = await serveSite();
  emulator = await startEmulator({ tls: true, key: CANARY_KEY });
  const folder = await mkdtemp(join(tmpdir(), 'lapidary-evaluation-'));
  bench = new TuneBench({ url: site.url, folder, emulator });
  await bench.open();
});

afterAll(async () => {
  await bench.remove();
  await emulator.close();
  await site.close();
});

const paid = (): number => paidRequests(emulator).length;

it('pays each answer once and counts all, though requests fail, the page is reloaded and the browser killed', async () => {
  await openTestWithPack(bench.page, ROWS + 20);
  const test = new URL(bench.page.url()).hash;
  const before = paid();
  emulator.faults.random(SEED, SHARE, FAULTS);
  const address = await evaluate(bench.page, ROWS);

  await expect.poll(() => paid() - before, { timeout: MOST_MS }).toBeGreaterThan(RELOADED_AT);
  await bench.page.reload();
  await bench.page.getByText('Waiting for your key or token').waitFor();
  await giveKey(bench.page);
  await expect.poll(() => paid() - before, { timeout: MOST_MS }).toBeGreaterThan(KILLED_AT);
  await bench.kill();
  await bench.open();
  await giveKey(bench.page);
  await goToAddress(bench.page, address);
  await waitForAnswers(bench.page, MOST_MS);
  emulator.faults.clear();

  const answers = await storedAnswers(bench.page);
  expect(answers.filter(({ state }) => state === 'answered')).toHaveLength(QUESTIONS);
  expect(answers).toHaveLength(QUESTIONS);
  const lost = answers.reduce((sum, each) => sum + each.lost, 0);
  const asked = paidRequests(emulator).slice(before);
  // What one question is to one model: the service sees nothing else of it.
  expect(new Set(asked.map(({ path, body }) => `${path} ${body}`)).size).toBe(QUESTIONS);
  expect(asked.length).toBeLessThanOrEqual(QUESTIONS + lost);
  await expect.poll(() => lostOn(bench.page)).toBe(lost);
  console.log(`seed ${SEED}: ${asked.length} paid for ${QUESTIONS} answers, ${lost} may have been charged in vain`);

  const again = paid();
  await goToAddress(bench.page, test);
  await bench.page.getByRole('button', { name: 'Evaluate', exact: true }).waitFor();
  await evaluate(bench.page, ROWS);
  await waitForAnswers(bench.page, MOST_MS);
  expect(paid()).toBe(again);
  expect(bench.problems).toEqual([]);
});
