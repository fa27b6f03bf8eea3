import type { TrialReport, TrialWish } from '../../workers/contracts/rewards.ts';
import type tryRewardsPass from '../../workers/rows/passes/try-rewards.ts';
import type { Failure, Result } from '../core/failure.ts';
import { runPass } from './pass.ts';
import type { Run } from './run.ts';
import { settle } from './settle.ts';

export type { AskablePrompt, SampledAnswer, TrialReport, TrialWish } from '../../workers/contracts/rewards.ts';

/** Two hundred rows take a second; a pattern that takes longer takes for ever. */
const TIMEOUT_MS = 20_000;

/** Tries rewards on some rows of a version, in a worker that is ended where a pattern doesn't end by itself. */
export function tryRewards(wish: TrialWish, { signal }: Pick<Run, 'signal'>): Promise<Result<TrialReport>> {
  return settle(async () => {
    const options = { task: 'The try of the rewards', workers: 1, timeoutMs: TIMEOUT_MS, place: 'a pattern' };
    const run = { signal, onProgress: () => undefined };
    return runPass<typeof tryRewardsPass>('try-rewards', wish, run, options);
  });
}

/** What to say where a try failed. */
export function trialFailure(failure: Failure): string | null {
  if (failure.kind !== 'too-slow') return null;
  return `A pattern was still at work after ${failure.seconds} seconds and was stopped. Nested repeats such as (a+)+ do that: write it without them.`;
}
