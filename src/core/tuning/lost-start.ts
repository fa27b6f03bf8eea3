import { isEnded, NO_POLL, takeReading, withEvent, type Moment } from './follow-job.ts';
import type { TuningJob } from './job.ts';
import type { JobReading } from './reading.ts';
import type { ServiceProblem } from './service-problem.ts';
import { chooseJob, takeTwins } from './twins.ts';

/** How long after a lost answer the job is looked for, each time after the one before. */
const SEARCH_AFTER_MS = [5_000, 15_000, 60_000, 180_000];
/** Services name their delay rounded down. */
const ROUNDING_MS = 1_000;

/** The job after its create request ended without an answer: it may exist, so it is looked for. */
export function loseAnswer(job: TuningJob, problem: ServiceProblem | null, now: number): TuningJob {
  // Another tab may have looked for it and found it by now.
  if (job.state !== 'creating') return job;
  const asked = problem === null || problem.retryAfterMs === null ? 0 : problem.retryAfterMs + ROUNDING_MS;
  const notBefore = now + asked;
  const dueAt = Math.max(now + (SEARCH_AFTER_MS[0] ?? 0), notBefore);
  const lost: TuningJob = {
    ...job,
    state: 'unknown',
    problem,
    doubt: doubtWords(problem),
    poll: { dueAt, notBefore, failures: 0, waiting: null, searches: 0 },
  };
  return withEvent(
    lost,
    now,
    `${lost.doubt ?? ''} The job is looked for, for some minutes; nothing is sent again unless you say so.`,
    'bad',
  );
}

/** Why it isn't known whether the job was started. No service promises that nothing was done where it answers 408 or 429. */
function doubtWords(problem: ServiceProblem | null): string {
  if (problem === null) return 'The tab was closed, or failed, before the answer to the start was read.';
  if (problem.status === 408 || problem.status === 429)
    return `${problem.what} That mostly means that no job was started, but it is not certain.`;
  if (problem.kind === 'exists') return 'The service says that this job is there already.';
  if (problem.status === null || problem.status < 400) return 'The answer to the start was lost.';
  return `${problem.what} It does not say whether the job was started.`;
}

/** The job after it was looked for in vain: it is looked for again, and in the end the user is asked. */
export function missJob(job: TuningJob, now: number): TuningJob {
  if (job.state !== 'unknown') return job;
  const { plannedAt, searches: before = 0 } = job.poll;
  if (plannedAt !== undefined && plannedAt > now) {
    return { ...job, poll: { dueAt: plannedAt, failures: 0, waiting: null, searches: before } };
  }
  const searches = before + 1;
  const wait = SEARCH_AFTER_MS[searches];
  if (wait !== undefined) return { ...job, poll: { dueAt: now + wait, failures: 0, waiting: null, searches } };
  const asking: TuningJob = { ...job, state: 'asking', poll: NO_POLL };
  const words = 'The job was not found at the service. Nothing is sent again unless you say so.';
  return withEvent(asking, now, words, 'bad');
}

/** The job after it was looked for and found, once or more often; itself where nothing was found. */
export function adoptJob(job: TuningJob, found: readonly JobReading[], moment: Moment): TuningJob {
  const reading = chooseJob(found);
  if (reading === null || isEnded(job.state)) return job;
  const words = 'The job was found at the service and is followed again.';
  const adopted = takeReading(withEvent(job, moment.now, words, 'good'), reading, moment);
  return takeTwins(adopted, found, moment.now);
}
