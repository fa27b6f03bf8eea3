import { describe, expect, it } from 'vitest';
import { attachJob } from '../../../src/core/tuning/attach-job.ts';
import { elapsedMs, leftMs } from '../../../src/core/tuning/elapsed.ts';
import { takeReading } from '../../../src/core/tuning/follow-job.ts';
import { makeJob, makeReading } from '../../support/tuning-jobs.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const BEGUN = Date.parse('2026-11-20T12:00:00Z');
const iso = (at: number): string => new Date(at).toISOString();

describe('how long a job took', () => {
  const told = makeReading({ state: 'succeeded', createTime: iso(BEGUN), endTime: iso(BEGUN + 2 * HOUR) });

  it('is what its service says, however late that was heard', () => {
    const job = takeReading(makeJob({ createdAt: BEGUN }), told, { now: BEGUN + 50 * HOUR, random: 0 });
    expect(elapsedMs(job, BEGUN + 60 * HOUR)).toBe(2 * HOUR);
    expect(elapsedMs(attachJob('a', 'gemini-api', told, { now: BEGUN + 900 * HOUR, random: 0 }), 0)).toBe(2 * HOUR);
  });

  it('is what was seen here where the service says nothing, or nonsense', () => {
    for (const change of [{ endTime: null }, { createTime: null }, { endTime: iso(BEGUN - 1) }, { endTime: 'late' }]) {
      const job = makeJob({ createdAt: BEGUN, endedAt: BEGUN + HOUR, reading: { ...told, ...change } });
      expect(elapsedMs(job, BEGUN + 9 * HOUR)).toBe(HOUR);
    }
    expect(elapsedMs(makeJob({ createdAt: BEGUN }), BEGUN + HOUR)).toBe(HOUR);
  });
});

describe('what is left of a job', () => {
  const job = makeJob({ state: 'running', createdAt: BEGUN });
  const leftOf = (percent: number, startTime: string | null) =>
    leftMs({ ...job, reading: makeReading({ percent, startTime }) }, BEGUN + 33 * MINUTE);

  it('does not count what it waited in the queue', () => {
    expect(leftOf(10, iso(BEGUN + 30 * MINUTE))).toBe(27 * MINUTE);
  });

  it('goes by this clock alone where the service has none, or another', () => {
    for (const start of [null, iso(BEGUN - HOUR), iso(BEGUN + HOUR)]) expect(leftOf(50, start)).toBe(33 * MINUTE);
  });

  it('is not said too early, nor of a job that does not run', () => {
    expect(leftOf(2, null)).toBeNull();
    expect(leftMs({ ...job, state: 'cancelling', reading: makeReading({ percent: 50 }) }, BEGUN + HOUR)).toBeNull();
  });
});
