import { serviceOf } from '../services/index.ts';
import type { Pace } from '../services/service.ts';
import type { ServiceId } from './model-ref.ts';
import { nextPacificMidnight } from './pacific-midnight.ts';
import { isPassing, type ServiceProblem } from './service-problem.ts';

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;

/** How often a job is asked after while all goes well. */
const USUAL_PACE: readonly Pace[] = [
  { until: 5 * MINUTE_MS, least: 30 * SECOND_MS, most: 30 * SECOND_MS },
  { until: Infinity, least: MINUTE_MS, most: 2 * MINUTE_MS },
];

/** Backoff after errors, with full jitter: a random time up to a bound that doubles with each failure. */
const BASE_MS = 2 * SECOND_MS;
const CAP_MS = 60 * SECOND_MS;
/** What keeps an unlucky draw from asking again at once. */
const LEAST_MS = SECOND_MS / 2;
/** Services name their delay rounded down. */
const ROUNDING_MS = SECOND_MS;

export interface PollState {
  readonly service: ServiceId;
  readonly now: number;
  readonly startedAt: number;
  /** Failed polls in a row, the latest included. */
  readonly failures: number;
  /** What became of the latest poll; null where it was answered. */
  readonly problem: ServiceProblem | null;
  /** From 0 to below 1. */
  readonly random: number;
}

/**
 * When a job is to be asked after next, in milliseconds since 1970. After a daily quota: the next midnight of Google's
 * day, spread over a minute. After a problem that waiting doesn't cure (a refused credential): as slowly as at all.
 */
export function nextPoll({ service, now, startedAt, failures, problem, random }: PollState): number {
  if (problem === null) return now + steadyDelay(service, now - startedAt, random);
  if (problem.kind === 'daily-quota') return nextPacificMidnight(now) + random * MINUTE_MS;
  const asked = problem.retryAfterMs === null ? 0 : problem.retryAfterMs + ROUNDING_MS;
  const delay = isPassing(problem) ? errorDelay(failures, random) : between(MINUTE_MS, 2 * MINUTE_MS, random);
  return now + Math.max(delay, asked);
}

function steadyDelay(service: ServiceId, age: number, share: number): number {
  const { quickPolls } = serviceOf(service);
  const pace = [...(quickPolls ? [quickPolls] : []), ...USUAL_PACE].find(({ until }) => age < until);
  return pace ? between(pace.least, pace.most, share) : 2 * MINUTE_MS;
}

function errorDelay(failures: number, share: number): number {
  const bound = Math.min(CAP_MS, BASE_MS * 2 ** Math.max(0, failures - 1));
  return Math.max(LEAST_MS, share * bound);
}

function between(least: number, most: number, share: number): number {
  return least + share * (most - least);
}
