import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextPacificMidnight } from '../../../src/core/tuning/pacific-midnight.ts';

const HOUR_MS = 3_600_000;
const clock = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'America/Los_Angeles',
  dateStyle: 'short',
  timeStyle: 'medium',
});

function timeOfDay(at: number): string {
  return clock.format(at).slice(-8);
}

describe('the next midnight in Los Angeles', () => {
  it('is midnight there by the time zone database, at most a day of 25 hours ahead', () => {
    const range = { min: Date.UTC(2007, 3, 1), max: Date.UTC(2045, 0, 1) };
    fc.assert(
      fc.property(fc.integer(range), (now) => {
        const midnight = nextPacificMidnight(now);
        expect(timeOfDay(midnight)).toBe('00:00:00');
        expect(midnight).toBeGreaterThan(now);
        expect(midnight - now).toBeLessThanOrEqual(25 * HOUR_MS);
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['before the clocks go forward', '2026-03-08T08:00:00Z', '2026-03-09T07:00:00.000Z'],
    ['after the clocks went forward', '2026-03-08T11:00:00Z', '2026-03-09T07:00:00.000Z'],
    ['before the clocks go back', '2026-11-01T07:00:00Z', '2026-11-02T08:00:00.000Z'],
    ['in the repeated hour', '2026-11-01T09:30:00Z', '2026-11-02T08:00:00.000Z'],
    ['at midnight itself', '2026-11-21T08:00:00Z', '2026-11-22T08:00:00.000Z'],
    ['at the turn of the year', '2026-12-31T23:00:00Z', '2027-01-01T08:00:00.000Z'],
  ])('is right %s', (_, now, midnight) => {
    expect(new Date(nextPacificMidnight(Date.parse(now))).toISOString()).toBe(midnight);
  });
});
