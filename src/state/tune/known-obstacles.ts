import { serviceOf } from '../../core/services/index.ts';
import type { Abilities } from '../../core/services/service.ts';
import { isPassing } from '../../core/tuning/service-problem.ts';
import type { ServiceId } from '../../core/tuning/model-ref.ts';
import type { Found } from '../../services/capabilities.ts';
import type { Google } from '../settings/google.svelte.ts';

/** What was refused counts until it is asked again, which happens only when the user says so. */
const CHECK_AGAIN = 'Then check again in Settings.';

type Known = Pick<Google, 'connection' | 'capabilities' | 'holds'>;

/**
 * What is known to keep a job of a service from being started, each a sentence: what is missing in Settings, and what the services
 * answered when they were last checked. What may pass, such as an overload, keeps nobody.
 */
export function knownObstacles(google: Known, service: ServiceId): readonly string[] {
  const { project, bucket, off } = google.connection;
  const { credential, can } = serviceOf(service);
  const isPlaced = !can.useBucket || (project !== '' && bucket !== '');
  // One refusal mostly answers all questions.
  return distinct([
    ...(off ? ['“No network” is on: turn it off in Settings.'] : []),
    ...(google.holds(service) ? [] : [`Give a ${credential.word} in Settings.`]),
    ...(isPlaced ? [] : ['Give the project and the bucket in Settings.']),
    ...(off ? [] : learnt(google, can)),
  ]);
}

function learnt({ capabilities, connection }: Known, can: Abilities): readonly string[] {
  if (!capabilities) return [];
  const { models, platformJobs, bucket } = capabilities;
  if (can.nameModels) return refusal(models);
  const place = bucket?.value;
  return [
    ...refusal(platformJobs),
    ...refusal(bucket),
    ...(place && !place.exists
      ? [`There is no bucket “${connection.bucket}”: make it, or correct its name. ${CHECK_AGAIN}`]
      : []),
    ...(place?.exists && !place.writable
      ? [`This token can’t write to the bucket “${connection.bucket}”. ${CHECK_AGAIN}`]
      : []),
  ];
}

function refusal(found: Found<unknown> | null): readonly string[] {
  if (!found?.problem || isPassing(found.problem) || found.problem.kind === 'daily-quota') return [];
  return [`${found.problem.what} ${found.problem.next} ${CHECK_AGAIN}`];
}

function distinct(sentences: readonly string[]): readonly string[] {
  return [...new Set(sentences)];
}
