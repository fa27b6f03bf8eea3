import type { JobState, TuningJob } from './job.ts';
import type { JobReading } from './reading.ts';

const STATE_WORDS: Readonly<Record<JobState, string>> = {
  preparing: 'Preparing the files',
  creating: 'Starting the job',
  unknown: 'Looking for the job',
  asking: 'Waiting for your decision',
  queued: 'Queued',
  running: 'Tuning',
  cancelling: 'Cancelling',
  succeeded: 'Succeeded',
  failed: 'Failed',
  cancelled: 'Cancelled',
};

/** A job's state in words for the screen. */
export function stateWords(state: JobState): string {
  return STATE_WORDS[state];
}

/** The stage that a job came to, as the page names it: where one that failed has failed. */
export function stageReached({ reading, curve, sends = 0 }: Pick<TuningJob, 'reading' | 'curve' | 'sends'>): Stage {
  if (reading === null) return sends > 0 ? 'Start' : 'Prepare';
  return reading.startTime !== null || (reading.step ?? 0) > 0 || curve.training.length > 0 ? 'Tune' : 'Queue';
}

export type Stage = 'Prepare' | 'Start' | 'Queue' | 'Tune' | 'Ready';

/** How a job ended, with the service's own reason where it gives one. */
export function endedWords({ state, error }: JobReading): string {
  if (state === 'succeeded') return 'The tuned model is ready.';
  if (state === 'cancelled') return 'The job was cancelled.';
  return error ? `The job failed: ${error.message}` : 'The job failed; the service gives no reason.';
}
