import { nextPoll, type PollState } from './backoff.ts';
import type { JobReading } from './reading.ts';
import { findLossAlarm } from './loss/loss-alarm.ts';
import { NO_CURVE } from './loss/loss-point.ts';
import { hasLostPatience } from './loss/patience.ts';
import { isPassing, type ProblemKind, type ServiceProblem } from './service-problem.ts';
import { endedWords, stateWords } from './job-words.ts';
import type { JobEvent, JobState, PollPlan, TuningJob } from './job.ts';
import { mergeCurves, mergeReading } from './merge-reading.ts';

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
/** No deadline lies further ahead, but those of a daily quota. */
const LONGEST_WAIT_MS = 12 * 3_600_000;
/** Services name their delay rounded down. */
const ROUNDING_MS = 1_000;
/** After this many refusals in a row a job that its service does not know is gone: one alone may be a list that lags. */
const GONE_AFTER = 3;
/** After this many refusals in a row nobody asks any more until the user wants it. */
const MOST_REFUSALS = 5;
const WAITS_FOR_CREDENTIAL: ReadonlySet<ProblemKind> = new Set([
  'no-credential',
  'bad-credential',
  'insufficient-scope',
]);

export function withEvent(job: TuningJob, at: number, text: string, tone: JobEvent['tone'] = 'plain'): TuningJob {
  return { ...job, events: [...job.events, { at, text, tone }].slice(-MAX_EVENTS) };
}

/** The job after its service has described it. One that has ended stays as it is: an answer may be late. */
export function takeReading(job: TuningJob, reading: JobReading, { now, random }: Moment): TuningJob {
  if (isEnded(job.state)) return job;
  const state: JobState = reading.state;
  const ended = isEnded(state);
  const next: TuningJob = {
    ...job,
    state,
    reading: mergeReading(job.reading, reading),
    displayName: reading.displayName || job.displayName,
    curve: mergeCurves(job.curve, reading.curve),
    ...(reading.rewards && { rewards: mergeCurves(job.rewards ?? NO_CURVE, reading.rewards) }),
    model: reading.tunedModel ?? job.model,
    endedAt: ended ? now : null,
    problem: null,
    poll: ended ? NO_POLL : { dueAt: nextPoll({ ...timing(job, now), random }), failures: 0, waiting: null },
  };
  const warned = ended ? next : warnOfLoss(job, next, now);
  if (state === job.state) return warned;
  const text = ended ? endedWords(reading) : stateWords(state);
  return withEvent(warned, now, text, state === 'succeeded' ? 'good' : state === 'failed' ? 'bad' : 'plain');
}

/** Says once that a running job's training has broken down: each further step costs money. */
function warnOfLoss(before: TuningJob, after: TuningJob, now: number): TuningJob {
  if (findLossAlarm(before.curve, { isRunning: true })) return after;
  const alarm = findLossAlarm(after.curve, { isRunning: true });
  return alarm ? withEvent(after, now, alarm.text, 'bad') : after;
}

/** The job after a poll that got no reading. What passes is asked again; what needs the user waits for them. */
export function takeProblem(job: TuningJob, problem: ServiceProblem, { now, random }: Moment): TuningJob {
  if (isEnded(job.state)) return job;
  const never = { ...job.poll, dueAt: NEVER, failures: 0 };
  if (WAITS_FOR_CREDENTIAL.has(problem.kind)) return waitFor(job, problem, { ...never, waiting: 'credential' }, now);
  if (problem.kind === 'switched-off') return waitFor(job, problem, { ...never, waiting: 'network' }, now);
  const failures = job.poll.failures + 1;
  const dueAt = nextPoll({ ...timing(job, now), failures, problem, random });
  const poll: PollPlan = { ...job.poll, ...pauseFor(problem, now), dueAt, failures, waiting: null };
  if (problem.kind === 'daily-quota') return waitFor(job, problem, { ...poll, waiting: 'daily-quota' }, now);
  return isPassing(problem) ? { ...job, problem, poll } : takeRefusal(job, problem, poll, now);
}

function pauseFor({ kind, retryAfterMs }: ServiceProblem, now: number): Pick<PollPlan, 'notBefore'> {
  return kind === 'daily-quota' || retryAfterMs === null ? {} : { notBefore: now + retryAfterMs + ROUNDING_MS };
}

/** What waiting doesn't cure is asked a few times more, because services err; then it is over, or for the user to decide. */
function takeRefusal(job: TuningJob, problem: ServiceProblem, plan: PollPlan, now: number): TuningJob {
  const refusals = (job.poll.refusals ?? 0) + 1;
  const poll = { ...plan, refusals };
  if (problem.kind === 'not-found' && job.reading && refusals >= GONE_AFTER) {
    const words =
      'The service no longer knows this job: it was deleted there, or belongs to another key or account. What was read of it is kept.';
    return withEvent({ ...job, state: 'failed', problem, endedAt: now, poll: NO_POLL }, now, words, 'bad');
  }
  if (refusals >= MOST_REFUSALS) {
    const words = `Refused ${refusals} times, so that it is no longer asked for. Press "Ask now" to go on.`;
    return withEvent({ ...job, problem, poll: { ...poll, dueAt: NEVER, waiting: 'user' } }, now, words, 'bad');
  }
  const isSaid = job.events.at(-1)?.text === problem.what;
  return { ...(isSaid ? job : withEvent(job, now, problem.what, 'bad')), problem, poll };
}

/** A job is due at once when what it waits for is there. Other credentials may also be allowed what these were refused. */
export function wake(job: TuningJob, reason: 'credential' | 'network', now: number): TuningJob {
  const isHelped = reason === 'network' ? isHelpedByNetwork(job) : isHelpedByCredential(job);
  // What was in the way is gone; whether all is well the service says.
  return isHelped ? { ...askNow(job, now), problem: null } : job;
}

function isHelpedByNetwork({ poll, problem }: TuningJob): boolean {
  const wasSilent = problem?.kind === 'no-answer' || problem?.kind === 'timeout';
  return poll.waiting === 'network' || (poll.failures > 0 && wasSilent);
}

function isHelpedByCredential({ poll }: TuningJob): boolean {
  const { waiting, refusals = 0 } = poll;
  return waiting === 'credential' || waiting === 'daily-quota' || waiting === 'user' || refusals > 0;
}

/** The job when the user wants to know how it is, whatever kept it from being asked but a pause that its service wants. */
export function askNow(job: TuningJob, now: number): TuningJob {
  const { dueAt, failures, waiting, plannedAt = dueAt } = job.poll;
  // Lists lag: a search before its time is one more, and takes the place of none that is planned.
  const isExtra = job.state === 'unknown' && failures === 0 && waiting === null && dueAt > now;
  const poll: PollPlan = {
    ...{ ...job.poll, dueAt: allowedFrom(job.poll, now), failures: 0, refusals: 0, waiting: null },
    ...(isExtra && isCredible(plannedAt, now) && { plannedAt }),
  };
  if (!isEnded(job.state)) return { ...job, poll };
  if (job.problem?.kind !== 'not-found' || !job.reading) return job;
  // It ended because its service didn't know it. Another key may.
  return { ...job, state: job.reading.state, endedAt: null, poll };
}

/** The job when somebody looks at it again after a while: sooner than it would be due, where the service can be asked. */
export function lookAgain(job: TuningJob, now: number): TuningJob {
  // A job whose start was lost is looked for by a plan of its own, because lists lag.
  if (!isFollowed(job) || job.state === 'unknown' || job.poll.waiting !== null) return job;
  const dueAt = allowedFrom(job.poll, now);
  return dueAt < job.poll.dueAt ? { ...job, poll: { ...job.poll, dueAt } } : job;
}

/** When the service may be asked: now, or after the pause that it wants. */
export function allowedFrom({ notBefore = 0 }: PollPlan, now: number): number {
  return isCredible(notBefore, now) ? Math.max(now, notBefore) : now;
}

/** Whether a job is to be asked after now. */
export function isDue({ dueAt, waiting }: PollPlan, now: number): boolean {
  return dueAt <= now || (waiting === null && dueAt < NEVER && !isCredible(dueAt, now));
}

/** A deadline too far ahead is one of a clock that was wrong, and has been put right since. */
function isCredible(at: number, now: number): boolean {
  return at - now <= LONGEST_WAIT_MS;
}

/** The job after its service asked for a pause on behalf of another one: the quota is for all. */
export function pause(job: TuningJob, { dueAt, notBefore }: PollPlan): TuningJob {
  const later = postpone(job, dueAt);
  if (notBefore === undefined || !isFollowed(job) || (job.poll.notBefore ?? 0) >= notBefore) return later;
  return { ...later, poll: { ...later.poll, notBefore } };
}

/** The job where it must not be asked for sooner. */
export function postpone(job: TuningJob, until: number): TuningJob {
  return isFollowed(job) && job.poll.dueAt < until ? { ...job, poll: { ...job.poll, dueAt: until } } : job;
}

/** Whether the service is asked about such a job. */
export function isFollowed({ state }: TuningJob): boolean {
  return state === 'queued' || state === 'running' || state === 'cancelling' || state === 'unknown';
}

/** Whether the user's wish "cancel when the validation loss no longer improves" has come true. */
export function shouldStop(job: TuningJob): boolean {
  return job.state === 'running' && hasLostPatience(job.curve.validation, job.patience);
}

export function isEnded(state: JobState): boolean {
  return state === 'succeeded' || state === 'failed' || state === 'cancelled';
}

function waitFor(job: TuningJob, problem: ServiceProblem, poll: PollPlan, now: number): TuningJob {
  const said = job.poll.waiting === poll.waiting ? job : withEvent(job, now, problem.what, 'bad');
  return { ...said, problem, poll };
}

function timing(
  { service, createdAt }: TuningJob,
  now: number,
): Pick<PollState, 'service' | 'now' | 'startedAt' | 'failures' | 'problem'> {
  if (service === null) throw new TypeError('a few-shot pack has no service to ask');
  return { service, now, startedAt: createdAt, failures: 0, problem: null };
}
