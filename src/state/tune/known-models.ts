import type { CatalogueModel } from '../../core/models/catalogue.ts';
import { serviceOf } from '../../core/services/index.ts';
import type { TuningJob } from '../../core/tuning/job.ts';
import { isPacked, modelKey, type ModelRef, type ServedModel } from '../../core/tuning/model-ref.ts';
import type { Connection } from '../../core/tuning/google-connection.ts';
import { serviceTitle } from '../../words/service-choices.ts';

/** A model that can be asked. */
export interface KnownModel {
  readonly key: string;
  readonly title: string;
  readonly ref: ModelRef;
  readonly kind: 'base' | 'tuned';
  /** What it was tuned by, where that is known here. */
  readonly job: TuningJob | null;
}

/** A base model at its service, as the connection reaches it. */
export function baseModelRef(
  { id, service }: Pick<CatalogueModel, 'id' | 'service'>,
  { project, region }: Connection,
): ServedModel {
  return serviceOf(service).modelRef(id, { project, region });
}

/** The models of jobs that have one, each checkpoint too; newest first. */
export function tunedModels(jobs: readonly TuningJob[]): KnownModel[] {
  return jobs.flatMap((job) => {
    if (job.model === null) return [];
    const own = known(job.model, `${job.displayName} · ${serviceTitle(job.service)}`, 'tuned', job);
    const checkpoints = (job.reading?.checkpoints ?? [])
      .filter(({ model }) => job.model === null || modelKey(model) !== modelKey(job.model))
      .map(({ model, id, epoch }) =>
        known(
          model,
          `${job.displayName}, checkpoint ${id}${epoch === null ? '' : ` after epoch ${String(epoch)}`}`,
          'tuned',
          job,
        ),
      );
    return [own, ...checkpoints];
  });
}

export function baseModels(models: readonly CatalogueModel[], connection: Connection): KnownModel[] {
  return models.map((model) =>
    known(baseModelRef(model, connection), `${model.title} · ${serviceTitle(model.service)}`, 'base', null),
  );
}

/** The base of a job's model, as its service serves it. */
export function baseOfJob(job: TuningJob, connection: Connection): ServedModel | null {
  if (job.model && isPacked(job.model)) return job.model.base;
  const id = job.passport?.baseModel ?? job.reading?.baseModel ?? '';
  if (id === '' || job.service === null) return null;
  const region = job.region ?? connection.region;
  return baseModelRef(
    { id, service: job.service },
    { ...connection, project: job.project ?? connection.project, region },
  );
}

function known(ref: ModelRef, title: string, kind: KnownModel['kind'], job: TuningJob | null): KnownModel {
  return { key: modelKey(ref), title, ref, kind, job };
}
