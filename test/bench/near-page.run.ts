/**
 * Near-duplicates in the built page: from opening Duplicates until the groups are counted, and the memory of all of the browser's
 * processes above an empty page. 300,000 rows, or `BENCH_ROWS`. Figures are printed, never asserted; asserted is how many of the
 * planted copies would go that are at least as similar as the slider says.
 */
import { createWriteStream, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { jaccard, Shingler } from '../../src/core/duplicates/near/shingle-hashes.ts';
import { serveSite, type Site } from '../support/server.ts';
import { figureLine, print } from './figures.ts';
import { browserProcesses, proportionalBytes, watchMemory } from './memory.ts';
import { chooseFile, clickImport, inBrowser } from './page-job.ts';
import { plantedTexts } from './planted-rows.ts';

const ROWS = Number(process.env['BENCH_ROWS'] ?? 300_000);
const HOUR_MS = 3_600_000;

let site: Site;

beforeAll(async () => {
  site = await serveSite();
});

afterAll(() => site.close());

it(
  `finds near-duplicates among ${String(ROWS)} rows in the page`,
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'lapidary-bench-'));
    const file = join(folder, 'planted.jsonl');
    try {
      const { texts, planted } = plantedTexts(ROWS);
      const lines = (function* () {
        for (const [row, text] of texts.entries())
          yield `${JSON.stringify({ input: text, output: `Answer ${String(row)}.` })}\n`;
      })();
      await pipeline(Readable.from(lines), createWriteStream(file));
      await inBrowser(folder, async (page, profile) => {
        await page.waitForTimeout(1_000);
        const empty = proportionalBytes(browserProcesses(profile));
        await chooseFile(page, site.url, file);
        await clickImport(page);
        const stop = watchMemory(profile);
        const started = performance.now();
        await page.getByRole('navigation', { name: 'Dataset' }).getByRole('link', { name: 'Duplicates' }).click();
        const words = page.getByText(/Removes [\d,]+ rows?, keeps /);
        await words.waitFor();
        const ms = performance.now() - started;
        const most = stop() - empty;
        const removed = Number((/Removes ([\d,]+)/.exec(await words.innerText())?.[1] ?? '0').replaceAll(',', ''));
        const least = Number(await page.getByRole('slider', { name: 'Similarity at least' }).inputValue()) / 100;
        // What comes out is compared too, and differs.
        const sure = least + 0.02;
        const shingler = new Shingler();
        // A copy of a copy stays where it is not that similar to the row that is kept.
        const copies = new Set(planted.map(([, copy]) => copy));
        const wanted = planted.filter(
          ([one, other]) =>
            !copies.has(one) && jaccard(shingler.of(texts[one] ?? '').slice(), shingler.of(texts[other] ?? '')) >= sure,
        ).length;
        print([
          `${String(ROWS)} rows, ${(statSync(file).size / 1e6).toFixed(0)} MB`,
          figureLine('groups counted', `${(ms / 1e3).toFixed(1)} s`),
          figureLine('memory above an empty page', `${(most / 1e6).toFixed(0)} MB`),
          figureLine(
            `removed from ${String(least)} on`,
            `${String(removed)} rows; copies of uncopied rows from ${sure.toFixed(2)} on: ${String(wanted)}`,
          ),
        ]);
        expect(removed).toBeGreaterThanOrEqual(wanted * 0.99);
      });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
  HOUR_MS,
);
