import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextPoll, type PollState } from '../../../src/core/tuning/backoff.ts';
import type { ServiceProblem } from '../../../src/core/tuning/service-problem.ts';

const NOW = Date.parse('2026-11-21T12:00:00Z');
const share = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

function problemOf(kind: ServiceProblem['kind'], retryAfterMs: number | null = null): ServiceProblem {
  const said = { what: '', next: '', purpose: '', host: '', status: null, raw: '', fields: [], curl: null };
  return { kind, retryAfterMs, outcome: 'refused', ...said };
}

/** Seconds from now to the next poll. */
function wait(state: Partial<PollState>): number {
  const whole = {
    service: 'agent-platform',
    now: NOW,
    startedAt: NOW,
    failures: 0,
    problem: null,
    random: 0.5,
  } as const;
  return (nextPoll({ ...whole, ...state }) - NOW) / 1000;
}

describe('the next poll while all goes well', () => {
  it('comes after 30 seconds in the first five minutes, then after one to two minutes', () => {
    fc.assert(
      fc.property(share, fc.integer({ min: 0, max: 3600 }), (drawn, age) => {
        const seconds = wait({ startedAt: NOW - age * 1000, random: drawn });
        if (age < 300) expect(seconds).toBe(30);
        else expect(seconds >= 60 && seconds <= 120).toBe(true);
      }),
    );
  });

  it('comes after five seconds in the first minute of a job of the Gemini API', () => {
    expect(wait({ service: 'gemini-api', startedAt: NOW - 59_999 })).toBe(5);
    expect(wait({ service: 'gemini-api', startedAt: NOW - 60_000 })).toBe(30);
    expect(wait({ service: 'gemini-api', startedAt: NOW - 300_000 })).toBe(90);
  });

  it('bears a clock that was set back', () => {
    expect(wait({ startedAt: NOW + 3_600_000 })).toBe(30);
  });
});

describe('the next poll after an error', () => {
  it('comes at random within 2, 4, 8 … 60 seconds, never at once', () => {
    const bounds = [2, 4, 8, 16, 32, 60, 60];
    fc.assert(
      fc.property(share, fc.integer({ min: 1, max: 2000 }), (drawn, failures) => {
        const seconds = wait({ failures, problem: problemOf('unavailable'), random: drawn });
        expect(seconds).toBeLessThanOrEqual(bounds[failures - 1] ?? 60);
        expect(seconds).toBeGreaterThanOrEqual(0.5);
      }),
    );
    expect(wait({ failures: 3, problem: problemOf('no-answer') })).toBe(4);
  });

  it('comes a second after the service wants it, and no sooner than the backoff', () => {
    expect(wait({ failures: 1, problem: problemOf('rate-limit', 53_000) })).toBe(54);
    expect(wait({ failures: 9, problem: problemOf('rate-limit', 1_000) })).toBe(30);
  });

  it('comes after midnight Pacific where the quota of the day is used up, whatever delay is named', () => {
    const hours = wait({ failures: 1, problem: problemOf('daily-quota', 23_000) }) / 3600;
    // 12:00 UTC is 04:00 in Los Angeles.
    expect(hours).toBeGreaterThanOrEqual(20);
    expect(hours).toBeLessThan(20.02);
  });

  it('comes slowly where waiting cures nothing', () => {
    expect(wait({ failures: 1, problem: problemOf('bad-credential') })).toBe(90);
  });
});
