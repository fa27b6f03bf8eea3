import { type Interval, wilson } from './interval.ts';
import { normalShare } from './normal.ts';

/** Votes of a blind comparison, once the sides are known. */
export interface VoteCounts {
  readonly one: number;
  readonly other: number;
  readonly ties: number;
}

/** What the votes say so far, in numbers that don't say who is who. */
export interface Verdict {
  /** The share of decided votes for the one; null where all are ties. */
  readonly share: number | null;
  /** 95 %, of that share. */
  readonly interval: Interval | null;
  /** How probable it is that people prefer the one, from 0 to 1, by the votes alone. */
  readonly probability: number;
  readonly enough: 'difference' | 'no-difference' | 'not-yet';
}

/** No answer before this many decided votes. */
const AT_LEAST = 20;
/** An interval as narrow as this around one half says that the difference is too small to matter. */
const SMALL = 0.1;
/** Wider than 95 %, because people look after every vote: so all looks together are wrong once in twenty (see the test). */
const Z_LOOKING = 3;

/** Whether there are votes enough. Ties say nothing about which one is better, and are left out of the share. */
export function judgeVotes({ one, other }: VoteCounts): Verdict {
  const decided = one + other;
  const share = decided === 0 ? null : one / decided;
  const interval = wilson(one, decided);
  const strict = wilson(one, decided, Z_LOOKING);
  const isDifferent = strict !== null && (strict.low > 0.5 || strict.high < 0.5);
  const isSmall = interval !== null && interval.low > 0.5 - SMALL && interval.high < 0.5 + SMALL;
  const enough = decided < AT_LEAST ? 'not-yet' : isDifferent ? 'difference' : isSmall ? 'no-difference' : 'not-yet';
  return { share, interval, probability: preferred(one, other), enough };
}

/** The share of the posterior Beta(1 + one, 1 + other) above one half, by the normal distribution that is next to it. */
function preferred(one: number, other: number): number {
  const [a, b] = [one + 1, other + 1];
  const mean = a / (a + b);
  const spread = Math.sqrt((a * b) / ((a + b) ** 2 * (a + b + 1)));
  return normalShare((mean - 0.5) / spread);
}
