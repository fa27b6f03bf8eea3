import type { Target } from '../targets/target.ts';
import type { PreTunedSource, TuningJob } from './job.ts';

/** A tuned model of a job, or one of its checkpoints, that can be tuned further. */
export interface PreTunedChoice {
  readonly value: string;
  readonly label: string;
  readonly source: PreTunedSource;
}

/** One text for one source, for a list to choose from. */
export function preTunedKey({ name, checkpoint }: PreTunedSource): string {
  return checkpoint === null ? name : `${name} ${checkpoint}`;
}

/** What can be tuned further at a service: each model that is still there, and after it its checkpoints. */
export function preTunedChoices(jobs: readonly TuningJob[], service: Target['service']): readonly PreTunedChoice[] {
  return jobs.flatMap((job) => {
    const name = job.reading?.modelName;
    if (job.service !== service || service === null || job.model === null || !job.reading || !name) return [];
    const base = { service, name, baseModel: job.passport?.baseModel ?? job.reading.baseModel };
    const checkpoints = job.reading.checkpoints.map(({ id, epoch }) =>
      choice(`${job.displayName}, checkpoint ${id}${epoch === null ? '' : ` after epoch ${epoch}`}`, {
        ...base,
        checkpoint: id,
      }),
    );
    return [choice(job.displayName, { ...base, checkpoint: null }), ...checkpoints];
  });
}

function choice(label: string, source: PreTunedSource): PreTunedChoice {
  return { value: preTunedKey(source), label, source };
}
