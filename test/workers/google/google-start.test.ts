import {
  filesOf,
  GoogleTab,
  lessonsJob,
  platformJob,
  readStored,
  SERVICES,
  waitUntil,
} from '../../support/google-tab.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isEnded } from '../../../src/core/tuning/follow-job.ts';
import type { TuningJob } from '../../../src/core/tuning/job.ts';
import { addJob, changeJob, getJob, listJobs } from '../../../src/store/google/jobs.ts';
import { type Emulator, startEmulator } from '../../emulator/emulator.ts';
import { freeLocks } from '../../support/fake-browser.ts';
import { hurryTimers } from '../../support/hurry.ts';
import { SteppedClock } from '../../support/stepped-clock.ts';
import { emptyDatabase } from '../../support/stored.ts';

const MINUTE = 60_000;

hurryTimers(50);
let emulator: Emulator;
let clock: SteppedClock;

beforeEach(async () => {
  await emptyDatabase();
  emulator = await startEmulator({ tunable: true, listLagMs: 20_000 });
  emulator.clock.speed = 0;
  emulator.state.concurrentJobs = 100;
  emulator.state.plan = { outcome: 'succeed', queueMs: 2_000, durationMs: 60 * MINUTE };
  clock = new SteppedClock((ms) => {
    emulator.clock.advance(ms);
  });
});
afterEach(() => emulator.close());

const CREATE = /\/(tunedModels|tuningJobs)$/;
const creates = () => emulator.requests.filter(({ method, path }) => method === 'POST' && CREATE.test(path)).length;
const jobsAtService = () => emulator.state.tunedModels.size + emulator.state.tuningJobs.size;
const forEver = () => new Promise<never>(() => undefined);

/** Starts a job in a tab that dies when `isTime`, and takes its locks with it. */
async function startAndDie(tab: GoogleTab, job: TuningJob, isTime: () => Promise<boolean> | boolean): Promise<void> {
  void tab.start(job);
  await waitUntil(isTime);
  freeLocks();
}

/** Another answer in the place of the one to a create. */
function instead(status: number, text: string): (answer: Response) => Response {
  return (answer) => (CREATE.test(new URL(answer.url).pathname) ? new Response(text, { status }) : answer);
}

/** Each way of losing the answer to a create that has had its effect. */
const LOSSES: Readonly<Record<string, (tab: GoogleTab, job: TuningJob) => Promise<unknown>>> = {
  'the connection is cut after it': (tab, job) => {
    emulator.faults.next({ method: 'POST', path: CREATE }, { kind: 'drop-after' });
    return tab.start(job);
  },
  'half of the answer is missing': (tab, job) => {
    emulator.faults.next({ method: 'POST', path: CREATE }, { kind: 'truncated' });
    return tab.start(job);
  },
  'the answer says 500': (tab, job) => {
    tab.meddle = instead(500, '{"error":{"code":500,"status":"INTERNAL","message":"?"}}');
    return tab.start(job);
  },
  'a proxy answers with a page of its own': (tab, job) => {
    tab.meddle = instead(502, '<html>Bad gateway</html>');
    return tab.start(job);
  },
  'the tab dies before the answer comes': (tab, job) => {
    const sent = creates();
    const create = tab.services.create.bind(tab.services);
    tab.services.create = (...request) => create(...request).then(forEver, forEver);
    return startAndDie(tab, job, () => creates() > sent);
  },
  'the tab dies before the answer is stored': (tab, job) => {
    let isDone = false;
    const create = tab.services.create.bind(tab.services);
    tab.services.create = async (...request) => {
      await create(...request);
      isDone = true;
      return forEver();
    };
    return startAndDie(tab, job, () => isDone);
  },
};

describe.each(Object.entries(SERVICES))(
  '50 starts at %s whose answer is lost, tabs that die included',
  (_, { makeJob }) => {
    it('make 50 jobs, each of them found again', async () => {
      emulator.state.plan.durationMs = 8 * MINUTE;
      const ways = Object.values(LOSSES);
      for (let index = 0; index < 50; index++) {
        const way = ways[index % ways.length];
        // Five moments, so that jobs are due together: a turn of the poller reads all of them again.
        const then = new SteppedClock(undefined, clock.now() + 500 * (index % 5));
        await way?.(new GoogleTab(emulator, then), makeJob({ createdAt: then.now() }));
      }
      const tab = new GoogleTab(emulator, clock);
      tab.poller.wakeUp();
      await clock.until(async () =>
        (await listJobs()).every(({ state }) => state !== 'creating' && state !== 'unknown'),
      );
      const jobs = await listJobs();
      expect(creates()).toBe(50);
      expect(jobsAtService()).toBe(50);
      expect(jobs.map(({ state }) => state)).toEqual(Array.from({ length: 50 }, () => 'running'));
      for (const { id, reading } of jobs) expect(reading?.attempt).toBe(id);
      await clock.until(async () => (await listJobs()).every(({ state }) => isEnded(state)));
      expect(new Set((await listJobs()).map(({ state }) => state))).toEqual(new Set(['succeeded']));
      expect(jobsAtService()).toBe(50);
    }, 60_000);

    it.each(Object.entries(LOSSES))('also while the search fails: %s', async (_way, lose) => {
      const job = makeJob({ createdAt: clock.now() });
      await lose(new GoogleTab(emulator, clock), job);
      const tab = new GoogleTab(emulator, clock);
      emulator.faults.random(7, 1, ['drop', 'unavailable', 'html']);
      tab.poller.wakeUp();
      await clock.pass(10 * MINUTE);
      expect((await readStored(job.id)).state).toBe('unknown');
      emulator.faults.clear();
      await clock.until(async () => (await readStored(job.id)).state === 'running');
      expect(creates()).toBe(1);
    });
  },
);

describe('a create that never arrived', () => {
  async function loseCreate(tab: GoogleTab): Promise<TuningJob> {
    const job = lessonsJob({ createdAt: clock.now() });
    emulator.faults.next({ method: 'POST', path: CREATE }, { kind: 'drop' });
    await tab.start(job);
    tab.poller.wakeUp();
    await clock.until(async () => (await readStored(job.id)).state === 'asking');
    return job;
  }

  it('is not sent again by itself, however long nobody answers', async () => {
    const tab = new GoogleTab(emulator, clock);
    const { id } = await loseCreate(tab);
    await new GoogleTab(emulator, clock).poller.release('credential');
    await clock.pass(120 * MINUTE);
    expect(await readStored(id)).toMatchObject({ state: 'asking' });
    expect([creates(), jobsAtService()]).toEqual([1, 0]);
  });

  it('is found where it arrives late and the user has it looked for again', async () => {
    const tab = new GoogleTab(emulator, clock);
    const job = await loseCreate(tab);
    await tab.services.create(job, filesOf(job));
    // As the page does for "Look again".
    await changeJob(job.id, (now) => ({ ...now, state: 'unknown' }));
    await tab.poller.ask(job.id);
    await clock.pass(0);
    expect(await readStored(job.id)).toMatchObject({ state: 'running', reading: { attempt: job.id } });
  });

  it('is looked for four times more where it still does not turn up', async () => {
    const tab = new GoogleTab(emulator, clock);
    const { id } = await loseCreate(tab);
    await changeJob(id, (now) => ({ ...now, state: 'unknown', poll: { dueAt: 0, failures: 0, waiting: null } }));
    await tab.poller.ask(id);
    await clock.until(async () => (await readStored(id)).state === 'asking');
    expect(creates()).toBe(1);
  });

  it('is looked for before the user has it sent again, and then not sent', async () => {
    const tab = new GoogleTab(emulator, clock);
    const job = await loseCreate(tab);
    await tab.services.create(job, filesOf(job));
    expect(await tab.startAgain(job)).toMatchObject({ ok: true, value: { state: 'running' } });
    // The one that was lost, and the one that came late.
    expect([creates(), jobsAtService()]).toEqual([2, 1]);
  });

  it('is sent again when the user says so, and becomes one job', async () => {
    const tab = new GoogleTab(emulator, clock);
    const job = await loseCreate(tab);
    expect(await tab.startAgain(job)).toMatchObject({ ok: true, value: { state: 'running' } });
    expect([creates(), jobsAtService()]).toEqual([2, 1]);
  });

  it('stays a question while nobody can look for it', async () => {
    const tab = new GoogleTab(emulator, clock);
    const job = await loseCreate(tab);
    emulator.faults.random(1, 1, ['unavailable']);
    expect(await tab.startAgain(job)).toMatchObject({ ok: false, failure: { kind: 'service' } });
    expect((await readStored(job.id)).state).toBe('asking');
    expect(creates()).toBe(1);
  });
});

describe('a service that says the job is there already', () => {
  it('means an earlier send of the same attempt, which is followed', async () => {
    const tab = new GoogleTab(emulator, clock);
    const job = lessonsJob({ createdAt: clock.now() });
    await tab.services.create(job, filesOf(job));
    expect(await tab.start(job)).toMatchObject({ ok: true, value: { state: 'unknown' } });
    tab.poller.wakeUp();
    await clock.pass(0);
    expect(await readStored(job.id)).toMatchObject({ state: 'running', problem: null, reading: { attempt: job.id } });
    expect(jobsAtService()).toBe(1);
  });
});

describe('a start', () => {
  it('that is refused has failed, and says that nothing was paid', async () => {
    const tab = new GoogleTab(emulator, clock);
    const job = lessonsJob({ request: '{"baseModel":"models/gemini-1.5-flash-001-tuning","displayName":"x"}' });
    emulator.faults.next({ method: 'POST', path: CREATE }, { kind: 'forbidden' });
    expect(await tab.start(job)).toMatchObject({ ok: false, failure: { kind: 'service' } });
    const failed = await readStored(job.id);
    expect(failed).toMatchObject({ state: 'failed', problem: { outcome: 'refused' } });
    expect(failed.events.at(-1)?.text).toMatch(/nothing was paid/);
  });

  it('that meets a rate limit is not looked for before the service wants to be asked', async () => {
    const tab = new GoogleTab(emulator, clock);
    emulator.faults.next({ method: 'POST', path: CREATE }, { kind: 'rate-limit', retryAfterMs: 53_000 });
    await tab.start(lessonsJob({ createdAt: clock.now() }));
    tab.poller.wakeUp();
    await clock.pass(53_000);
    expect(emulator.requests).toHaveLength(1);
    await clock.pass(2_000);
    expect(emulator.requests.length).toBeGreaterThan(1);
    expect(creates()).toBe(1);
  });

  it('that is pressed twice is sent once', async () => {
    const job = lessonsJob();
    const tabs = [new GoogleTab(emulator, clock), new GoogleTab(emulator, clock)];
    const started = await Promise.all(tabs.map((tab) => tab.start(job)));
    expect(started).toMatchObject([{ value: { state: 'running' } }, { value: { state: 'running' } }]);
    expect(creates()).toBe(1);
  });

  it('is left alone by other tabs while its own lives', async () => {
    const job = lessonsJob({ createdAt: clock.now() });
    emulator.faults.next({ method: 'POST', path: CREATE }, { kind: 'slow', ms: 80 });
    const started = new GoogleTab(emulator, clock).start(job);
    await waitUntil(() => creates() > 0);
    new GoogleTab(emulator, clock).poller.wakeUp();
    await clock.pass(MINUTE);
    expect((await readStored(job.id)).state).toBe('creating');
    expect(await started).toMatchObject({ value: { state: 'running' } });
  });

  it('is looked for where its own work breaks after it was sent', async () => {
    const tab = new GoogleTab(emulator, clock);
    const job = lessonsJob();
    const create = tab.services.create.bind(tab.services);
    tab.services.create = async (...request) => {
      await create(...request);
      throw new RangeError('a bug');
    };
    await expect(tab.start(job)).rejects.toThrow('a bug');
    expect((await readStored(job.id)).state).toBe('unknown');
  });
});

describe('a tab that dies', () => {
  it('while it uploads has paid nothing', async () => {
    const tab = new GoogleTab(emulator, clock);
    const job = platformJob({ createdAt: clock.now() });
    tab.services.upload = forEver;
    await startAndDie(tab, job, async () => (await getJob(job.id)) !== undefined);
    new GoogleTab(emulator, clock).poller.wakeUp();
    await clock.until(async () => (await readStored(job.id)).state === 'failed');
    expect(creates()).toBe(0);
  });

  it.each([
    ['preparing', 'failed'],
    ['creating', 'asking'],
  ] as const)('while a job is %s leaves it to the next, without anything sent: %s', async (state, then) => {
    const job = lessonsJob({ state });
    await addJob(job);
    new GoogleTab(emulator, clock).poller.wakeUp();
    await clock.until(async () => (await readStored(job.id)).state === then);
    expect(creates()).toBe(0);
  });

  it('is noticed by a tab that has been there all the time', async () => {
    const tab = new GoogleTab(emulator, clock);
    tab.poller.wakeUp();
    await clock.pass(5 * MINUTE);
    const job = lessonsJob({ state: 'creating' });
    await addJob(job);
    await clock.pass(MINUTE);
    expect((await readStored(job.id)).state).toBe('unknown');
  });
});
