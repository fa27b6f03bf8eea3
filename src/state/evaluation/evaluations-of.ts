import type { Evaluation } from '../../core/evaluation/evaluation.ts';
import { listEvaluations } from '../../store/evaluation/evaluations.ts';
import { Live } from '../frame/live.svelte.ts';

/** The evaluations of a dataset, newest first, kept fresh while watched. */
export function evaluationsOf(datasetId: string): Live<readonly Evaluation[]> {
  return new Live(() => listEvaluations(datasetId));
}
