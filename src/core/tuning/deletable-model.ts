import { isEnded } from './follow-job.ts';
import type { TuningJob } from './job.ts';

/**
 * The name of what a job has left at its service and can be deleted there: its tuned model, or what a cancelled or failed job of
 * the Gemini API leaves behind, which answers unpredictably. null where there is nothing, or a job is still at work on it.
 */
export function deletableModel({ service, state, model, reading }: TuningJob): string | null {
  if (service === null || !isEnded(state)) return null;
  // Of one that succeeded it is known here when it was deleted.
  return state === 'succeeded' && model === null ? null : (reading?.modelName ?? null);
}
