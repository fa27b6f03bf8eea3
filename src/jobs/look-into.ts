import type insightPass from '../../workers/rows/passes/insight.ts';
import type { Insight } from '../../workers/rows/passes/insight.ts';
import type servingPass from '../../workers/rows/passes/serving.ts';
import type { Serving } from '../../workers/rows/passes/serving.ts';
import type { PinnedSplit } from '../../workers/contracts/reader.ts';
import type { Result } from '../core/failure.ts';
import { runPass } from './pass.ts';
import type { Run } from './run.ts';
import { settle } from './settle.ts';

export type { ExplainedFailure, Insight } from '../../workers/rows/passes/insight.ts';
export type { Serving } from '../../workers/rows/passes/serving.ts';

/** Compares an evaluation's answers with the rows that a model was trained on. Nothing is sent. */
export function lookIntoAnswers(
  request: { readonly evaluationId: string; readonly training: PinnedSplit | null; readonly model: number },
  run: Run,
): Promise<Result<Insight>> {
  return settle(() => runPass<typeof insightPass>('insight', request, run, { task: 'The comparison', workers: 1 }));
}

/** Chooses the confidence below which a base model is asked in place of another model. Nothing is sent. */
export function workOutServing(
  request: { readonly evaluationId: string; readonly model: number; readonly base: number },
  run: Run,
): Promise<Result<Serving>> {
  return settle(() => runPass<typeof servingPass>('serving', request, run, { task: 'The fallback', workers: 1 }));
}
