import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Emulator, startEmulator } from '../emulator/emulator.ts';
import { CANARY_KEY, CANARY_TOKEN, jobState, waitForEnd } from '../support/google-site.ts';
import { serveSite, type Site } from '../support/server.ts';
import { shiftClock } from '../support/shift-clock.ts';
import { TuneBench } from '../support/tune-bench.ts';
import { LESSONS } from '../support/tune-kill-run.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const DAY = 24 * 60 * MINUTE;
const SERVICES = ['gemini-api', 'agent-platform'] as const;
const SAID = ['Start requested.', 'Tuning', 'The tuned model is ready.'];

let site: Site;
let emulator: Emulator;
let bench: TuneBench;
let shiftMs: number;

beforeEach(async () => {
  shiftMs = 0;
  site = await serveSite();
  emulator = await startEmulator({ tls: true, tunable: true, key: CANARY_KEY, token: CANARY_TOKEN });
  emulator.state.concurrentJobs = 100;
  emulator.clock.speed = 0;
  emulator.state.plan = { outcome: 'succeed', queueMs: 0, durationMs: 60 * MINUTE };
  const folder = await mkdtemp(join(tmpdir(), 'lapidary-away-'));
  const prepare = async (context: TuneBench['context']): Promise<void> => {
    if (shiftMs !== 0) await shiftClock(context, shiftMs);
  };
  bench = new TuneBench({ url: site.url, folder, emulator, prepare });
});

afterEach(async () => {
  await bench.remove();
  await emulator.close();
  await site.close();
  expect(bench.problems).toEqual([]);
});

/** Starts a job at each service, and gives their ids. */
async function startBoth(): Promise<string[]> {
  await bench.importOnce(LESSONS);
  const ids: string[] = [];
  for (const service of SERVICES) ids.push(await bench.startJob(service));
  return ids;
}

/** How many losses are stored of each job. */
async function countLosses(): Promise<Record<string, number>> {
  const jobs = [...(await bench.storedJobs()).values()];
  return Object.fromEntries(jobs.map(({ id, curve }) => [id, curve.training.length]));
}

/** Milliseconds until all jobs know more than that. */
async function timeToNews(before: Readonly<Record<string, number>>): Promise<number> {
  const since = Date.now();
  const isNews = async () => {
    const now = await countLosses();
    return Object.entries(before).every(([id, count]) => (now[id] ?? 0) > count);
  };
  await expect.poll(isNews, { timeout: MINUTE, interval: 50 }).toBe(true);
  return Date.now() - since;
}

describe('ten minutes without a network', () => {
  it('are told, lose nothing, and are over within five seconds', async () => {
    await bench.open();
    const ids = await startBoth();
    const { page, context } = bench;
    emulator.clock.advance(10 * MINUTE);
    for (const id of ids) {
      await bench.show(id);
      await page.getByRole('button', { name: 'Ask now' }).click();
    }
    await expect
      .poll(async () => Math.min(...Object.values(await countLosses())), { timeout: MINUTE })
      .toBeGreaterThan(0);

    // The switch alone did not cut the workers for all of ten minutes.
    emulator.faults.random(1, 1, ['drop']);
    await context.setOffline(true);
    const before = await countLosses();
    for (const id of ids) {
      await bench.show(id);
      await page.getByText(/^No answer came from Google/).waitFor({ timeout: 3 * MINUTE });
    }
    await wait(10 * MINUTE);
    expect(await countLosses()).toEqual(before);
    await page.getByText(/^No answer came from Google/).waitFor();
    expect(await jobState(page).innerText()).toBe('Tuning');
    emulator.clock.advance(10 * MINUTE);
    emulator.faults.clear();
    await context.setOffline(false);
    const online = await timeToNews(before);
    await expect.poll(() => page.getByText(/^No answer came from Google/).count()).toBe(0);

    console.log({ online });
    expect(online).toBeLessThan(5 * SECOND);

    emulator.clock.advance(60 * MINUTE);
    for (const id of ids) {
      await bench.show(id);
      expect(await waitForEnd(page)).toBe('Succeeded');
      const texts = (await bench.storedJob(id)).events.map(({ text }) => text);
      expect(texts.slice(texts.indexOf('Start requested.')).filter((text) => text !== 'Queued')).toEqual(SAID);
    }
  });
});

describe.runIf(process.platform === 'linux')('a machine that sleeps for a minute', () => {
  it('shows how its jobs are within five seconds after', async () => {
    // So old a job is asked for every one to two minutes.
    shiftMs = -60 * MINUTE;
    await bench.open();
    await startBoth();
    await bench.close();
    shiftMs = 0;
    await bench.open();
    const { page } = bench;
    const unread = await countLosses();
    emulator.clock.advance(10 * MINUTE);
    for (const service of SERVICES) await bench.giveCredential(service);
    await timeToNews(unread);
    // Long enough for what is under way, and for what counts as fresh.
    await wait(6 * SECOND);

    const known = await countLosses();
    const halted = bench.halt(MINUTE);
    await wait(SECOND);
    const asked = emulator.requests.length;
    await wait(MINUTE - 5 * SECOND);
    expect(emulator.requests.length).toBe(asked);
    // While it sleeps: what is asked for at the very moment it wakes would else be without news.
    emulator.clock.advance(10 * MINUTE);
    await halted;
    // Playwright keeps its pages from being frozen, and so from being told of it.
    await page.evaluate(() => document.dispatchEvent(new Event('resume')));
    const thawed = await timeToNews(known);
    console.log({ thawed });
    expect(thawed).toBeLessThan(5 * SECOND);
  });
});

describe('a clock that is a day fast, then a day slow', () => {
  it('delays no job, and changes nothing in the order of what happened', async () => {
    shiftMs = DAY;
    await bench.open();
    expect(await bench.page.evaluate(() => Date.now())).toBeGreaterThan(Date.now() + DAY - MINUTE);
    const ids = await startBoth();
    for (const id of ids) expect((await bench.storedJob(id)).createdAt).toBeGreaterThan(Date.now() + DAY - MINUTE);
    // The worker's clock, too: what it has planned lies a day ahead.
    for (const id of ids) expect((await bench.storedJob(id)).poll.dueAt).toBeGreaterThan(Date.now() + DAY - MINUTE);
    await bench.close();

    shiftMs = -DAY;
    await bench.open();
    emulator.clock.advance(30 * MINUTE);
    const before = await countLosses();
    for (const service of SERVICES) await bench.giveCredential(service);
    const news = await timeToNews(before);
    console.log({ news });
    emulator.clock.advance(60 * MINUTE);
    for (const id of ids) {
      await bench.show(id);
      expect(await waitForEnd(bench.page)).toBe('Succeeded');
      const { events } = await bench.storedJob(id);
      const texts = events.map(({ text }) => text);
      expect(texts.slice(texts.indexOf('Start requested.')).filter((text) => text !== 'Queued')).toEqual(SAID);
      const shown = await bench.page
        .getByRole('region', { name: 'What happened' })
        .getByRole('listitem')
        .allInnerTexts();
      expect(shown[0]).toContain('The tuned model is ready.');
    }
  });
});
