import { counted } from '../core/amount.ts';
import type { ServiceProblem } from '../core/tuning/service-problem.ts';
import type { BucketState, Capabilities } from '../services/capabilities.ts';

/** One thing that the credentials can or can't do. */
export interface CapabilityLine {
  readonly text: string;
  readonly good: boolean;
  readonly problem: ServiceProblem | null;
}

/** What the services said, in plain words, with what can be done. */
export function capabilityLines({
  models,
  tunedModels,
  platformJobs,
  bucket,
}: Capabilities): readonly CapabilityLine[] {
  const lines: CapabilityLine[] = [];
  const say = (text: string, good: boolean, problem: ServiceProblem | null = null): void => {
    lines.push({ text, good, problem });
  };
  if (models?.value) {
    const answering = models.value.filter(({ generate }) => generate).length;
    const tunable = models.value.filter(({ tune }) => tune);
    say(`Gemini API: ${counted(answering, 'model')} can be asked, and can take few-shot packs.`, answering > 0);
    if (tunable.length > 0)
      say(`Gemini API: ${tunable.map(({ displayName }) => displayName).join(', ')} can be tuned.`, true);
    else
      say(
        'Gemini API: this key can’t tune a model. You can still make a few-shot pack, use the Agent Platform, or export.',
        false,
      );
  } else if (models) {
    say('Gemini API: the models could not be listed.', false, models.problem);
  }
  if (tunedModels?.value) {
    const { jobs, hasMore } = tunedModels.value;
    say(`Gemini API: ${counted(jobs.length, 'tuned model')}${hasMore ? ' and more' : ''} of yours.`, true);
  } else if (tunedModels) {
    say('Gemini API: your tuned models could not be listed.', false, tunedModels.problem);
  }
  if (platformJobs?.value) {
    const { jobs, hasMore } = platformJobs.value;
    say(
      `Agent Platform: open to this token; ${counted(jobs.length, 'job')}${hasMore ? ' and more' : ''} in this project and region.`,
      true,
    );
  } else if (platformJobs) {
    say('Agent Platform: the jobs of this project could not be listed.', false, platformJobs.problem);
  }
  if (bucket?.value) lines.push(bucketLine(bucket.value));
  else if (bucket) say('Cloud Storage: the bucket could not be asked.', false, bucket.problem);
  if (lines.length === 0) say('Nothing could be asked: give a key, or a token with a project and a bucket.', false);
  return lines;
}

function bucketLine({ exists, readable, writable, location, versioning }: BucketState): CapabilityLine {
  const where = location === null ? '' : ` in ${location}`;
  const kept = versioning === true ? ' It keeps deleted files (versioning is on), which go on costing.' : '';
  const problem = null;
  if (!exists) return { text: 'Cloud Storage: there is no such bucket.', good: false, problem };
  if (!writable)
    return { text: `Cloud Storage: the bucket${where} can’t be written with this token.${kept}`, good: false, problem };
  const reading = readable ? '' : ' This token can’t read it back; Google’s service agent must be able to.';
  return { text: `Cloud Storage: the bucket${where} can be written.${reading}${kept}`, good: readable, problem };
}
