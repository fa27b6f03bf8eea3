import { setTimeout as wait } from 'node:timers/promises';
import { expect } from 'vitest';
import type { TuningJob } from '../../src/core/tuning/job.ts';
import type { Emulator } from '../emulator/emulator.ts';
import { jobState } from './google-site.ts';
import type { TestFile } from './journey.ts';
import { endSearches } from './stored-jobs.ts';
import { attemptsAt, type TuneBench, type Tuner } from './tune-bench.ts';

/**
 * What goes wrong with a click on "Start tuning":
 * - `held`: the service has made the job, and its answer is on the way when the browser dies
 * - `any`: the browser dies so long after the click
 * - `upload`: it dies so long after this many requests of the upload have come
 * - `cut`: the connection breaks before the service has done anything, and the browser dies
 * - `lost`: the service has made the job, and the connection breaks; the browser lives
 */
export type ClickPoint = 'held' | 'any' | 'upload' | 'cut' | 'lost';

export interface ClickPlan {
  readonly service: Tuner;
  readonly point: ClickPoint;
  readonly delayMs: number;
  /** Of the upload's requests, preflights aside. */
  readonly nth: number;
}

/**
 * What the page knew in the end:
 * - `adopted`: it had no answer, and found the job at the service
 * - `followed`: it had the answer
 * - `unpaid`: it says that nothing was paid
 * - `asked`: it says that the start had no answer and that no such job has turned up
 * - `untold`: it knows of no click
 */
export type ClickEnd = 'adopted' | 'followed' | 'unpaid' | 'asked' | 'untold';

export interface ClickReport {
  readonly plan: ClickPlan;
  /** How many jobs the click made at the service. */
  readonly made: number;
  readonly end: ClickEnd;
  /** What was stored when the browser was there again. */
  readonly found: string;
  readonly faults: readonly string[];
}

/** So few that a round is short; enough for both services. */
export const LESSONS: TestFile = {
  name: 'stones.jsonl',
  text: Array.from(
    { length: 40 },
    (_, n) => `${JSON.stringify({ instruction: `Stone ${n}?`, input: '', output: `Number ${n}.` })}\n`,
  ).join(''),
};

const CREATE = /\/(tunedModels|tuningJobs)$/;
const UPLOAD = /^\/upload\//;
/** Longer than any round: nobody waits for it. */
const HELD_MS = 30_000;
const SETTLE_MS = 90_000;

/** Presses "Start tuning" once, has it go wrong as planned, and looks at what becomes of it. */
export async function clickOnce(bench: TuneBench, emulator: Emulator, plan: ClickPlan): Promise<ClickReport> {
  const known = await bench.storedJobs();
  const before = attemptsAt(emulator);
  await bench.giveCredential(plan.service);
  emulator.clock.speed = 40;
  await goWrong(bench, emulator, plan);
  const fresh = [...(await bench.storedJobs()).values()].filter(({ id }) => !known.has(id));
  const [job] = fresh;
  const found = fresh.map(({ state }) => state).join(' ');
  const end = job ? await settle(bench, emulator, job) : 'untold';
  const made = attemptsAt(emulator).filter((attempt) => !before.includes(attempt));
  const faults = [...bench.problems.splice(0), ...judge(made, fresh, end)];
  return { plan, made: made.length, end, found, faults };
}

/** Does what is planned up to a browser that is there, with its credential. */
async function goWrong(bench: TuneBench, emulator: Emulator, { service, point, delayMs, nth }: ClickPlan) {
  const { faults, requests } = emulator;
  const since = requests.length;
  const made = attemptsAt(emulator).length;
  if (point === 'held') faults.next({ method: 'POST', path: CREATE }, { kind: 'slow-after', ms: HELD_MS });
  if (point === 'lost') faults.next({ method: 'POST', path: CREATE }, { kind: 'drop-after' });
  if (point === 'cut') faults.next({ method: 'POST', path: CREATE }, { kind: 'drop' });
  if (point === 'upload') faults.next({ path: UPLOAD }, { kind: 'slow', ms: 300 }, 100);
  await bench.pressStart(service);
  if (point === 'held' || point === 'lost') await reach(() => attemptsAt(emulator).length - made, 1);
  const seen = (path: RegExp, methods: readonly string[]): number =>
    requests.slice(since).filter((request) => methods.includes(request.method) && path.test(request.path)).length;
  if (point === 'cut') await reach(() => seen(CREATE, ['POST']), 1);
  if (point === 'upload') await reach(() => seen(UPLOAD, ['POST', 'PUT']), nth);
  if (point !== 'lost') {
    await wait(delayMs);
    await bench.kill();
    faults.clear();
    await bench.open();
    await bench.giveCredential(service);
  } else {
    await bench.page.waitForTimeout(500);
  }
}

function reach(count: () => number, least: number) {
  return expect.poll(count, { timeout: 20_000, interval: 5 }).toBeGreaterThanOrEqual(least);
}

/** Looks at a job until it has ended, or asks the user what to do. */
async function settle(bench: TuneBench, emulator: Emulator, { id }: TuningJob): Promise<ClickEnd> {
  const { page } = bench;
  await bench.show(id);
  const deadline = Date.now() + SETTLE_MS;
  for (;;) {
    const words = await jobState(page).innerText();
    if (/Succeeded|Failed|Waiting for your decision/.test(words)) break;
    if (Date.now() > deadline) throw new Error(`job ${id} is still "${words}"`);
    const ask = page.getByRole('button', { name: 'Ask now' });
    if (words !== 'Looking for the job') {
      if (await ask.isVisible()) await ask.click({ timeout: 1_000 }).catch(() => undefined);
    } else if (!attemptsAt(emulator).includes(id)) {
      // Where there is something to find, it must be found by itself.
      await endSearches(page);
    }
    await page.waitForTimeout(200);
  }
  return tellEnd(await page.getByRole('main').innerText());
}

/** By what the page says, and by nothing else. */
function tellEnd(text: string): ClickEnd {
  if (/no such job has turned up/i.test(text)) return 'asked';
  if (/[Nn]othing was paid/.test(text)) return 'unpaid';
  if (!text.includes('The tuned model is ready.')) throw new Error(`the page says: ${text}`);
  return text.includes('The job was found at the service') ? 'adopted' : 'followed';
}

/** One click makes one job that the page knows, or none, and then the page says so. */
function judge(made: readonly string[], stored: readonly TuningJob[], end: ClickEnd): string[] {
  const faults: string[] = [];
  if (made.length > 1) faults.push(`${made.length} jobs of one click`);
  if (stored.length > 1) faults.push(`${stored.length} records of one click`);
  if (made[0] !== undefined && made[0] !== stored[0]?.id) faults.push(`the service made ${made[0]}, unknown here`);
  const isFound = end === 'adopted' || end === 'followed';
  if (isFound !== (made.length === 1)) faults.push(`the service made ${made.length} jobs, and the page ends ${end}`);
  return faults;
}

/** A line for each service and point. */
export function tabulateClicks(reports: readonly ClickReport[]): Record<string, unknown>[] {
  return [...groupBy(reports, ({ plan }) => `${plan.service}, ${plan.point}`)].map(([group, some]) => ({
    group,
    clicks: some.length,
    jobs: some.reduce((sum, { made }) => sum + made, 0),
    ends: countWords(some.map(({ end }) => end)),
    found: countWords(some.map(({ found }) => found || 'nothing')),
    faults: some.flatMap(({ faults }) => faults).length,
  }));
}

function countWords(words: readonly string[]): string {
  return [...groupBy(words, (word) => word)].map(([word, { length }]) => `${word} ${length}`).join(', ');
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}
