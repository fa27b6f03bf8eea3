import { nextPacificMidnight } from '../tuning/pacific-midnight.ts';
import type { ServiceProblem } from '../tuning/service-problem.ts';

const MINUTE_MS = 60_000;
/** How many requests are under way at first, and at most. */
const FIRST_WIDTH = 4;
const MOST_WIDTH = 8;
/** After this many answers in a row one more request may be under way. */
const WIDEN_AFTER = 12;
/** Services name their delay rounded down. */
const ROUNDING_MS = 1_000;
/** After a refusal that names no delay: doubled with each pause in a row. */
const BASE_MS = 1_000;
const CAP_MS = 60_000;

/**
 * How fast one model may be asked. Nobody publishes the limits of a key, so they are learnt: from the delay that a refusal (429)
 * names, else from the quota per minute that it names, and from how many requests at once go well (additive increase,
 * multiplicative decrease).
 */
export class RequestPace {
  #width = FIRST_WIDTH;
  #good = 0;
  #refused = 0;
  #until = 0;
  /** Until when the day's requests are used up; 0 where they aren't. */
  #dayUntil = 0;
  #perMinute = Infinity;
  #underWay = 0;
  /** When requests of the last minute were sent. */
  #sent: number[] = [];

  get underWay(): number {
    return this.#underWay;
  }

  /** Requests a minute that the service was found to allow; Infinity while it has refused none for that. */
  get perMinute(): number {
    return this.#perMinute;
  }

  /** Until when the day's requests are used up; null where they aren't. */
  dailyUntil(now: number): number | null {
    return this.#dayUntil > now ? this.#dayUntil : null;
  }

  /** When the next request may go out: at most `now` where it may right away, Infinity where one must come back first. */
  nextAt(now: number): number {
    if (this.#underWay >= this.#width) return Infinity;
    this.#sent = this.#sent.filter((at) => at > now - MINUTE_MS);
    const oldest = this.#sent[this.#sent.length - this.#perMinute];
    const free = Number.isFinite(this.#perMinute) && oldest !== undefined ? oldest + MINUTE_MS : now;
    return Math.max(free, this.#until, this.#dayUntil);
  }

  send(now: number): void {
    this.#underWay++;
    this.#sent.push(now);
  }

  /** A request was answered. */
  succeed(): void {
    this.#underWay--;
    this.#refused = 0;
    this.#good++;
    if (this.#good < WIDEN_AFTER || this.#width >= MOST_WIDTH) return;
    this.#good = 0;
    this.#width++;
  }

  /** A request was not answered. `random` from 0 to below 1 spreads what is asked again. */
  fail(problem: ServiceProblem, now: number, random: number): void {
    this.#underWay--;
    this.#good = 0;
    if (problem.kind === 'daily-quota') {
      this.#dayUntil = nextPacificMidnight(now) + random * MINUTE_MS;
      return;
    }
    const isLimit = problem.kind === 'rate-limit';
    if (!isLimit && problem.kind !== 'unavailable' && problem.kind !== 'no-answer') return;
    // What was under way when a pause began was refused for the same reason.
    const isNews = now >= this.#until;
    const backoff = Math.min(CAP_MS, BASE_MS * 2 ** Math.min(this.#refused, 10)) * (0.5 + random / 2);
    if (problem.retryAfterMs !== null) this.#until = Math.max(this.#until, now + problem.retryAfterMs + ROUNDING_MS);
    else if (isNews) this.#until = now + (isLimit ? backoff : backoff / 4);
    if (isNews) this.#refused++;
    if (!isLimit) return;
    if (isNews) this.#width = Math.max(1, Math.floor(this.#width / 2));
    // A service that names a delay knows better than any reckoning here when its minute is over.
    if (problem.retryAfterMs === null) this.#learn(minuteQuotaIn(problem.raw), now);
  }

  /** A request came to nothing that says nothing about limits. */
  drop(): void {
    this.#underWay--;
  }

  /** Takes a quota only where as much was sent: else somebody else uses the same project, and its share isn't known. */
  #learn(quota: number | null, now: number): void {
    const sent = this.#sent.filter((at) => at > now - MINUTE_MS).length;
    if (quota !== null && sent >= quota) this.#perMinute = Math.max(1, quota);
  }
}

/** The requests a minute that a refusal's text names; null where it names none. */
export function minuteQuotaIn(raw: string): number | null {
  const violation =
    /"quotaId"\s*:\s*"[^"]*RequestsPerMinute[^"]*"[^}]*(?:\{[^}]*\})?[^}]*"quotaValue"\s*:\s*"(\d+)"/.exec(raw);
  return violation ? Number(violation[1]) : null;
}
