import { serviceOf } from '../../core/services/index.ts';
import type { TuningJob } from '../../core/tuning/job.ts';
import { hashOf, queryOf } from '../frame/router.svelte.ts';

/** Where a job is shown among the models: there it stays when its dataset is deleted. */
export function addressOfJob({ id }: Pick<TuningJob, 'id'>): string {
  return hashOf('models', id);
}

/** More lines than these can't be told apart in one chart. */
export const MOST_RUNS = 4;

/** Where several jobs are compared, by their ids. */
export function addressOfRuns(ids: readonly string[]): string {
  return `${hashOf('models', 'compare')}?${queryOf(ids.map((id) => ['run', id] as const))}`;
}

/** The jobs that an address compares, each once. */
export function runsOfQuery(query: string): readonly string[] {
  return [...new Set(new URLSearchParams(query).getAll('run'))].slice(0, MOST_RUNS);
}

/** Where a job's model is asked, beside the dataset that is open if one is; null while there is no model. */
export function addressOfTrial({ id, model }: TuningJob, openDataset: string | null): string | null {
  if (model === null) return null;
  return openDataset === null ? hashOf('models', id, 'test') : hashOf('datasets', openDataset, 'test', id);
}

/** Where one of a job's checkpoints is asked. */
export function addressOfCheckpoint({ id }: TuningJob, checkpoint: string, openDataset: string | null): string {
  return openDataset === null
    ? hashOf('models', id, 'test', checkpoint)
    : hashOf('datasets', openDataset, 'test', id, checkpoint);
}

/** Where a job's settings are taken over into a new one; null where its dataset isn't known. */
export function addressOfClone({ id, datasetId }: Pick<TuningJob, 'id' | 'datasetId'>): string | null {
  return datasetId === null ? null : `${hashOf('datasets', datasetId, 'tune')}/new/${id}`;
}

/** The page of Google's console that lists the tuning jobs of a job's project; null where there is none. */
export function consoleOfJobs({ service, project }: Pick<TuningJob, 'service' | 'project'>): string | null {
  return service === null || !project ? null : serviceOf(service).consoleOfJobs(project);
}
