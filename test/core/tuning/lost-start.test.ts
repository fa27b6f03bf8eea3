import { describe, expect, it } from 'vitest';
import { askNow, takeProblem, takeReading, wake } from '../../../src/core/tuning/follow-job.ts';
import type { TuningJob } from '../../../src/core/tuning/job.ts';
import { adoptJob, loseAnswer, missJob } from '../../../src/core/tuning/lost-start.ts';
import { makeJob, makeProblem, makeReading } from '../../support/tuning-jobs.ts';

const NOW = Date.parse('2026-11-21T12:00:00Z');
const MOSTLY = 'That mostly means that no job was started, but it is not certain.';
const moment = { now: NOW, random: 0.5 };
const creating = makeJob({ state: 'creating', createdAt: NOW });
const lost = loseAnswer(creating, makeProblem({ kind: 'no-answer' }), NOW);

/** Seconds from each search to the next, until the user is asked. */
function searches(job: TuningJob): number[] {
  const waits: number[] = [];
  let at = NOW;
  for (let now = job; now.state === 'unknown'; now = missJob(now, at)) {
    waits.push((now.poll.dueAt - at) / 1000);
    at = now.poll.dueAt;
  }
  return waits;
}

describe('a start whose answer was lost', () => {
  it('is looked for after 5, 15, 60 and 180 seconds, then the user is asked', () => {
    expect(searches(lost)).toEqual([5, 15, 60, 180]);
  });

  it('is not looked for before the service wants to be asked again', () => {
    const what = 'Too many requests in a short time.';
    const problem = makeProblem({ kind: 'rate-limit', status: 429, what, retryAfterMs: 53_000 });
    const job = loseAnswer(creating, problem, NOW);
    expect(job.events.at(-1)?.text).toBe(
      `${what} ${MOSTLY} The job is looked for, for some minutes; nothing is sent again unless you say so.`,
    );
    expect(job.poll.dueAt).toBe(NOW + 54_000);
  });

  it.each([
    [{ kind: 'rate-limit', status: 429 }, /^The service says\. .*mostly .* no job was started/],
    [{ kind: 'timeout', status: 408 }, /^The service says\. .*mostly .* no job was started/],
    [{ kind: 'unavailable', status: 503 }, /^The service says\. It does not say whether the job was started\.$/],
    [{ kind: 'no-answer', status: null }, /^The answer to the start was lost\.$/],
  ] as const)('keeps in words why it is not known: $kind', (change, words) => {
    const job = loseAnswer(creating, makeProblem({ ...change, what: 'The service says.' }), NOW);
    expect(job.doubt).toMatch(words);
    expect(job.events.at(-1)?.text.startsWith(change.status === null ? 'The answer' : 'The service says.')).toBe(true);
    // What a search meets later does not take the place of it.
    const failed = takeProblem(job, makeProblem({ kind: 'no-answer', what: 'Another one.' }), moment);
    expect(missJob(failed, NOW).doubt).toBe(job.doubt);
  });

  it('says that it was the tab that was closed, where it was', () => {
    expect(loseAnswer(creating, null, NOW).doubt).toMatch(/tab was closed/);
  });

  it('is looked for just as often where searches fail, whatever comes back meanwhile', () => {
    let job = lost;
    for (let index = 0; index < 12; index++) job = takeProblem(job, makeProblem({ kind: 'no-answer' }), moment);
    job = wake(job, 'network', NOW);
    let missed = 0;
    while (job.state === 'unknown') {
      job = wake(missJob(job, NOW), 'network', NOW);
      if (job.state === 'unknown')
        job = wake(takeProblem(job, makeProblem({ kind: 'no-answer' }), moment), 'network', NOW);
      missed++;
    }
    expect([missed, job.state]).toEqual([4, 'asking']);
  });

  it.each([1, 7, 20])('is looked for until the last planned time, though the user asks every %i seconds', (seconds) => {
    let [job, at] = [lost, NOW];
    while (job.state === 'unknown') {
      at = Math.min(at + seconds * 1000, job.poll.dueAt);
      job = missJob(askNow(askNow(job, at), at), at);
    }
    expect(job.state).toBe('asking');
    expect((at - NOW) / 1000).toBe(5 + 15 + 60 + 180);
  });

  it('is looked for as planned after it waited for a key', () => {
    const waiting = takeProblem(lost, makeProblem({ kind: 'no-credential' }), moment);
    const woken = missJob(wake(waiting, 'credential', NOW + 1_000), NOW + 1_000);
    expect(woken.poll).toMatchObject({ dueAt: NOW + 16_000, searches: 1 });
  });

  it('is not lost any more where another tab has found it', () => {
    const found = adoptJob(lost, [makeReading()], moment);
    expect(found.state).toBe('running');
    expect(loseAnswer(found, makeProblem(), NOW)).toBe(found);
    expect(missJob(found, NOW)).toBe(found);
  });

  it('stays ended where the user has given it up', () => {
    const failed = takeReading(lost, makeReading({ state: 'failed' }), moment);
    expect(adoptJob(failed, [makeReading()], moment)).toBe(failed);
  });

  it('says that it was found', () => {
    const said = adoptJob(lost, [makeReading()], moment).events.slice(lost.events.length);
    expect(said.map(({ tone }) => tone)).toEqual(['good', 'plain']);
    expect(said[0]?.text).toMatch(/was found/);
  });
});
