import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Emulator, startEmulator } from '../emulator/emulator.ts';
import { CANARY_KEY, CANARY_TOKEN } from '../support/google-site.ts';
import { serveSite, type Site } from '../support/server.ts';
import { attemptsAt, TuneBench } from '../support/tune-bench.ts';
import { clickOnce, LESSONS } from '../support/tune-kill-run.ts';

let site: Site;
let emulator: Emulator;
let bench: TuneBench;

beforeAll(async () => {
  site = await serveSite();
  emulator = await startEmulator({ tls: true, tunable: true, key: CANARY_KEY, token: CANARY_TOKEN });
  emulator.state.concurrentJobs = 100;
  const folder = await mkdtemp(join(tmpdir(), 'lapidary-start-'));
  bench = new TuneBench({ url: site.url, folder, emulator });
  await bench.open();
  await bench.importOnce(LESSONS);
});

afterAll(async () => {
  await bench.remove();
  await emulator.close();
  await site.close();
});

describe.runIf(process.platform === 'linux')(
  'a browser that is killed while the answer to a start is on its way',
  () => {
    it.each(['gemini-api', 'agent-platform'] as const)('finds the one job that was made (%s)', async (service) => {
      const made = attemptsAt(emulator).length;
      const report = await clickOnce(bench, emulator, { service, point: 'held', delayMs: 0, nth: 0 });
      expect(report).toMatchObject({ made: 1, end: 'adopted', found: 'unknown', faults: [] });
      expect(attemptsAt(emulator)).toHaveLength(made + 1);
    });
  },
);
