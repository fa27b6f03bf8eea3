import { ok } from '../core/failure.ts';
import { attachJob } from '../core/tuning/attach-job.ts';
import type { ServiceId } from '../core/tuning/model-ref.ts';
import type { JobReading } from '../core/tuning/reading.ts';
import type { TuningJob } from '../core/tuning/job.ts';
import { addJob } from '../store/jobs.ts';
import type { Google } from './google.svelte.ts';
import type { Notices } from './notices.svelte.ts';

/** Jobs and tuned models at a service, wherever they were made, page by page. */
export class RemoteJobs {
  service = $state<ServiceId>('gemini-api');
  filter = $state('');
  found = $state.raw<readonly JobReading[]>([]);
  /** True once a list has been asked for. */
  listed = $state(false);
  busy = $state(false);
  #next = $state<string | null>(null);
  readonly #google: Google;
  readonly #notices: Notices;

  constructor(google: Google, notices: Notices) {
    this.#google = google;
    this.#notices = notices;
  }

  get hasMore(): boolean {
    return this.#next !== null;
  }

  list = async (): Promise<void> => {
    this.found = [];
    this.#next = null;
    this.listed = false;
    await this.#load(null);
  };

  more = (): Promise<void> => this.#load(this.#next);

  /** Follows a job that is not known here; gives the record. */
  follow = async (reading: JobReading): Promise<TuningJob | undefined> => {
    const job = attachJob(crypto.randomUUID(), this.service, reading, { now: Date.now(), random: Math.random() });
    const stored = await this.#notices.run(async () => {
      await addJob(job);
      return ok(job);
    });
    if (stored) await this.#google.did((api) => api.poll(job.id));
    return stored;
  };

  async #load(pageToken: string | null): Promise<void> {
    const { service, filter } = this;
    this.busy = true;
    const page = await this.#google.run((api) => api.jobs(service, pageToken, filter));
    this.busy = false;
    if (!page) return;
    this.found = [...this.found, ...page.jobs];
    this.#next = page.nextPageToken;
    this.listed = true;
  }
}
