/**
 * The main job on big files: what a megabyte costs against the 165 MB of the same run, the script's time, and memory.
 * Figures are printed, never asserted; asserted is that the rows are the script's. `BENCH_ROUNDS` rounds of each size.
 */
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { writeMessyFile } from '../support/messy-rows.ts';
import { serveSite, type Site } from '../support/server.ts';
import { bestOf, figureLine, print, ratioLine, timeLine } from './figures.ts';
import { doJob, inBrowser, jobMs, type JobTimes, measureMemory } from './page-job.ts';
import { firstDifference, runScript } from './script.ts';

/** The first is what the others are held against. */
const SIZES = [
  { rows: 300_000, rowBytes: 550 },
  { rows: 1_000_000, rowBytes: 600 },
  { rows: 1_000_000, rowBytes: 1_000 },
  { rows: 5_000_000, rowBytes: 120 },
];
const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 1);
const HOUR_MS = 3_600_000;

let site: Site;
/** Milliseconds for a megabyte at the first size. */
let usual = NaN;

beforeAll(async () => {
  site = await serveSite();
});

afterAll(() => site.close());

it.each(SIZES)(
  'does the job on $rows rows of $rowBytes bytes',
  async ({ rows, rowBytes }) => {
    const folder = mkdtempSync(join(tmpdir(), 'lapidary-bench-'));
    const file = (name: string): string => join(folder, `${name}.jsonl`);
    try {
      await writeMessyFile(file('messy'), rows, 11, rowBytes);
      const rounds: (JobTimes & { readonly scriptMs: number })[] = [];
      for (let round = 0; round < ROUNDS; round++) {
        const scriptMs = runScript(file('messy'), file('script'));
        const times = await inBrowser(folder, (page) => doJob(page, site.url, file('messy'), file('page')));
        rounds.push({ ...times, scriptMs });
      }
      const memory = await measureMemory(folder, site.url, file('messy'));
      const megabytes = statSync(file('messy')).size / 1e6;
      const perMegabyte = bestOf(rounds.map(jobMs)) / megabytes;
      if (Number.isNaN(usual)) usual = perMegabyte;
      const scriptTimes = rounds.map(({ scriptMs }) => scriptMs);
      print([
        `${String(rows)} rows, ${megabytes.toFixed(0)} MB, ${String(ROUNDS)} rounds; Apply pressed at once`,
        timeLine('Import to finished download', rounds.map(jobMs), megabytes),
        ...(['importMs', 'applyMs', 'exportMs'] as const).map((stage) =>
          timeLine(
            `  ${stage.replace('Ms', '')}`,
            rounds.map((round) => round[stage]),
            megabytes,
          ),
        ),
        timeLine('Python script', scriptTimes, megabytes),
        ratioLine(
          'job / script',
          rounds.map((round) => jobMs(round) / round.scriptMs),
        ),
        figureLine(
          'a megabyte',
          `${perMegabyte.toFixed(1)} ms, ${(perMegabyte / usual).toFixed(2)} of what it costs in the first file`,
        ),
        figureLine('memory above an empty page', `${(memory / 1e6).toFixed(0)} MB`),
        figureLine('longest block', `${rounds.map(({ longestBlockMs }) => longestBlockMs.toFixed(0)).join('  ')} ms`),
      ]);
      expect(await firstDifference(file('script'), file('page'))).toBeNull();
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
  2 * HOUR_MS,
);
