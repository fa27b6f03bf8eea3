import type { TuningJob } from '../../core/tuning/job.ts';
import { getJob, listJobs } from '../../store/google/jobs.ts';
import { Live } from '../frame/live.svelte.ts';

export { getJob as readJob };

/** The jobs of one dataset, or all of them, newest first. */
export class Jobs {
  readonly live: Live<readonly TuningJob[]>;

  constructor(datasetId?: string) {
    this.live = new Live(() => listJobs(datasetId));
  }

  get all(): readonly TuningJob[] {
    return this.live.current ?? [];
  }
}
