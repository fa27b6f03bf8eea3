import { ok } from '../../core/failure.ts';
import { attachJob } from '../../core/tuning/attach-job.ts';
import { passesWords, readListFilter } from '../../core/tuning/list-filter.ts';
import { services } from '../../core/services/index.ts';
import type { ListFilter } from '../../core/services/service.ts';
import type { ServiceId } from '../../core/tuning/model-ref.ts';
import type { JobReading } from '../../core/tuning/reading.ts';
import type { TuningJob } from '../../core/tuning/job.ts';
import { addJob } from '../../store/google/jobs.ts';
import type { Google } from '../settings/google.svelte.ts';
import type { Notices } from '../frame/notices.svelte.ts';

/** A list as it was asked for. What is chosen afterwards holds for the next one. */
interface Asked extends ListFilter {
  readonly service: ServiceId;
}

/** Jobs and tuned models at a service, wherever they were made, page by page. */
export class RemoteJobs {
  service = $state<ServiceId>(services[0]?.id ?? '');
  filter = $state('');
  busy = $state(false);
  /** null until a list has been given. */
  #asked = $state.raw<Asked | null>(null);
  #all = $state.raw<readonly JobReading[]>([]);
  #next = $state<string | null>(null);
  readonly #google: Google;
  readonly #notices: Notices;

  constructor(google: Google, notices: Notices) {
    this.#google = google;
    this.#notices = notices;
  }

  /** True once a list has been given. */
  get listed(): boolean {
    return this.#asked !== null;
  }

  get found(): readonly JobReading[] {
    const words = this.#asked?.words ?? [];
    return this.#all.filter((reading) => passesWords(reading, words));
  }

  /** How many were looked at for what was found; null where the service itself has chosen them. */
  get lookedAt(): number | null {
    return (this.#asked?.words ?? []).length > 0 ? this.#all.length : null;
  }

  get hasMore(): boolean {
    return this.#next !== null;
  }

  list = async (): Promise<void> => {
    const { service, filter } = this;
    this.#all = [];
    this.#next = null;
    this.#asked = null;
    await this.#load({ service, ...readListFilter(service, filter) }, null);
  };

  more = async (): Promise<void> => {
    if (this.#asked) await this.#load(this.#asked, this.#next);
  };

  /** Follows a job that is not known here; gives the record. */
  follow = async (reading: JobReading): Promise<TuningJob | undefined> => {
    const service = this.#asked?.service ?? this.service;
    const job = attachJob(crypto.randomUUID(), service, reading, { now: Date.now(), random: Math.random() });
    const stored = await this.#notices.run(async () => {
      await addJob(job);
      return ok(job);
    });
    if (stored) await this.#google.did((api) => api.poll(job.id));
    return stored;
  };

  async #load(asked: Asked, pageToken: string | null): Promise<void> {
    this.busy = true;
    const page = await this.#google.run((api) => api.jobs(asked.service, pageToken, asked.sent));
    this.busy = false;
    if (!page) return;
    // A job that was begun meanwhile pushes the last of one page into the next.
    this.#all = [...new Map([...this.#all, ...page.jobs].map((job) => [job.name, job])).values()];
    this.#next = page.nextPageToken;
    this.#asked = asked;
  }
}
