/**
 * The headline: from the click on Import to the finished download, Apply pressed at once, beside the script that people
 * write, DuckDB, and the floor, round by round in one run. The clock stands while the test adds the steps and goes from
 * page to page. Figures are printed, never asserted; asserted is that the rows are the script's.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { serveEngine } from '../support/engine.ts';
import { writeMessyFile } from '../support/messy-rows.ts';
import { serveSite, type Site } from '../support/server.ts';
import { cleanInDuckDb } from './clean-duckdb.ts';
import { figureLine, print, ratioLine, timeLine } from './figures.ts';
import { doJob, inBrowser, jobMs, type JobTimes, measureFloor, measureMemory } from './page-job.ts';
import { countLines, firstDifference, runScript } from './script.ts';

const ROWS = Number(process.env['BENCH_ROWS'] ?? 300_000);
const ROW_BYTES = Number(process.env['BENCH_ROW_BYTES'] ?? 550);
const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 3);
const MINUTE_MS = 60_000;

const folder = mkdtempSync(join(tmpdir(), 'lapidary-bench-'));
const file = (name: string): string => join(folder, `${name}.jsonl`);
let site: Site;
let engine: Site;

beforeAll(async () => {
  await writeMessyFile(file('messy'), ROWS, 11, ROW_BYTES);
  site = await serveSite();
  engine = await serveEngine();
}, 10 * MINUTE_MS);

afterAll(async () => {
  await site.close();
  await engine.close();
  rmSync(folder, { recursive: true, force: true });
});

interface Round extends JobTimes {
  readonly scriptMs: number;
  readonly spelledMs: number;
  readonly cheapMs: number;
  readonly floorMs: number;
}

it(
  'does the whole job as the script does it',
  async () => {
    const rounds: Round[] = [];
    for (let round = 0; round < ROUNDS; round++) rounds.push(await runRound());
    const memory = await measureMemory(folder, site.url, file('messy'));
    report(rounds, memory, (await countLines(file('script'))) - (await countLines(file('cheap'))));
    expect(await firstDifference(file('script'), file('page'))).toBeNull();
    expect(await firstDifference(file('script'), file('spelled'))).toBeNull();
  },
  120 * MINUTE_MS,
);

async function runRound(): Promise<Round> {
  const scriptMs = await undisturbed(() => Promise.resolve(runScript(file('messy'), file('script'))));
  const times = await undisturbed(() =>
    inBrowser(folder, (page) => doJob(page, site.url, file('messy'), file('page'))),
  );
  const spelledMs = await undisturbed(() => cleanInDuckDb(file('messy'), file('spelled'), folder, 'spelled'));
  const cheapMs = await undisturbed(() => cleanInDuckDb(file('messy'), file('cheap'), folder, 'cheap'));
  const floorMs = await undisturbed(() => measureFloor(folder, engine.url, file('messy')));
  return { ...times, scriptMs, spelledMs, cheapMs, floorMs };
}

/** Nobody pays for what another has left to be written to the disk. */
function undisturbed<T>(work: () => Promise<T>): Promise<T> {
  execFileSync('sync');
  return work();
}

function report(rounds: readonly Round[], memory: number, missing: number): void {
  const megabytes = statSync(file('messy')).size / 1e6;
  const all = (of: (round: Round) => number): number[] => rounds.map(of);
  const times = (name: string, of: (round: Round) => number): string => timeLine(name, all(of), megabytes);
  const against = (name: string, of: (round: Round) => number): string =>
    ratioLine(
      name,
      all((round) => jobMs(round) / of(round)),
    );
  print([
    `${String(ROWS)} rows, ${megabytes.toFixed(0)} MB, ${String(ROUNDS)} rounds; Apply pressed at once`,
    times('Import to finished download', jobMs),
    times('  import', (round) => round.importMs),
    times('  apply four steps', (round) => round.applyMs),
    times('  export', (round) => round.exportMs),
    times('Python script', (round) => round.scriptMs),
    times('DuckDB, words by regular expression', (round) => round.spelledMs),
    times('DuckDB, words by plain spaces', (round) => round.cheapMs),
    times('floor: read and JSON.parse', (round) => round.floorMs),
    against('job / script', (round) => round.scriptMs),
    against('job / DuckDB, regular expression', (round) => round.spelledMs),
    against('job / DuckDB, plain spaces', (round) => round.cheapMs),
    against('job / floor', (round) => round.floorMs),
    figureLine(
      'first rows',
      `${all((round) => round.firstRowsMs)
        .map((ms) => ms.toFixed(0))
        .join('  ')} ms`,
    ),
    figureLine('memory above an empty page', `${(memory / 1e6).toFixed(0)} MB`),
    figureLine(
      'longest block',
      `${all((round) => round.longestBlockMs)
        .map((ms) => ms.toFixed(0))
        .join('  ')} ms`,
    ),
    figureLine('DuckDB with plain spaces', `leaves ${String(missing)} rows fewer than the script`),
  ]);
}
