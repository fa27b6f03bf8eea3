const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/**
 * The next midnight in Los Angeles, when Google's daily quotas start again; in milliseconds since 1970, later than `now`.
 * Plain arithmetic, so that it is the same on any machine: UTC−7 from 02:00 on the second Sunday of March to 02:00 on the
 * first Sunday of November, else UTC−8 (the rule in force since 2007). Midnight is never within a change of clocks.
 */
export function nextPacificMidnight(now: number): number {
  const today = Math.floor((now + pacificOffset(now)) / DAY_MS);
  const midnight = (today + 1) * DAY_MS;
  // The offset of that midnight, not of now: between them the clocks may have changed.
  return midnight - pacificOffset(midnight - pacificOffset(now));
}

/** Milliseconds to add to UTC for the clock in Los Angeles. */
function pacificOffset(at: number): number {
  const year = new Date(at).getUTCFullYear();
  const start = nthSunday(year, 2, 2) + 10 * HOUR_MS;
  const end = nthSunday(year, 10, 1) + 9 * HOUR_MS;
  return (at >= start && at < end ? -7 : -8) * HOUR_MS;
}

/** Midnight UTC of the nth Sunday of a month, which counts from 0. */
function nthSunday(year: number, month: number, nth: number): number {
  const first = new Date(Date.UTC(year, month, 1)).getUTCDay();
  return Date.UTC(year, month, 1 + ((7 - first) % 7) + 7 * (nth - 1));
}
