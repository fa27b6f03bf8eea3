import { nextPoll, type PollState } from './backoff.ts';
import type { LossCurve } from './loss-point.ts';
import type { JobReading } from './reading.ts';
import { hasLostPatience } from './patience.ts';
import { isPassing, type ServiceProblem } from './service-problem.ts';
import { endedWords, stateWords } from './job-words.ts';
import type { JobEvent, JobState, PollPlan, TuningJob } from './job.ts';

/** When something happened, and a number from 0 to below 1 that spreads what many tabs do at once. */
export interface Moment {
  readonly now: number;
  readonly random: number;
}

/** How many events a job keeps. */
const MAX_EVENTS = 500;
const NEVER = Number.MAX_SAFE_INTEGER;
/** For jobs that nobody needs to ask about. */
export const NO_POLL: PollPlan = { dueAt: NEVER, failures: 0, waiting: null };
/** How long after a lost answer the job is looked for, each time. */
const SEARCH_AFTER_MS = [5_000, 15_000, 60_000, 180_000];

export function withEvent(job: TuningJob, at: number, text: string, tone: JobEvent['tone'] = 'plain'): TuningJob {
  return { ...job, events: [...job.events, { at, text, tone }].slice(-MAX_EVENTS) };
}

/** The job after its service has described it. */
export function takeReading(job: TuningJob, reading: JobReading, { now, random }: Moment): TuningJob {
  const state: JobState = reading.state;
  const ended = isEnded(state);
  const next: TuningJob = {
    ...job,
    state,
    reading,
    displayName: reading.displayName || job.displayName,
    curve: longerCurve(job.curve, reading.curve),
    model: reading.tunedModel ?? job.model,
    endedAt: ended ? (job.endedAt ?? now) : null,
    problem: null,
    poll: ended ? NO_POLL : { dueAt: nextPoll({ ...timing(job, now), random }), failures: 0, waiting: null },
  };
  if (state === job.state) return next;
  const text = ended ? endedWords(reading) : stateWords(state);
  return withEvent(next, now, text, state === 'succeeded' ? 'good' : state === 'failed' ? 'bad' : 'plain');
}

/** The job after a poll that got no reading. What passes is asked again; what needs the user waits for them. */
export function takeProblem(job: TuningJob, problem: ServiceProblem, { now, random }: Moment): TuningJob {
  if (problem.kind === 'no-credential' || problem.kind === 'bad-credential')
    return waitFor(job, 'credential', { problem, dueAt: NEVER, failures: 0, now });
  if (problem.kind === 'switched-off') return waitFor(job, 'network', { problem, dueAt: NEVER, failures: 0, now });
  const failures = job.poll.failures + 1;
  const dueAt = nextPoll({ ...timing(job, now), failures, problem, random });
  if (problem.kind === 'daily-quota') return waitFor(job, 'daily-quota', { problem, dueAt, failures, now });
  const said = isPassing(problem) ? job : withEvent(job, now, problem.what, 'bad');
  return { ...said, problem, poll: { dueAt, failures, waiting: null } };
}

/** The job after its create request ended without an answer: it may exist, so it is looked for. */
export function loseAnswer(job: TuningJob, problem: ServiceProblem | null, now: number): TuningJob {
  const lost: TuningJob = {
    ...job,
    state: 'unknown',
    problem,
    poll: { dueAt: now + (SEARCH_AFTER_MS[0] ?? 0), failures: 0, waiting: null },
  };
  return withEvent(
    lost,
    now,
    'The answer to the start was lost. Looking for the job before anything is sent again.',
    'bad',
  );
}

/** The job after it was looked for in vain: it is looked for again, and in the end the user is asked. */
export function missJob(job: TuningJob, now: number): TuningJob {
  const searches = job.poll.failures + 1;
  const wait = SEARCH_AFTER_MS[searches];
  if (wait !== undefined) return { ...job, poll: { dueAt: now + wait, failures: searches, waiting: null } };
  const asking: TuningJob = { ...job, state: 'asking', poll: NO_POLL };
  return withEvent(
    asking,
    now,
    'The job was not found at the service. Nothing is sent again unless you say so.',
    'bad',
  );
}

/** The job after it was found again. */
export function adoptJob(job: TuningJob, reading: JobReading, moment: Moment): TuningJob {
  return takeReading(
    withEvent(job, moment.now, 'The job was found at the service and is followed again.', 'good'),
    reading,
    moment,
  );
}

/** A job is due at once when what it waits for is there. */
export function wake(job: TuningJob, reason: NonNullable<PollPlan['waiting']>, now: number): TuningJob {
  const failed = reason === 'network' && job.poll.failures > 0 && job.problem?.kind === 'no-answer';
  if (job.poll.waiting !== reason && !failed) return job;
  return { ...job, poll: { dueAt: now, failures: 0, waiting: null } };
}

/** Whether the user's wish "cancel when the validation loss no longer improves" has come true. */
export function shouldStop(job: TuningJob): boolean {
  return job.state === 'running' && hasLostPatience(job.curve.validation, job.patience);
}

export function isEnded(state: JobState): boolean {
  return state === 'succeeded' || state === 'failed' || state === 'cancelled';
}

function waitFor(
  job: TuningJob,
  waiting: NonNullable<PollPlan['waiting']>,
  { problem, dueAt, failures, now }: { problem: ServiceProblem; dueAt: number; failures: number; now: number },
): TuningJob {
  const said = job.poll.waiting === waiting ? job : withEvent(job, now, problem.what, 'bad');
  return { ...said, problem, poll: { dueAt, failures, waiting } };
}

function timing(
  { service, createdAt }: TuningJob,
  now: number,
): Pick<PollState, 'service' | 'now' | 'startedAt' | 'failures' | 'problem'> {
  if (service === 'few-shot-pack') throw new TypeError('a few-shot pack has no service to ask');
  return { service, now, startedAt: createdAt, failures: 0, problem: null };
}

/** A service may forget early readings; ours stay. */
function longerCurve(before: LossCurve, after: LossCurve): LossCurve {
  const longer = <T>(a: readonly T[], b: readonly T[]): readonly T[] => (b.length >= a.length ? b : a);
  return { training: longer(before.training, after.training), validation: longer(before.validation, after.validation) };
}
