import type costPass from '../../workers/rows/passes/judging-cost.ts';
import type { JudgingDraft } from '../../workers/rows/passes/judging-cost.ts';
import type scorePass from '../../workers/rows/passes/score-judging.ts';
import type queuePass from '../../workers/rows/passes/vote-queue.ts';
import type { Result } from '../core/failure.ts';
import type { JudgeScores } from '../core/judge/judge-scores.ts';
import type { JudgingCost } from '../core/judge/judging-cost.ts';
import type { VoteItem } from '../core/judge/vote-items.ts';
import { runPass } from './pass.ts';
import type { Run } from './run.ts';
import { settle } from './settle.ts';

export type { JudgingDraft } from '../../workers/rows/passes/judging-cost.ts';

/** Estimates what judging would cost. Nothing is sent. */
export function estimateJudging(draft: JudgingDraft, run: Run): Promise<Result<JudgingCost>> {
  return settle(() => runPass<typeof costPass>('judging-cost', draft, run, { task: 'The estimate', workers: 1 }));
}

/** Scores what a judge has said so far. */
export function scoreVerdicts(judgingId: string, run: Run): Promise<Result<JudgeScores>> {
  return settle(() => runPass<typeof scorePass>('score-judging', judgingId, run, { task: 'The verdicts', workers: 1 }));
}

/** The answers to vote on for one question of a judge, without saying whose they are. */
export function listVoteItems(judgingId: string, question: number, run: Run): Promise<Result<readonly VoteItem[]>> {
  return settle(() =>
    runPass<typeof queuePass>('vote-queue', { judgingId, question }, run, {
      task: 'The choice of answers',
      workers: 1,
    }),
  );
}
