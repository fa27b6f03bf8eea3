import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serveEngine } from '../support/engine.ts';
import { fellAsPlanned, planKill } from '../support/kill-plans.ts';
import { KillBench } from '../support/kill-run.ts';
import { messyLines, seededRandom } from '../support/messy-rows.ts';
import type { Site } from '../support/server.ts';

const random = seededRandom(3);

let site: Site;
let folder: string;
let bench: KillBench;

beforeAll(async () => {
  [site, folder] = await Promise.all([serveEngine(), mkdtemp(join(tmpdir(), 'lapidary-kill-'))]);
  const file = join(folder, 'rows.jsonl');
  await writeFile(file, `${[...messyLines(18_000, 5)].join('\n')}\n`);
  bench = new KillBench({ url: site.url, folder: join(folder, 'profile'), file });
  await bench.prepare();
});

afterAll(async () => {
  await bench.close();
  await site.close();
  await rm(folder, { recursive: true, force: true });
});

describe.runIf(process.platform === 'linux')('a browser that is killed', () => {
  it.each([
    ['import', 'between'],
    ['import', 'commit'],
    ['apply', 'before'],
    ['apply', 'commit'],
    ['export', 'between'],
    ['export', 'commit'],
  ] as const)('in the midst of an %s (%s) leaves what was there, and nothing else', async (job, moment) => {
    const report = await bench.kill({ ...planKill(job, moment, 0, random), nth: 1 });
    expect(report.faults).toEqual([]);
    if (job === 'export') expect([report.found, report.swept]).toEqual([{ stages: 0, blocks: 0 }, []]);
    else expect(report.swept).toHaveLength(1);
    // On a busy machine the kill may come late, into the commit: what must hold is the same.
    if (moment === 'commit') expect(fellAsPlanned(report)).toBe(true);
  });
});
