import type scorePass from '../../workers/rows/passes/score-evaluation.ts';
import type slicePass from '../../workers/rows/passes/score-slices.ts';
import type startPass from '../../workers/rows/passes/start-evaluation.ts';
import type { EvaluationDraft } from '../../workers/rows/passes/start-evaluation.ts';
import type { Evaluation } from '../core/evaluation/evaluation.ts';
import type { Scores } from '../core/evaluation/scores.ts';
import type { SliceScores } from '../core/evaluation/slices.ts';
import type { Result } from '../core/failure.ts';
import { runPass } from './pass.ts';
import type { Run } from './run.ts';
import { settle } from './settle.ts';

/** A pattern of the user's that never ends on some answer is stopped. */
const SCORE_TIMEOUT_MS = 60_000;

/** Chooses the rows of an evaluation and stores it. Nothing is sent before the worker for Google is asked to go on. */
export function prepareEvaluation(draft: EvaluationDraft, run: Run): Promise<Result<Evaluation>> {
  return settle(() =>
    runPass<typeof startPass>('start-evaluation', draft, run, { task: 'The choice of rows', workers: 1 }),
  );
}

/** Scores what is answered so far. */
export function scoreAnswers(evaluationId: string, run: Run): Promise<Result<Scores>> {
  return settle(() =>
    runPass<typeof scorePass>('score-evaluation', evaluationId, run, {
      ...{ task: 'The scores', workers: 1, timeoutMs: SCORE_TIMEOUT_MS, place: 'some of the answers' },
    }),
  );
}

/** Scores what is answered so far by slices. */
export function scoreBySlice(evaluationId: string, run: Run): Promise<Result<SliceScores>> {
  return settle(() =>
    runPass<typeof slicePass>('score-slices', evaluationId, run, { task: 'The scores by slice', workers: 1 }),
  );
}
