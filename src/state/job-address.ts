import type { TuningJob } from '../core/tuning/job.ts';
import { hashOf } from './router.svelte.ts';

/** Where a job is shown: beside its dataset, or among the models. */
export function addressOfJob({ id, datasetId }: Pick<TuningJob, 'id' | 'datasetId'>): string {
  return datasetId === null ? hashOf('models', id) : hashOf('datasets', datasetId, 'tune', id);
}

/** Where a job's model is asked; null while there is none. */
export function addressOfTrial({ id, datasetId, model }: TuningJob): string | null {
  if (model === null) return null;
  return datasetId === null ? hashOf('models', id, 'test') : hashOf('datasets', datasetId, 'test', id);
}
