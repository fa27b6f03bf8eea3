import type { Evaluation } from '../../core/evaluation/evaluation.ts';
import { getEvaluation, listEvaluations } from '../../store/evaluation/evaluations.ts';
import { Live } from '../frame/live.svelte.ts';

/** The evaluations of a dataset, newest first, kept fresh while watched. */
export function evaluationsOf(datasetId: string): Live<readonly Evaluation[]> {
  return new Live(() => listEvaluations(datasetId));
}

/** One evaluation, kept fresh while watched; undefined where it is gone. */
export function evaluationOf(id: string): Live<Evaluation | undefined> {
  return new Live(() => getEvaluation(id));
}
