import '../../support/fake-browser.ts';
import { beforeEach, expect, it } from 'vitest';
import type { JobState } from '../../../src/core/tuning/job.ts';
import type { Google } from '../../../src/state/settings/google.svelte.ts';
import { JobWatch } from '../../../src/state/job/job-watch.svelte.ts';
import type { Notices } from '../../../src/state/frame/notices.svelte.ts';
import { addJob, getJob } from '../../../src/store/google/jobs.ts';
import { emptyDatabase } from '../../support/stored.ts';
import { makeJob, makeReading } from '../../support/tuning-jobs.ts';

beforeEach(emptyDatabase);

function watchOf(id: string, change: object = {}): JobWatch {
  const google = { did: () => Promise.resolve(true), ...change };
  const notices = { attempt: (act: () => Promise<void>) => act() };
  // The casts: these acts ask for nothing else of them.
  return new JobWatch(id, google as unknown as Google, notices as unknown as Notices);
}

it.each<[JobState, boolean]>([
  ['creating', false],
  ['running', true],
  ['succeeded', true],
])('an answer to a question that another tab has settled does nothing: %s', async (state, isTold) => {
  const job = makeJob({ state, reading: isTold ? makeReading() : null });
  await addJob(job);
  await watchOf(job.id).giveUp();
  expect(await getJob(job.id)).toEqual(job);
  await watchOf(job.id).searchAgain();
  expect(await getJob(job.id)).toEqual(job);
});

it('a question is answered by giving up, or by looking again', async () => {
  const [one, other] = [makeJob({ state: 'asking' }), makeJob({ state: 'asking' })];
  for (const job of [one, other]) await addJob(job);
  await watchOf(one.id).giveUp();
  await watchOf(other.id).searchAgain();
  expect([(await getJob(one.id))?.state, (await getJob(other.id))?.state]).toEqual(['failed', 'unknown']);
});

it('waits for a key only where the job is followed: what is uploaded is for the tab that does it', async () => {
  const seen = [];
  for (const state of ['preparing', 'creating', 'unknown', 'asking', 'running', 'failed'] as const) {
    const job = makeJob({ state });
    await addJob(job);
    const watch = watchOf(job.id, { ready: true, connection: {}, holds: () => false });
    watch.live.current = job;
    seen.push([state, watch.waitsFor]);
  }
  expect(seen).toEqual([
    ['preparing', null],
    ['creating', null],
    ['unknown', 'credential'],
    ['asking', null],
    ['running', 'credential'],
    ['failed', null],
  ]);
});
