import type { TuningJob } from '../core/tuning/job.ts';
import { explainJobError } from '../services/explain-job-error.ts';

/** Why a job failed, and what to do: for the top of its page. `raw`: the service's own words; empty where it gives none. */
export interface JobFailure {
  readonly what: string;
  readonly next: string;
  readonly raw: string;
}

/** Why a job failed at its service; null for one that did not. A refusal that came before it began is its `problem`. */
export function failureOf({ state, service, reading }: TuningJob): JobFailure | null {
  if (state !== 'failed' || service === null || reading?.state !== 'failed') return null;
  if (reading.error === null || reading.error.message === '')
    return {
      what: 'The job failed, and Google gives no reason.',
      next: 'Look at its logs in the console, or clone it.',
      raw: '',
    };
  return { ...explainJobError(reading.error, service), raw: reading.error.message };
}
