import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SQLITE_ARGS } from '../support/chromium-profile.ts';
import { serveEngine } from '../support/engine.ts';
import { fellAsPlanned, KILL_JOBS, MOMENTS, planKill, tabulate } from '../support/kill-plans.ts';
import { KillBench, type KillReport } from '../support/kill-run.ts';
import { messyLines, seededRandom } from '../support/messy-rows.ts';
import type { Site } from '../support/server.ts';

const SEED = Number(process.env['SEED'] ?? 20261121);
/** 3 + 3 + 4: ten of each job. */
const KILLS = { before: 3, between: 3, commit: 4 };
/** A kill that fell elsewhere is looked at like all others, and tried again so often. */
const MORE_TRIES = 6;

let site: Site;
let folder: string;
let file: string;

beforeAll(async () => {
  [site, folder] = await Promise.all([serveEngine(), mkdtemp(join(tmpdir(), 'lapidary-kills-'))]);
  file = join(folder, 'rows.jsonl');
  await writeFile(file, `${[...messyLines(40_000, SEED)].join('\n')}\n`);
});

afterAll(async () => {
  await site.close();
  await rm(folder, { recursive: true, force: true });
});

async function killAll(bench: KillBench): Promise<KillReport[]> {
  const random = seededRandom(SEED);
  const reports: KillReport[] = [];
  for (const job of KILL_JOBS) {
    for (const moment of MOMENTS) {
      for (let index = 0, hits = 0; hits < KILLS[moment] && index < KILLS[moment] + MORE_TRIES; index++) {
        const report = await bench.kill(planKill(job, moment, index, random));
        reports.push(report);
        if (fellAsPlanned(report)) hits++;
        if (report.faults.length > 0) console.log(JSON.stringify(report));
      }
    }
  }
  return reports;
}

describe('a browser that is killed at seeded moments', () => {
  it.each([
    ['LevelDB', []],
    ['SQLite', SQLITE_ARGS],
  ])('leaves what was acknowledged, and nothing else (%s)', async (backend, args) => {
    const bench = new KillBench({ url: site.url, folder: join(folder, backend), file, args });
    await bench.prepare();
    const reports = await killAll(bench);
    await bench.close();
    console.log(`${backend}, seed ${SEED}: ${reports.length} kills`);
    console.table(tabulate(reports));
    expect(reports.flatMap(({ faults }) => faults)).toEqual([]);
    for (const job of KILL_JOBS) {
      for (const moment of MOMENTS) {
        const hits = reports.filter(
          (each) => each.plan.job === job && each.plan.moment === moment && fellAsPlanned(each),
        );
        expect(hits.length, `${job}, ${moment}`).toBeGreaterThanOrEqual(KILLS[moment]);
      }
    }
  });
});
