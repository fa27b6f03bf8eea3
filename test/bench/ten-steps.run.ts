/** What the applying of ten steps costs against one, in turns on the same rows. Printed, never asserted. */
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
    const [one, ten]: [number[], number[]] = [[], []];
    for (let round = 0; round < ROUNDS; round++) {
      one.push(await importAndApply(ONE));
      ten.push(await importAndApply(TEN));
    }
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

/** In a browser of its own: a dataset keeps its recipe, so that the next steps would come on top. */
function importAndApply(titles: readonly string[]): Promise<number> {
  return inBrowser(folder, async (page) => {
    await chooseFile(page, site.url, source);
    await clickImport(page);
    await addSteps(page, titles);
    return clickApply(page);
  });
}
