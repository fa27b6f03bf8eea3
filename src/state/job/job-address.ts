import type { TuningJob } from '../../core/tuning/job.ts';
import { hashOf } from '../frame/router.svelte.ts';

/** Where a job is shown among the models: there it stays when its dataset is deleted. */
export function addressOfJob({ id }: Pick<TuningJob, 'id'>): string {
  return hashOf('models', id);
}

/** Where a job's model is asked, beside the dataset that is open if one is; null while there is no model. */
export function addressOfTrial({ id, model }: TuningJob, openDataset: string | null): string | null {
  if (model === null) return null;
  return openDataset === null ? hashOf('models', id, 'test') : hashOf('datasets', openDataset, 'test', id);
}

/** Where a job's settings are taken over into a new one; null where its dataset isn't known. */
export function addressOfClone({ id, datasetId }: Pick<TuningJob, 'id' | 'datasetId'>): string | null {
  return datasetId === null ? null : `${hashOf('datasets', datasetId, 'tune')}/new/${id}`;
}

/** The page of Google's console that lists the tuning jobs of a job's project; null where there is none. */
export function consoleOfJobs({ service, project }: Pick<TuningJob, 'service' | 'project'>): string | null {
  if (service !== 'agent-platform' || !project) return null;
  return `https://console.cloud.google.com/vertex-ai/studio/tuning?project=${encodeURIComponent(project)}`;
}
