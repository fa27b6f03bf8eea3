import {
  askNow,
  isDue,
  isFollowed,
  lookAgain,
  type Moment,
  pause,
  postpone,
  shouldStop,
  takeProblem,
  takeReading,
  wake,
} from '../../src/core/tuning/follow-job.ts';
import type { TuningJob } from '../../src/core/tuning/job.ts';
import { adoptJob, missJob } from '../../src/core/tuning/lost-start.ts';
import type { JobReading } from '../../src/core/tuning/reading.ts';
import { takeTwins, wantsTwins } from '../../src/core/tuning/twins.ts';
import { jitter } from '../../src/services/jitter.ts';
import { ServiceError } from '../../src/services/service-error.ts';
import { changeJob, getJob, openJobs } from '../../src/store/google/jobs.ts';
import { type Clock, REAL_CLOCK } from './clock.ts';
import { cancelJob } from './google-cancel.ts';
import type { JobSource } from './google-job-source.ts';
import { settleStarts } from './google-start.ts';

type Helping = 'credential' | 'network';

/** Only one tab polls at a time. A tab without the credential lets others do it. */
const POLL_LOCK = 'lapidary:poll';
/** How soon another tab's turn is looked at again. */
const TURN_MS = 3_000;
/** Other tabs may have stored jobs meanwhile, or been closed while they started one. */
const MAX_SLEEP_MS = 30_000;
/** What was asked so short a time ago need not be asked again for somebody who looks. */
const FRESH_MS = 5_000;

/** Asks for the jobs under way, each when it is due. Deadlines are in the database, so a reload changes nothing. */
export class Poller {
  readonly #source: JobSource;
  readonly #clock: Clock;
  #stopTimer: () => void = () => undefined;
  #busy = false;
  #wakes = 0;
  /** Services that have refused the credential of this tab. Another tab may hold a better one. */
  readonly #refused = new Set<TuningJob['service']>();
  /** When this tab asked for each job. */
  readonly #askedAt = new Map<string, number>();
  /** How often each has come, so that a request under way then is known to be older. */
  readonly #came: Record<Helping, number> = { credential: 0, network: 0 };

  constructor(source: JobSource, clock = REAL_CLOCK) {
    this.#source = source;
    this.#clock = clock;
  }

  /** Looks at the jobs now, as often as it is called; else when the next one is due. */
  wakeUp = (): void => {
    this.#wakes++;
    this.#refused.clear();
    this.#schedule(0);
  };

  /** Makes the jobs due that waited for this. */
  async release(reason: Helping): Promise<void> {
    this.#came[reason]++;
    for (const { id } of await openJobs()) {
      await changeJob(id, (job) => (this.#source.can(job) ? wake(job, reason, this.#clock.now()) : job));
    }
    this.wakeUp();
  }

  /** Asks for one job now. */
  async ask(jobId: string): Promise<void> {
    await changeJob(jobId, (job) => askNow(job, this.#clock.now()));
    this.wakeUp();
  }

  /** Whether a job of this tab is under way: one that it starts, or asks for by itself. */
  async hasWork(): Promise<boolean> {
    return (await openJobs()).some((job) => {
      if (job.state === 'preparing' || job.state === 'creating') return this.#source.can(job);
      return this.#isOurs(job) && job.poll.waiting !== 'user';
    });
  }

  /** Asks for all jobs now that somebody looks at the page again, but those that were asked for just before. */
  async lookAgain(): Promise<void> {
    const now = this.#clock.now();
    for (const { id } of await openJobs()) {
      if (Math.abs(now - (this.#askedAt.get(id) ?? 0)) < FRESH_MS) continue;
      await changeJob(id, (job) => (this.#isOurs(job) ? lookAgain(job, now) : job));
    }
    this.wakeUp();
  }

  async #turn(): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    const wakes = this.#wakes;
    let wait = MAX_SLEEP_MS;
    try {
      await settleStarts(await openJobs(), this.#clock);
      const polled = await navigator.locks.request(POLL_LOCK, { ifAvailable: true }, async (lock) => {
        if (lock) await this.#pollAll();
        return lock !== null;
      });
      wait = await this.#sleepTime(polled);
    } finally {
      // Also after a bug or a database that failed: one bad turn must not be the last one.
      this.#busy = false;
      this.#schedule(this.#wakes === wakes ? wait : 0);
    }
  }

  #schedule(ms: number): void {
    this.#stopTimer();
    this.#stopTimer = this.#clock.after(ms, () => this.#turn());
  }

  async #sleepTime(polled: boolean): Promise<number> {
    const jobs = (await openJobs()).filter((job) => this.#isOurs(job));
    if (jobs.length === 0) return MAX_SLEEP_MS;
    if (!polled) return TURN_MS;
    const dueAt = Math.min(...jobs.map(({ poll }) => poll.dueAt));
    return Math.min(Math.max(dueAt - this.#clock.now(), 0), MAX_SLEEP_MS);
  }

  #isOurs(job: TuningJob): boolean {
    return isFollowed(job) && this.#source.can(job) && !this.#refused.has(job.service);
  }

  #isDue(job: TuningJob): boolean {
    const { waiting } = job.poll;
    // What another tab lacks, this one has.
    return (
      this.#isOurs(job) && (waiting === 'credential' || waiting === 'network' || isDue(job.poll, this.#clock.now()))
    );
  }

  async #pollAll(): Promise<void> {
    const bugs: unknown[] = [];
    for (const { id } of await openJobs()) {
      // Read again: the one before may have taken a minute, or made the others wait.
      const job = await getJob(id);
      if (!job || !this.#isDue(job)) continue;
      await this.#poll(job).catch((error: unknown) => bugs.push(error));
    }
    if (bugs.length > 0) throw bugs[0];
  }

  async #poll(job: TuningJob): Promise<void> {
    const before = { ...this.#came };
    this.#askedAt.set(job.id, this.#clock.now());
    try {
      if (job.state === 'unknown') await this.#search(job);
      else await this.#read(job);
    } catch (error) {
      if (!(error instanceof ServiceError)) {
        // A bug is reported, but must not be met again at once.
        await changeJob(job.id, (now) => postpone(now, this.#clock.now() + MAX_SLEEP_MS));
        throw error;
      }
      await this.#suffer(job, error, before);
    }
  }

  async #read(job: TuningJob): Promise<void> {
    const reading = await this.#source.read(job);
    const read = await changeJob(job.id, (now) => takeReading(now, reading, this.#moment()));
    if (!read) return;
    if (wantsTwins(read)) await this.#lookForTwins(read);
    if (!shouldStop(read)) return;
    const words = `Cancelled: the validation loss had not improved for ${read.patience ?? 0} readings.`;
    await cancelJob(job.id, this.#source, words, this.#clock);
  }

  async #search(job: TuningJob): Promise<void> {
    const found = await this.#source.find(job);
    await changeJob(job.id, (now) => {
      if (now.state !== 'unknown') return now;
      return found.length > 0 ? adoptJob(now, found, this.#moment()) : missJob(now, this.#clock.now());
    });
  }

  /** The start had an answer, but the browser may have sent it twice. The next poll asks again where this one can't. */
  async #lookForTwins(job: TuningJob): Promise<void> {
    const found = await this.#source.find(job).catch(ifService);
    await changeJob(job.id, (now) => takeTwins(now, found, this.#clock.now()));
  }

  /** Notes why a poll failed, also with the other jobs that will fail for the same reason. */
  async #suffer({ id, service }: TuningJob, { problem }: ServiceError, before: Record<Helping, number>): Promise<void> {
    const failed = await changeJob(id, (now) => takeProblem(now, problem, this.#moment()));
    if (failed && problem.kind === 'rate-limit')
      await this.#changeOthers(id, service, (now) => pause(now, failed.poll));
    for (const reason of ['credential', 'network'] as const) {
      // What this failed for has come while it was under way.
      if (this.#came[reason] === before[reason]) continue;
      await changeJob(id, (now) => wake(now, reason, this.#clock.now()));
      return;
    }
    if (failed?.poll.waiting === 'credential') {
      this.#refused.add(service);
      await this.#changeOthers(id, service, (now) => takeProblem(now, problem, this.#moment()));
    }
  }

  async #changeOthers(id: string, service: TuningJob['service'], change: (job: TuningJob) => TuningJob): Promise<void> {
    const others = (await openJobs()).filter((job) => job.id !== id && job.service === service);
    for (const other of others) await changeJob(other.id, (now) => (isFollowed(now) ? change(now) : now));
  }

  #moment(): Moment {
    return { now: this.#clock.now(), random: jitter() };
  }
}

/** Nothing is known where a service fails. */
function ifService(error: unknown): readonly JobReading[] {
  if (error instanceof ServiceError) return [];
  throw error;
}
