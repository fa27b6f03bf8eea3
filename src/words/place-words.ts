import { usesBucket } from '../core/services/index.ts';
import type { Connection } from '../core/tuning/google-connection.ts';
import type { TuningJob } from '../core/tuning/job.ts';
import { bucketOf, canStartAgain, followsSettings } from '../core/tuning/start-again.ts';

/** Where a job goes that is started again, and why it stays where it was; empty for one that has no place. */
export function placeWords(
  job: TuningJob,
  { project, region, bucket }: Pick<Connection, 'project' | 'region' | 'bucket'>,
): string {
  if (!usesBucket(job.service) || !canStartAgain(job)) return '';
  if (followsSettings(job)) return `It goes to project ${project}, ${region}, bucket ${bucket}, as Settings say now.`;
  const before = bucketOf(job);
  const where = `project ${job.project ?? ''}, ${job.region ?? ''}, bucket ${before ?? ''}`;
  const isSame = job.project === project && job.region === region && before === bucket;
  if (isSame) return `It goes to ${where}.`;
  return `It stays with ${where}, because it may exist there already: elsewhere it would be a second job. To use what Settings say now, clone it.`;
}
