import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  askNow,
  isDue,
  isEnded,
  lookAgain,
  pause,
  postpone,
  shouldStop,
  takeProblem,
  takeReading,
  wake,
  withEvent,
} from '../../../src/core/tuning/follow-job.ts';
import type { TuningJob } from '../../../src/core/tuning/job.ts';
import { loseAnswer } from '../../../src/core/tuning/lost-start.ts';
import type { ProblemKind } from '../../../src/core/tuning/service-problem.ts';
import { makeJob, makeProblem, makeReading } from '../../support/tuning-jobs.ts';

const NOW = Date.parse('2026-11-21T12:00:00Z');
const moment = { now: NOW, random: 0.5 };
const running = takeReading(makeJob({ state: 'creating', createdAt: NOW }), makeReading(), moment);
const KINDS: readonly ProblemKind[] = [
  ...(['switched-off', 'no-credential', 'bad-credential', 'forbidden', 'insufficient-scope', 'no-answer'] as const),
  ...(['timeout', 'not-found', 'exists', 'rate-limit', 'daily-quota', 'invalid', 'precondition'] as const),
  ...(['unavailable', 'broken-answer'] as const),
];

function refuse(job: TuningJob, times: number, kind: ProblemKind): TuningJob {
  const problem = makeProblem({ kind, status: 403, what: `It is ${kind}.`, outcome: 'refused' });
  return Array.from({ length: times }).reduce<TuningJob>((now) => takeProblem(now, problem, moment), job);
}

describe('a sequence of readings and problems', () => {
  const point = fc.record({ step: fc.nat(60), loss: fc.double({ noNaN: true }) });
  const state = fc.constantFrom('queued', 'running', 'cancelling', 'succeeded', 'failed', 'cancelled');
  const reading = fc.record({ state, points: fc.array(point, { maxLength: 9 }) });
  const problem = fc.record({ kind: fc.constantFrom(...KINDS), retryAfterMs: fc.option(fc.nat(90_000)) });
  const happening = fc.oneof(
    { weight: 3, arbitrary: reading },
    problem,
    fc.constantFrom('credential', 'network', 'ask'),
  );

  it('loses no point of the curve, ends a job at most once, and keeps at most 500 events in their order', () => {
    fc.assert(
      fc.property(
        fc.array(happening, { maxLength: 60 }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (all, random) => {
          let job = running;
          const steps = new Set<number>();
          let ends = 0;
          all.forEach((each, index) => {
            const before = job;
            const at = { now: NOW + index * 1000, random };
            if (each === 'credential' || each === 'network') job = wake(job, each, at.now);
            else if (each === 'ask') job = askNow(job, at.now);
            else if ('kind' in each) job = takeProblem(job, makeProblem(each), at);
            else {
              const training = [...each.points].sort((a, b) => a.step - b.step);
              if (!isEnded(job.state)) training.forEach(({ step }) => steps.add(step));
              job = takeReading(job, makeReading({ state: each.state, curve: { training, validation: [] } }), at);
            }
            if (!isEnded(before.state) && isEnded(job.state)) ends++;
            // Only what its service did not know may come back, when somebody asks.
            if (isEnded(before.state) && !isEnded(job.state)) {
              expect(before.problem?.kind).toBe('not-found');
              ends--;
            }
            expect(job.endedAt === null).toBe(!isEnded(job.state));
            expect(Number.isSafeInteger(Math.ceil(job.poll.dueAt))).toBe(true);
            const said = job.events.slice(0, before.events.length);
            expect(said).toEqual(before.events);
          });
          expect(ends).toBe(isEnded(job.state) ? 1 : 0);
          expect(job.curve.training.map(({ step }) => step)).toEqual([...steps].sort((a, b) => a - b));
          expect(job.events.map(({ at }) => at)).toEqual(job.events.map(({ at }) => at).sort((a, b) => a - b));
        },
      ),
    );
  });

  it('keeps the latest 500 events', () => {
    let job = running;
    for (let index = 0; index < 620; index++) job = withEvent(job, NOW + index, `event ${index}`);
    expect(job.events.map(({ text }) => text)).toEqual(
      Array.from({ length: 500 }, (_, index) => `event ${index + 120}`),
    );
  });
});

describe('a reading', () => {
  it('does not bring an ended job back: it may be late', () => {
    const ended = takeReading(running, makeReading({ state: 'succeeded' }), moment);
    expect(takeReading(ended, makeReading({ state: 'running' }), moment)).toBe(ended);
    expect(takeProblem(ended, makeProblem(), moment)).toBe(ended);
  });

  it('takes nothing away that the service told before', () => {
    const data = { ...{ examples: 5, billableTokens: 7, steps: 3, inputTokens: null, outputTokens: null } };
    const report = { ...data, truncated: 0, truncatedLines: [], droppedLines: [{ line: 3, reason: 'too long' }] };
    const known = { percent: 40, step: 8, totalSteps: 20, epochs: 3, createTime: 'c', startTime: 's' };
    const told = { ...known, modelName: 'tunedModels/x', data: report, attempt: 'a', consoleUrl: 'https://console' };
    const job = takeReading(running, makeReading(told), moment);
    expect(takeReading(job, makeReading(), moment).reading).toMatchObject(told);
  });

  it('keeps points that the service thins out, and takes its later word for a step', () => {
    const curve = (...steps: number[]) => ({
      training: steps.map((step) => ({ step, loss: step / 10 })),
      validation: steps.map((step) => ({ step, loss: step })),
    });
    const first = takeReading(running, makeReading({ curve: curve(1, 2, 3) }), moment);
    const later = { ...curve(1, 4, 7), validation: [{ step: 3, loss: 0.5 }] };
    const job = takeReading(first, makeReading({ curve: later }), moment);
    expect(job.curve.training.map(({ step }) => step)).toEqual([1, 2, 3, 4, 7]);
    expect(job.curve.validation).toEqual([
      { step: 1, loss: 1 },
      { step: 2, loss: 2 },
      { step: 3, loss: 0.5 },
    ]);
  });
});

describe('a job that its service does not know', () => {
  it('has ended after three times, with words for it, and is no longer asked for', () => {
    expect(refuse(running, 2, 'not-found')).toMatchObject({ state: 'running', endedAt: null });
    const gone = refuse(running, 3, 'not-found');
    expect(gone).toMatchObject({ state: 'failed', endedAt: NOW, poll: { dueAt: Number.MAX_SAFE_INTEGER } });
    expect(gone.events.at(-1)?.text).toMatch(/no longer knows this job/);
  });

  it('is still there when one answer errs', () => {
    const job = takeReading(refuse(running, 2, 'not-found'), makeReading(), moment);
    expect(refuse(job, 2, 'not-found').state).toBe('running');
  });

  it('is followed again when the user asks, with another key perhaps', () => {
    const job = askNow(refuse(running, 3, 'not-found'), NOW + 1);
    expect(job).toMatchObject({ state: 'running', endedAt: null, poll: { dueAt: NOW + 1 } });
  });

  it('is not taken for gone while only its start is unknown', () => {
    const lost = { ...makeJob({ state: 'unknown', createdAt: NOW }), poll: { dueAt: NOW, failures: 0, waiting: null } };
    expect(refuse(lost, 9, 'not-found')).toMatchObject({ state: 'unknown', poll: { waiting: 'user' } });
  });
});

describe('a service that keeps refusing', () => {
  it('is asked every one to two minutes, five times, then only when the user says so', () => {
    const once = refuse(running, 1, 'forbidden');
    expect(once.poll.dueAt - NOW).toBe(90_000);
    expect(refuse(running, 4, 'forbidden').poll.waiting).toBe(null);
    const stopped = refuse(running, 5, 'forbidden');
    expect(stopped).toMatchObject({ state: 'running', poll: { waiting: 'user', dueAt: Number.MAX_SAFE_INTEGER } });
    expect(askNow(stopped, NOW).poll).toMatchObject({ waiting: null, dueAt: NOW, refusals: 0 });
  });

  it('is said once, and once that it is over', () => {
    const said = refuse(running, 5, 'invalid').events.slice(running.events.length);
    expect(said).toHaveLength(2);
    expect(said[0]?.text).toBe('It is invalid.');
    expect(said[1]?.text).toMatch(/Refused 5 times.*"Ask now"/);
  });

  it('is not forgiven by faults that pass', () => {
    let job = running;
    for (let index = 0; index < 5; index++) job = refuse(takeProblem(job, makeProblem(), moment), 1, 'forbidden');
    expect(job.poll.waiting).toBe('user');
  });

  it('is asked again with another credential', () => {
    for (const job of [refuse(running, 1, 'forbidden'), refuse(running, 5, 'forbidden')]) {
      expect(wake(job, 'credential', NOW + 5).poll).toMatchObject({ waiting: null, dueAt: NOW + 5 });
      expect(wake(job, 'network', NOW + 5)).toBe(job);
    }
  });
});

describe('what a job waits for', () => {
  it('is a credential where that is missing, wrong or too weak', () => {
    for (const kind of ['no-credential', 'bad-credential', 'insufficient-scope'] as const) {
      const job = refuse(running, 2, kind);
      expect(job.poll).toMatchObject({ waiting: 'credential', dueAt: Number.MAX_SAFE_INTEGER });
      expect(job.events).toHaveLength(running.events.length + 1);
      expect(wake(job, 'network', NOW)).toBe(job);
      expect(wake(job, 'credential', NOW).poll.dueAt).toBe(NOW);
    }
  });

  it('is the network where it is switched off, or failed', () => {
    const off = refuse(running, 1, 'switched-off');
    expect(off.poll.waiting).toBe('network');
    expect(wake(off, 'credential', NOW)).toBe(off);
    const silent = refuse(running, 6, 'no-answer');
    for (const job of [off, silent]) expect(wake(job, 'network', NOW + 1).poll.dueAt).toBe(NOW + 1);
    const broken = refuse(running, 6, 'unavailable');
    expect(wake(broken, 'network', NOW)).toBe(broken);
  });

  it('is the next day where a daily quota is used up, or another key', () => {
    const job = refuse(running, 1, 'daily-quota');
    expect(job.poll.waiting).toBe('daily-quota');
    // Midnight in Los Angeles, eight hours behind UTC in November.
    expect(job.poll.dueAt).toBe(Date.parse('2026-11-22T08:00:30Z'));
    expect(wake(job, 'credential', NOW).poll.dueAt).toBe(NOW);
  });
});

describe('a pause that a service asks for', () => {
  it('holds for all jobs that would be asked for sooner, and makes none wait less', () => {
    const job = { ...running, poll: { ...running.poll, dueAt: NOW + 5_000 } };
    expect(postpone(job, NOW + 24_000).poll.dueAt).toBe(NOW + 24_000);
    expect(postpone(job, NOW + 4_000)).toBe(job);
    const waiting = refuse(running, 1, 'bad-credential');
    expect(postpone(waiting, NOW + 24_000)).toBe(waiting);
    const ended = takeReading(running, makeReading({ state: 'failed' }), moment);
    expect(postpone(ended, NOW + 24_000)).toBe(ended);
  });

  it('holds also against the user, for all jobs, until the service has answered', () => {
    const limited = takeProblem(running, makeProblem({ kind: 'rate-limit', retryAfterMs: 23_000 }), moment);
    // A second more, because services round down.
    expect(askNow(limited, NOW + 1_000).poll.dueAt).toBe(NOW + 24_000);
    expect(askNow(limited, NOW + 30_000).poll.dueAt).toBe(NOW + 30_000);
    const other = pause(running, limited.poll);
    expect(askNow(other, NOW + 1_000).poll.dueAt).toBe(NOW + 24_000);
    expect(lookAgain(other, NOW + 1_000).poll.dueAt).toBe(NOW + 24_000);
    const answered = takeReading(limited, makeReading(), { now: NOW + 24_000, random: 0.5 });
    expect(askNow(answered, NOW + 25_000).poll.dueAt).toBe(NOW + 25_000);
    const lost = loseAnswer({ ...running, state: 'creating' }, limited.problem, NOW);
    expect(askNow(lost, NOW + 1_000).poll.dueAt).toBe(NOW + 24_000);
  });

  it('of a daily quota is no matter of seconds, and ends when the user says so', () => {
    const used = takeProblem(running, makeProblem({ kind: 'daily-quota', retryAfterMs: 23_000 }), moment);
    expect(askNow(used, NOW + 1_000).poll.dueAt).toBe(NOW + 1_000);
  });
});

describe('a clock that was a day fast and is put right', () => {
  const DAY = 86_400_000;
  const ahead = { now: NOW + DAY, random: 0.5 };

  it('makes no job wait for that day', () => {
    expect(isDue(takeReading(running, makeReading(), ahead).poll, NOW)).toBe(true);
    const limited = takeProblem(running, makeProblem({ kind: 'rate-limit', retryAfterMs: 23_000 }), ahead);
    expect(isDue(limited.poll, NOW)).toBe(true);
    expect(askNow(limited, NOW).poll.dueAt).toBe(NOW);
    expect(isDue(loseAnswer({ ...running, state: 'creating' }, null, ahead.now).poll, NOW)).toBe(true);
  });

  it('makes nobody ask who waits for something else, nor sooner than is right', () => {
    expect(isDue(running.poll, NOW)).toBe(false);
    expect(isDue(refuse(running, 1, 'bad-credential').poll, NOW)).toBe(false);
    expect(isDue(refuse(running, 5, 'forbidden').poll, NOW)).toBe(false);
    expect(isDue(takeProblem(running, makeProblem({ kind: 'daily-quota' }), ahead).poll, NOW)).toBe(false);
  });
});

describe('a page that is looked at again', () => {
  it('has the jobs asked for that could have changed, and no others', () => {
    expect(lookAgain(running, NOW + 1_000).poll).toEqual({ ...running.poll, dueAt: NOW + 1_000 });
    const due = { ...running, poll: { ...running.poll, dueAt: NOW } };
    expect(lookAgain(due, NOW + 1_000)).toBe(due);
    const failed = takeProblem(running, makeProblem({ kind: 'no-answer' }), moment);
    expect(lookAgain(failed, NOW + 1).poll).toEqual({ ...failed.poll, dueAt: NOW + 1 });
    for (const kind of ['bad-credential', 'switched-off', 'daily-quota'] as const) {
      const waiting = refuse(running, 1, kind);
      expect(lookAgain(waiting, NOW + 1)).toBe(waiting);
    }
    const lost = loseAnswer({ ...running, state: 'creating' }, null, NOW);
    expect(lookAgain(lost, NOW + 1)).toBe(lost);
  });
});

describe('patience', () => {
  const validation = [3, 2, 2.5, 2.4].map((loss, step) => ({ step, loss }));
  const curve = { training: [], validation };

  it('ends only for a running job whose user wants it', () => {
    const job = takeReading({ ...running, patience: 2 }, makeReading({ curve }), moment);
    expect(shouldStop(job)).toBe(true);
    expect(shouldStop({ ...job, patience: 3 })).toBe(false);
    expect(shouldStop({ ...job, patience: null })).toBe(false);
    expect(shouldStop({ ...job, state: 'cancelling' })).toBe(false);
    expect(shouldStop({ ...job, state: 'cancelled' })).toBe(false);
  });
});
