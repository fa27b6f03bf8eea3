import type { Target } from '../core/targets/target.ts';
import type { TuningJob } from '../core/tuning/job.ts';

/** Tuned models of a service that can be tuned further. */
export function preTunedChoices(
  jobs: readonly TuningJob[],
  service: Target['service'],
): readonly { readonly value: string; readonly label: string }[] {
  return jobs
    .filter((job) => job.service === service && job.state === 'succeeded' && job.reading?.modelName)
    .map((job) => ({ value: job.reading?.modelName ?? '', label: job.displayName }));
}
