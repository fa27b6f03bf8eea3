import '../../support/fake-browser.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import { withEvent } from '../../../src/core/tuning/follow-job.ts';
import { addJob, changeJob, getJob, listJobs, openJobs, removeJob } from '../../../src/store/google/jobs.ts';
import { emptyDatabase } from '../../support/stored.ts';
import { makeJob } from '../../support/tuning-jobs.ts';

beforeEach(emptyDatabase);

describe('a stored job', () => {
  it('is there once, and never replaced by another of its id', async () => {
    const job = makeJob();
    await addJob(job);
    await expect(addJob({ ...job, state: 'failed' })).rejects.toThrow(/already exists/);
    expect(await getJob(job.id)).toEqual(job);
  });

  it('keeps all changes that come at the same time', async () => {
    const { id } = makeJob();
    await addJob(makeJob({ id }));
    const texts = Array.from({ length: 50 }, (_, index) => `change ${index}`);
    await Promise.all(texts.map((text, at) => changeJob(id, (job) => withEvent(job, at, text))));
    expect((await getJob(id))?.events.map(({ text }) => text)).toEqual(texts);
  });

  it('stays as it was where a change fails', async () => {
    const job = makeJob();
    await addJob(job);
    const fails = changeJob(job.id, () => {
      throw new RangeError('a bug');
    });
    await expect(fails).rejects.toThrow('a bug');
    expect(await getJob(job.id)).toEqual(job);
  });

  it('does not come back once it is forgotten', async () => {
    const job = makeJob();
    await addJob(job);
    await removeJob(job.id);
    expect(await changeJob(job.id, (now) => ({ ...now, state: 'running' }))).toBe(undefined);
    expect(await getJob(job.id)).toBe(undefined);
  });
});

describe('lists of jobs', () => {
  it('have the newest first, of one dataset or of all', async () => {
    for (const [createdAt, datasetId] of [
      [2, 'a'],
      [3, 'b'],
      [1, 'a'],
      [4, null],
    ] as const)
      await addJob(makeJob({ createdAt, datasetId }));
    expect((await listJobs()).map(({ createdAt }) => createdAt)).toEqual([4, 3, 2, 1]);
    expect((await listJobs('a')).map(({ createdAt }) => createdAt)).toEqual([2, 1]);
  });

  it('have those that are open in the order in which they are due', async () => {
    const states = ['running', 'succeeded', 'unknown', 'failed', 'asking', 'cancelled', 'creating'] as const;
    for (const [index, state] of states.entries())
      await addJob(makeJob({ state, poll: { dueAt: 100 - index, failures: 0, waiting: null } }));
    expect((await openJobs()).map(({ state }) => state)).toEqual(['creating', 'asking', 'unknown', 'running']);
  });
});
