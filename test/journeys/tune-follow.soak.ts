import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isEnded } from '../../src/core/tuning/follow-job.ts';
import type { TuningJob } from '../../src/core/tuning/job.ts';
import { type Emulator, startEmulator } from '../emulator/emulator.ts';
import type { Fault } from '../emulator/faults.ts';
import { CANARY_KEY, CANARY_TOKEN, jobState } from '../support/google-site.ts';
import { serveSite, type Site } from '../support/server.ts';
import { attemptsAt, TuneBench } from '../support/tune-bench.ts';
import { busiestMinute, countPolls, lossesAt, lossesOf, tooSoon } from '../support/tune-books.ts';
import { LESSONS } from '../support/tune-kill-run.ts';

const SEED = Number(process.env['SEED'] ?? 20261121);
const SECOND = 1_000;
const SERVICES = ['gemini-api', 'agent-platform'] as const;
/** Of all jobs. */
const POLLS = 200;
const POLLS_PER_RELOAD = 40;
/** By their place: an answer of the Agent Platform takes six requests, so its jobs, the last two, are pressed for less often. */
const TURNS = [0, 1, 0, 2, 1, 0, 1, 3];
const PRESS_MS = 2_500;
/** How long a job takes, by the emulator's clock, which goes on by steps. */
const JOB_MS = 3_600 * SECOND;
const STEP_MS = JOB_MS / 200;
const PAUSE_MS = 3 * SECOND;
const FAULTS: readonly (Fault | Fault['kind'])[] = [
  { kind: 'rate-limit', retryAfterMs: PAUSE_MS },
  { kind: 'slow', ms: 1_500 },
  ...(['unavailable', 'html', 'drop', 'drop-after', 'truncated'] as const),
];
const ENDS = { succeed: 'The tuned model is ready.', fail: /^The job failed: ./ } as const;

let site: Site;
let emulator: Emulator;
let bench: TuneBench;

beforeAll(async () => {
  site = await serveSite();
  emulator = await startEmulator({ tls: true, tunable: true, key: CANARY_KEY, token: CANARY_TOKEN });
  emulator.clock.speed = 0;
  emulator.state.concurrentJobs = 100;
  const folder = await mkdtemp(join(tmpdir(), 'lapidary-follow-'));
  bench = new TuneBench({ url: site.url, folder, emulator });
  await bench.open();
  await bench.importOnce(LESSONS);
});

afterAll(async () => {
  await bench.remove();
  await emulator.close();
  await site.close();
});

async function giveAll(): Promise<void> {
  for (const service of SERVICES) await bench.giveCredential(service);
}

/** A job at each service that will succeed, and one that will fail; by their ids, how they will end. */
async function startAll(): Promise<ReadonlyMap<string, keyof typeof ENDS>> {
  const ends = new Map<string, keyof typeof ENDS>();
  for (const service of SERVICES) {
    for (const outcome of ['succeed', 'fail'] as const) {
      // One that fails does so halfway.
      emulator.state.plan = { outcome, queueMs: 0, durationMs: outcome === 'fail' ? 2 * JOB_MS : JOB_MS };
      ends.set(await bench.startJob(service), outcome);
    }
  }
  return ends;
}

/** Presses "Ask now" of one job after the other, with a reload now and then, until all have been asked for often enough. */
class Follower {
  readonly #ids: readonly string[];
  readonly #since = emulator.requests.length;
  readonly #longest = new Map<string, number>();
  presses = 0;
  reloads = 0;

  constructor(ids: readonly string[]) {
    this.#ids = ids;
  }

  get polls(): number {
    const { gemini, platform } = countPolls(emulator.requests.slice(this.#since));
    return gemini + platform;
  }

  async step(): Promise<void> {
    const { page } = bench;
    const id = this.#ids[TURNS[this.presses++ % TURNS.length] ?? 0] ?? '';
    await bench.show(id);
    const ask = page.getByRole('button', { name: 'Ask now' });
    if (await ask.isVisible()) await ask.click({ timeout: SECOND }).catch(() => undefined);
    await page.waitForTimeout(PRESS_MS);
    await this.#checkNothingLost();
    if (this.polls < POLLS_PER_RELOAD * (this.reloads + 1)) return;
    this.reloads++;
    await page.reload();
    await giveAll();
  }

  async #checkNothingLost(): Promise<void> {
    for (const { id, curve } of (await bench.storedJobs()).values()) {
      expect(curve.training.length).toBeGreaterThanOrEqual(this.#longest.get(id) ?? 0);
      this.#longest.set(id, curve.training.length);
    }
  }
}

async function checkJob(job: TuningJob, outcome: keyof typeof ENDS): Promise<void> {
  expect(job.state).toBe(outcome === 'succeed' ? 'succeeded' : 'failed');
  expect(job.problem).toBe(null);
  const told = lossesAt(emulator, job);
  expect(told.size).toBeGreaterThan(5);
  expect(lossesOf(job.curve.training)).toEqual(told);
  const texts = job.events.map(({ text }) => text);
  const said = texts.slice(texts.indexOf('Start requested.')).filter((text) => text !== 'Queued');
  expect(said).toHaveLength(3);
  expect(said.slice(0, 2)).toEqual(['Start requested.', 'Tuning']);
  expect(said[2]).toMatch(ENDS[outcome]);
  const { page } = bench;
  await bench.show(job.id);
  await expect.poll(() => jobState(page).innerText()).toBe(outcome === 'succeed' ? 'Succeeded' : 'Failed');
  const rows = page.getByRole('table', { name: 'Loss curve' }).getByRole('row');
  await expect.poll(() => rows.count()).toBeGreaterThan(told.size);
}

describe('four jobs at two services, three in ten of whose requests fail', () => {
  it('lose nothing in 200 polls and five reloads, and end as their services say', async () => {
    const ends = await startAll();
    const since = emulator.requests.length;
    const started = Date.now();
    emulator.faults.random(SEED, 0.3, FAULTS);
    const follower = new Follower([...ends.keys()]);
    for (let gone = STEP_MS; follower.polls < POLLS; gone += STEP_MS) {
      // Nearly to the end; there they stay until they have been asked for often enough.
      if (gone < 0.95 * JOB_MS) emulator.clock.advance(STEP_MS);
      await follower.step();
    }
    emulator.clock.advance(JOB_MS);
    const areEnded = async () => [...(await bench.storedJobs()).values()].every(({ state }) => isEnded(state));
    while (!(await areEnded())) await follower.step();

    const requests = emulator.requests.slice(since).filter(({ method }) => method !== 'OPTIONS');
    const minutes = ((Date.now() - started) / 60_000).toFixed(1);
    const failed = requests.filter(({ status }) => status !== 200).length;
    const figures = { ...countPolls(requests), requests: requests.length, failed, busiest: busiestMinute(requests) };
    console.log(`seed ${SEED}:`, { ...figures, presses: follower.presses, reloads: follower.reloads, minutes });
    expect(figures.platform).toBeGreaterThan(40);
    expect(follower.reloads).toBeGreaterThanOrEqual(5);
    expect(failed / requests.length).toBeGreaterThan(0.15);
    expect(attemptsAt(emulator).sort()).toEqual([...ends.keys()].sort());
    for (const [id, outcome] of ends) await checkJob(await bench.storedJob(id), outcome);
    expect(tooSoon(requests, PAUSE_MS)).toEqual([]);
    expect(figures.busiest).toBeLessThanOrEqual(75);
    expect(bench.problems).toEqual([]);
  });
});
