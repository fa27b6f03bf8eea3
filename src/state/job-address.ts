import type { TuningJob } from '../core/tuning/job.ts';
import { hashOf } from './router.svelte.ts';

/** Where a job is shown among the models: there it stays when its dataset is deleted. */
export function addressOfJob({ id }: Pick<TuningJob, 'id'>): string {
  return hashOf('models', id);
}

/** Where a job's model is asked, beside the dataset that is open if one is; null while there is no model. */
export function addressOfTrial({ id, model }: TuningJob, openDataset: string | null): string | null {
  if (model === null) return null;
  return openDataset === null ? hashOf('models', id, 'test') : hashOf('datasets', openDataset, 'test', id);
}
