import {
  type Moment,
  adoptJob,
  isEnded,
  missJob,
  shouldStop,
  takeProblem,
  takeReading,
  wake,
  withEvent,
} from '../src/core/tuning/follow-job.ts';
import type { PollPlan, TuningJob } from '../src/core/tuning/job.ts';
import type { JobReading } from '../src/core/tuning/reading.ts';
import { jitter } from '../src/services/jitter.ts';
import { ServiceError } from '../src/services/service-error.ts';
import { changeJob, openJobs } from '../src/store/jobs.ts';

/** What a poller asks of the services. */
export interface JobSource {
  /** Whether there is a credential for this job's service. */
  can(job: TuningJob): boolean;
  read(job: TuningJob): Promise<JobReading>;
  /** The job that carries our attempt's id; null where the service has none. */
  find(job: TuningJob): Promise<JobReading | null>;
  cancel(job: TuningJob): Promise<void>;
}

/** Only one tab polls at a time. A tab without the credential lets others do it. */
const POLL_LOCK = 'lapidary:poll';
/** How soon another tab's turn is looked at again. */
const TURN_MS = 3_000;
/** Other tabs may have stored jobs meanwhile. */
const MAX_SLEEP_MS = 30_000;

/** Asks for the jobs under way, each when it is due. Deadlines lie in the database, so a reload changes nothing. */
export class Poller {
  readonly #source: JobSource;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #busy = false;

  constructor(source: JobSource) {
    this.#source = source;
  }

  /** Looks at the jobs now, as often as it is called; else when the next one is due. */
  wakeUp = (): void => {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#turn(), 0);
  };

  /** Makes the jobs due that waited for this. */
  async release(reason: NonNullable<PollPlan['waiting']>): Promise<void> {
    for (const { id } of await openJobs()) {
      await changeJob(id, (job) => (this.#source.can(job) ? wake(job, reason, Date.now()) : job));
    }
    this.wakeUp();
  }

  async #turn(): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    try {
      const polled = await navigator.locks.request(POLL_LOCK, { ifAvailable: true }, async (lock) => {
        if (!lock) return false;
        for (const job of await this.#due()) await this.#poll(job);
        return true;
      });
      await this.#sleep(polled);
    } finally {
      this.#busy = false;
    }
  }

  async #due(): Promise<readonly TuningJob[]> {
    const now = Date.now();
    const jobs = await openJobs();
    return jobs.filter((job) => isFollowed(job) && job.poll.dueAt <= now && this.#source.can(job));
  }

  async #sleep(polled: boolean): Promise<void> {
    const jobs = (await openJobs()).filter((job) => isFollowed(job) && this.#source.can(job));
    clearTimeout(this.#timer);
    const [next] = jobs;
    if (!next) return;
    const wait = polled ? next.poll.dueAt - Date.now() : TURN_MS;
    this.#timer = setTimeout(() => void this.#turn(), Math.min(Math.max(wait, 0), MAX_SLEEP_MS));
  }

  async #poll(job: TuningJob): Promise<void> {
    try {
      if (job.state === 'unknown') await this.#search(job);
      else await this.#read(job);
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      const { problem } = error;
      await changeJob(job.id, (now) => (isEnded(now.state) ? now : takeProblem(now, problem, moment())));
    }
  }

  async #read(job: TuningJob): Promise<void> {
    const reading = await this.#source.read(job);
    const read = await changeJob(job.id, (now) => takeReading(now, reading, moment()));
    if (!read || !shouldStop(read)) return;
    await this.#source.cancel(read);
    await changeJob(job.id, (now) =>
      withEvent(
        { ...now, patience: null },
        Date.now(),
        `Cancelled: the validation loss had not improved for ${read.patience ?? 0} readings.`,
      ),
    );
  }

  async #search(job: TuningJob): Promise<void> {
    const found = await this.#source.find(job);
    await changeJob(job.id, (now) => {
      if (now.state !== 'unknown') return now;
      return found ? adoptJob(now, found, moment()) : missJob(now, Date.now());
    });
  }
}

function isFollowed({ state }: TuningJob): boolean {
  return state === 'queued' || state === 'running' || state === 'cancelling' || state === 'unknown';
}

function moment(): Moment {
  return { now: Date.now(), random: jitter() };
}
