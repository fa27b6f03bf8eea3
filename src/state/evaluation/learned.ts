import type { Learned } from '../../core/insight/learning-curve.ts';
import type { Connection } from '../../core/tuning/google-connection.ts';
import type { TuningJob } from '../../core/tuning/job.ts';
import { isPacked, modelKey } from '../../core/tuning/model-ref.ts';
import { baseOfJob } from '../tune/known-models.ts';

/** What the models of jobs have learned from, by the model's key. A checkpoint whose epoch is not known is left out. */
export function learnedFrom(jobs: readonly TuningJob[], connection: Connection): ReadonlyMap<string, Learned> {
  const learned = new Map<string, Learned>();
  for (const job of jobs) {
    const base = baseOfJob(job, connection);
    // A pack has learned nothing: its examples are in the prompt.
    if (!job.model || !base || isPacked(job.model)) continue;
    const of = { base: modelKey(base), job: job.id, rows: job.passport?.trainingRows ?? null };
    for (const { model, epoch } of job.reading?.checkpoints ?? []) {
      if (epoch !== null) learned.set(modelKey(model), { ...of, kept: epoch });
    }
    // The one that the job ended with is a checkpoint too.
    learned.set(modelKey(job.model), { ...of, kept: null });
  }
  return learned;
}
