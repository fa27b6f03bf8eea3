import { expect, it } from 'vitest';
import { ok, type Result } from '../../../src/core/failure.ts';
import { Notices } from '../../../src/state/frame/notices.svelte.ts';
import { LiveScores } from '../../../src/state/evaluation/live-scores.svelte.ts';

it('are complete once all that was answered is scored', async () => {
  let running = true;
  const ends: ((scores: Result<number>) => void)[] = [];
  const scores = new LiveScores<number>(
    { score: () => new Promise((end) => ends.push(end)), isRunning: () => running },
    new Notices(),
  );
  scores.want();
  ends[0]?.(ok(1));
  await expect.poll(() => scores.current).toBe(1);
  // More is to come.
  expect(scores.complete).toBe(false);

  running = false;
  scores.want();
  ends[1]?.(ok(2));
  await expect.poll(() => scores.complete).toBe(true);

  // Asked again: what was scored is old.
  scores.want();
  expect([scores.current, scores.complete]).toEqual([2, false]);
  scores.stop();
});
