import '../../support/fake-browser.ts';
import { expect, it } from 'vitest';
import { Notices } from '../../../src/state/frame/notices.svelte.ts';
import { tellOfEnd } from '../../../src/state/frame/job-news.ts';
import { makeJob } from '../../support/tuning-jobs.ts';

it('does not tell of a job that failed as of a success', () => {
  const notices = new Notices();
  tellOfEnd(makeJob({ displayName: 'gems', state: 'succeeded' }), notices);
  expect(notices.done).toMatchObject({ kind: 'done', text: 'gems: Succeeded' });
  tellOfEnd(makeJob({ displayName: 'gems', state: 'failed' }), notices);
  expect(notices.done).toMatchObject({ kind: 'doubtful', text: 'gems: Failed' });
});
