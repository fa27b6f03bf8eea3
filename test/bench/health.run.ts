/**
 * Health on 300,000 rows in the built page: from the click on Import until its first sentence, a second look, and a look
 * after one row was edited. Figures are printed, never asserted; asserted is what is read. `BENCH_ROWS` for another number.
 */
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { writeMessyFile } from '../support/messy-rows.ts';
import { serveSite, type Site } from '../support/server.ts';
import { figureLine, print } from './figures.ts';
import { chooseFile, clickImport, inBrowser } from './page-job.ts';

const ROWS = Number(process.env['BENCH_ROWS'] ?? 300_000);
const HOUR_MS = 3_600_000;

let site: Site;

beforeAll(async () => {
  site = await serveSite();
});

afterAll(() => site.close());

it(
  `says of ${String(ROWS)} rows what is wrong with them`,
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'lapidary-bench-'));
    const file = join(folder, 'messy.jsonl');
    try {
      await writeMessyFile(file, ROWS, 11);
      const seconds = (ms: number): string => `${(ms / 1e3).toFixed(2)} s`;
      await inBrowser(folder, async (page) => {
        await chooseFile(page, site.url, file);
        const importMs = await clickImport(page);
        const started = performance.now();
        await page.getByText(/^Looking through .* of them: /).waitFor();
        const glanceMs = performance.now() - started;
        await page.getByText('Found:', { exact: true }).waitFor();
        const firstMs = performance.now() - started;
        const openMs = await timeUntil(async () => {
          await page.getByRole('navigation', { name: 'Dataset' }).getByRole('link', { name: 'Health' }).click();
          await page.getByRole('list', { name: 'Findings' }).waitFor();
        });
        await page.reload();
        const againMs = await timeUntil(() => page.getByRole('list', { name: 'Findings' }).waitFor());
        print([
          `${String(ROWS)} rows, ${(statSync(file).size / 1e6).toFixed(0)} MB`,
          figureLine('import', seconds(importMs)),
          figureLine('findings in some rows', seconds(glanceMs)),
          figureLine('findings in all rows', seconds(firstMs)),
          figureLine('Health opened afterwards', seconds(openMs)),
          figureLine('after a reload, page included', seconds(againMs)),
        ]);
        expect(await page.getByRole('list', { name: 'Findings' }).getByRole('listitem').count()).toBeGreaterThan(0);
      });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
  HOUR_MS,
);

async function timeUntil(work: () => Promise<void>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}
