import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Emulator, startEmulator } from '../emulator/emulator.ts';
import { CANARY_KEY, CANARY_TOKEN } from '../support/google-site.ts';
import { seededRandom } from '../support/messy-rows.ts';
import { serveSite, type Site } from '../support/server.ts';
import { attemptsAt, TuneBench } from '../support/tune-bench.ts';
import {
  clickOnce,
  type ClickPlan,
  type ClickPoint,
  type ClickReport,
  LESSONS,
  tabulateClicks,
} from '../support/tune-kill-run.ts';

const SEED = Number(process.env['SEED'] ?? 20261121);
const SERVICES = ['gemini-api', 'agent-platform'] as const;

let site: Site;
let emulator: Emulator;
let bench: TuneBench;

beforeAll(async () => {
  site = await serveSite();
  emulator = await startEmulator({ tls: true, tunable: true, key: CANARY_KEY, token: CANARY_TOKEN });
  emulator.state.concurrentJobs = 1_000;
  const folder = await mkdtemp(join(tmpdir(), 'lapidary-starts-'));
  bench = new TuneBench({ url: site.url, folder, emulator });
  await bench.open();
  await bench.importOnce(LESSONS);
});

afterAll(async () => {
  await bench.remove();
  await emulator.close();
  await site.close();
});

const random = seededRandom(SEED);

function plan(service: ClickPlan['service'], point: ClickPoint, mostMs: number): ClickPlan {
  return { service, point, delayMs: Math.floor(random() * mostMs), nth: 1 + Math.floor(random() * 4) };
}

async function clickAll(plans: readonly ClickPlan[]): Promise<ClickReport[]> {
  const reports: ClickReport[] = [];
  for (const each of plans) {
    const report = await clickOnce(bench, emulator, each);
    if (report.faults.length > 0) console.log(JSON.stringify(report));
    reports.push(report);
  }
  console.log(`seed ${SEED}: ${reports.length} clicks`);
  console.table(tabulateClicks(reports));
  return reports;
}

/** What the services have is what the profile knows, each once. */
async function checkBooks(): Promise<void> {
  const stored = [...(await bench.storedJobs()).values()];
  const followed = stored.flatMap(({ reading }) => (reading?.attempt ? [reading.attempt] : []));
  expect(followed.sort()).toEqual([...attemptsAt(emulator)].sort());
}

describe('clicks on "Start tuning" that go wrong', () => {
  it('make one job each where the service was reached, and each is found again', async () => {
    const plans = SERVICES.flatMap((service) => [
      ...Array.from({ length: 14 }, () => plan(service, 'held', 200)),
      ...Array.from({ length: 11 }, () => plan(service, 'lost', 0)),
    ]);
    const before = attemptsAt(emulator).length;
    const reports = await clickAll(plans);
    expect(reports.flatMap(({ faults }) => faults)).toEqual([]);
    expect(attemptsAt(emulator).length - before).toBe(50);
    expect(reports.filter(({ end }) => end === 'adopted')).toHaveLength(50);
    await checkBooks();
  });

  it('make a job that the page knows, or none, and it says so, whenever the browser is killed', async () => {
    const plans = SERVICES.flatMap((service) => [
      ...Array.from({ length: 6 }, () => plan(service, 'any', 1_500)),
      // Where most happens.
      ...Array.from({ length: 8 }, () => plan(service, 'any', 300)),
      ...Array.from({ length: 3 }, () => plan(service, 'cut', 50)),
    ]);
    const uploads = Array.from({ length: 10 }, () => plan('agent-platform', 'upload', 350));
    const reports = await clickAll([...plans, ...uploads]);
    expect(reports.flatMap(({ faults }) => faults)).toEqual([]);
    // A kill that came late would have tested something else.
    expect(reports.filter(({ plan: { point }, end }) => point === 'upload' && end === 'unpaid').length).toBeGreaterThan(
      5,
    );
    expect(reports.filter(({ plan: { point }, end }) => point === 'cut' && end === 'asked')).toHaveLength(6);
    await checkBooks();
  });
});
