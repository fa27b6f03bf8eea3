/** What the applying of ten steps costs against one, in turns on the same rows. Printed, never asserted. */
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { writeMessyFile } from '../support/messy-rows.ts';
import { serveSite, type Site } from '../support/server.ts';
import { print, ratioLine, timeLine } from './figures.ts';
import { addSteps, chooseFile, clickApply, clickImport, inBrowser } from './page-job.ts';

const ROWS = Number(process.env['BENCH_ROWS'] ?? 300_000);
const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 3);
const MINUTE_MS = 60_000;
const ONE = ['Drop short outputs'];
const FOUR = ['Trim whitespace', 'Normalise Unicode', 'Drop empty rows', 'Drop short outputs'];
const TEN = [...FOUR, ...FOUR, 'Trim whitespace', 'Remove duplicates'];

const folder = mkdtempSync(join(tmpdir(), 'lapidary-bench-'));
const source = join(folder, 'messy.jsonl');
let site: Site;

beforeAll(async () => {
  await writeMessyFile(source, ROWS, 11);
  site = await serveSite();
}, 10 * MINUTE_MS);

afterAll(async () => {
  await site.close();
  rmSync(folder, { recursive: true, force: true });
});

it(
  'applies ten steps and one',
  async () => {
    const [one, ten] = await inBrowser(folder, async (page) => {
      await chooseFile(page, site.url, source);
      await clickImport(page);
      const times: [number[], number[]] = [[], []];
      for (let round = 0; round < ROUNDS; round++) {
        times[0].push(await applyAndUndo(page, ONE));
        times[1].push(await applyAndUndo(page, TEN));
      }
      return times;
    });
    const megabytes = statSync(source).size / 1e6;
    print([
      `${String(ROWS)} rows, ${megabytes.toFixed(0)} MB, ${String(ROUNDS)} rounds`,
      timeLine('apply one step', one, megabytes),
      timeLine('apply ten steps', ten, megabytes),
      ratioLine(
        'ten steps / one step',
        ten.map((ms, round) => ms / (one[round] ?? NaN)),
      ),
    ]);
    expect(ten).toHaveLength(ROUNDS);
  },
  60 * MINUTE_MS,
);

async function applyAndUndo(page: Page, titles: readonly string[]): Promise<number> {
  await addSteps(page, titles);
  const took = await clickApply(page);
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.locator('[data-testid="row-count"]', { hasText: ROWS.toLocaleString('en') }).waitFor();
  // Takes the words of this apply from the screen.
  await page.reload();
  await page.getByTestId('row-count').waitFor();
  return took;
}
