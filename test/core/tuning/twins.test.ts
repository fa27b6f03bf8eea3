import { describe, expect, it } from 'vitest';
import { adoptJob } from '../../../src/core/tuning/lost-start.ts';
import type { JobReading } from '../../../src/core/tuning/reading.ts';
import { chooseJob, jobOfReading, takeTwins, wantsTwins } from '../../../src/core/tuning/twins.ts';
import { makeJob, makeReading } from '../../support/tuning-jobs.ts';

const PARENT = 'projects/1/locations/us-central1/tuningJobs';
const moment = { now: 9, random: 0.5 };

function listed(id: number, change: Partial<JobReading> = {}): JobReading {
  return makeReading({ name: `${PARENT}/${id}`, createTime: `2026-11-21T12:00:0${id}.5Z`, ...change });
}

const followed = makeJob({ service: 'agent-platform', state: 'running', sends: 1, reading: listed(1) });

describe('of several jobs of one attempt', () => {
  it.each<[string, readonly JobReading[], number]>([
    ['the oldest', [listed(3), listed(1), listed(2)], 1],
    ['none that has failed while there is another', [listed(1, { state: 'failed' }), listed(2), listed(3)], 2],
    ['none that was cancelled either', [listed(1, { state: 'cancelled' }), listed(2, { state: 'succeeded' })], 2],
    ['the oldest where all have failed', [listed(2, { state: 'failed' }), listed(1, { state: 'failed' })], 1],
    ['one whose age is told', [listed(1, { createTime: null }), listed(2)], 2],
    [
      'the first of its name where ages are equal',
      [listed(4), listed(3)].map((job) => ({ ...job, createTime: '' })),
      3,
    ],
  ])('%s is followed', (_, found, id) => {
    expect(chooseJob(found)?.name).toBe(`${PARENT}/${id}`);
  });

  it('the others are named as bad news, with where they are shown', () => {
    const consoleUrl = 'https://console.cloud.google.com/x';
    const unknown = makeJob({ service: 'agent-platform', state: 'unknown', sends: 1 });
    const job = adoptJob(unknown, [listed(2, { consoleUrl, state: 'queued' }), listed(1)], moment);
    expect(job.reading?.name).toBe(`${PARENT}/1`);
    expect(job.twins).toEqual([{ name: `${PARENT}/2`, state: 'queued', consoleUrl }]);
    const bad = job.events.filter(({ tone }) => tone === 'bad');
    expect(bad.map(({ text }) => text)).toEqual([expect.stringMatching(/^Started twice.* 2 .*\(queued\)/)]);
  });
});

describe('a job whose start had an answer', () => {
  it('is looked for once, until it is in the list itself', () => {
    expect(wantsTwins(followed)).toBe(true);
    const lagging = takeTwins(followed, [], 5);
    expect(lagging).toBe(followed);
    const alone = takeTwins(followed, [listed(1)], 5);
    expect([alone.twins, alone.events, wantsTwins(alone)]).toEqual([[], [], false]);
  });

  it('is not looked for where it was not started from here, or its service takes each id once', () => {
    expect(wantsTwins({ ...followed, sends: 0 })).toBe(false);
    expect(wantsTwins({ ...followed, service: 'gemini-api' })).toBe(false);
    expect(wantsTwins({ ...followed, reading: null })).toBe(false);
  });

  it('has its twin told once, and its state followed until that ends', () => {
    const twice = takeTwins(followed, [listed(1), listed(2)], 5);
    expect([twice.events.length, wantsTwins(twice)]).toEqual([1, true]);
    expect(takeTwins(twice, [listed(2), listed(1)], 6)).toBe(twice);
    const cancelled = takeTwins(twice, [listed(2, { state: 'cancelled' }), listed(1)], 7);
    expect(cancelled.twins).toMatchObject([{ state: 'cancelled' }]);
    expect([cancelled.events.length, wantsTwins(cancelled)]).toEqual([1, false]);
    // A list that has lost it says nothing of it.
    expect(takeTwins(twice, [listed(1)], 8)).toBe(twice);
  });
});

describe('what is listed at the service', () => {
  const own = listed(1, { attempt: followed.id });

  it('is of the job that tells of it, that left its model, or whose attempt it is', () => {
    const lost = makeJob({ service: 'agent-platform', state: 'asking' });
    const model = makeJob({ reading: makeReading({ modelName: 'tunedModels/x' }) });
    const known = [lost, model, followed];
    expect(jobOfReading(known, own)).toBe(followed);
    expect(jobOfReading(known, makeReading({ name: 'tunedModels/x', modelName: 'tunedModels/x' }))).toBe(model);
    expect(jobOfReading(known, listed(7, { attempt: lost.id }))).toBe(lost);
    expect(jobOfReading(known, listed(8))).toBeUndefined();
  });

  it('can be followed by itself where it is a twin, until it is', () => {
    const other = listed(2, { attempt: followed.id });
    const twice = takeTwins(followed, [own, other], 5);
    expect(jobOfReading([twice], own)).toBe(twice);
    expect(jobOfReading([twice], other)).toBeUndefined();
    const attached = makeJob({ reading: other });
    expect(jobOfReading([twice, attached], other)).toBe(attached);
  });
});
